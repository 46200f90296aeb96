import { ResponseValidationError, type ValidationIssue } from './errors.js'
import type { Log } from './log.js'

/** A schema of any library that follows Standard Schema 1.0: valibot, zod, arktype. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    validate(value: unknown): StandardResult | Promise<StandardResult>
  }
}

interface StandardResult {
  readonly issues?: readonly ValidationIssue[] | undefined
}

/** Schemas by route key, for example `GET /prompts/{id}`; events of a stream under the key and `#stream`. */
export type SchemaTable = Readonly<Record<string, StandardSchema>>

/** Looks at answers and changes nothing. Made by {@link validator}. */
export type Validator = (key: string, value: unknown, answer: { readonly requestId: string | undefined; readonly log: Log }) => void | Promise<void>

/**
 * Makes the client option `validate`: checks answers against schemas found by route.
 *
 * @param mode `strict` raises a {@link ResponseValidationError}; `warn` logs what does not fit.
 * @param tables Schema tables, for example `responses` of `@smarter-api/schemas/humanloop`. Routes that no table names pass.
 */
export function validator(mode: 'warn' | 'strict', ...tables: SchemaTable[]): Validator {
  const table: Record<string, StandardSchema> = Object.assign({}, ...tables)
  return (key, value, { requestId, log }) => {
    const schema = table[key]
    if (!schema) return
    const report = ({ issues }: StandardResult): void => {
      if (!issues?.length) return
      const message = `${key} answered with a value that does not fit its schema: ${issues.slice(0, 3).map(describe).join('; ')}`
      if (mode === 'strict') throw new ResponseValidationError(message, { issues: issues.map(bare), body: value, requestId, route: key })
      log.warn?.(message)
    }
    const result = schema['~standard'].validate(value)
    return result instanceof Promise ? result.then(report) : report(result)
  }
}

/** Libraries add the whole input to their issues and paths; the error has it once, as its body, and stays small as JSON. */
function bare({ message, path }: ValidationIssue): ValidationIssue {
  return { message, path: path?.map((step) => (typeof step === 'object' ? step.key : step)) }
}

function describe(issue: ValidationIssue): string {
  const { message, path } = bare(issue)
  return path?.length ? `${path.map(String).join('.')}: ${message}` : message
}
