import { readReference, type ReferenceContent, type ReferenceSchema } from '../../../packages/schemas/src/testing/reference.js'

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly example?: unknown
}

/** What the reference says of one operation of Smarter's platform. */
export interface Operation {
  /** Verb and path, for example `POST /cli/apply/`. */
  readonly key: string
  readonly parameters: readonly Parameter[]
  readonly body: { readonly schema: ReferenceSchema; readonly example: unknown } | undefined
  /** The example of a success, where the reference has one. */
  readonly answer: unknown
}

interface Described {
  parameters?: (Parameter | { $ref: string })[]
  requestBody?: { content: Record<string, ReferenceContent> }
  responses?: Record<string, { content?: Record<string, ReferenceContent> }>
}

/** The description of Smarter's API, where it lies beside the repository. */
export const reference = readReference('smarter.openapi.yaml')

const components = (reference?.components ?? { schemas: {} }) as { schemas: Record<string, ReferenceSchema>; parameters?: Record<string, Parameter> }

/** Every operation, in the order of the reference. */
export const operations: readonly Operation[] = Object.entries(reference?.paths ?? {}).flatMap(([path, methods]) =>
  Object.entries(methods as unknown as Record<string, Described>).flatMap(([method, described]) => (described.responses ? [read(`${method.toUpperCase()} ${path}`, described)] : [])),
)

/** The fields of a schema, of the one that it stands for, and of the parts that it is put together from. */
export function resolve(schema: ReferenceSchema): Required<Pick<ReferenceSchema, 'properties' | 'required'>> {
  const target = schema.$ref ? (components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  const parts = [target, ...(target.allOf ?? []).map(resolve)]
  return { properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Record<string, ReferenceSchema>, required: parts.flatMap(({ required = [] }) => required) }
}

function read(key: string, { parameters = [], requestBody, responses }: Described): Operation {
  const content = requestBody?.content['application/json']
  return {
    key,
    parameters: parameters.flatMap((parameter) => ('$ref' in parameter ? (components.parameters?.[parameter.$ref.split('/').at(-1) ?? ''] ?? []) : parameter)),
    body: content?.schema && { schema: content.schema, example: content.example },
    answer: responses?.['200']?.content?.['application/json']?.example,
  }
}
