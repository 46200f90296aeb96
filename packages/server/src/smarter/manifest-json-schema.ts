import { manifestRequests } from '@smarter-api/schemas/smarter'
import type { ManifestKind } from '@smarter-api/schemas/smarter'

/** What is looked at of a schema: the parts that its library documents. */
interface Described {
  type: string
  wrapped?: Described
  item?: Described
  entries?: Record<string, Described>
  options?: unknown[]
  literal?: unknown
  requirement?: unknown
  pipe?: Described[]
}

type JsonSchema = Record<string, unknown>

const plainTypes: Record<string, JsonSchema> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  custom: { type: 'object' },
  unknown: {},
}

/** What the steps of a pipe add to the schema before them. */
const limits: Record<string, (requirement: unknown) => JsonSchema> = {
  min_length: (minLength) => (minLength === 0 ? {} : { minLength }),
  max_length: (maxLength) => (maxLength === Infinity ? {} : { maxLength }),
  min_value: (minimum) => (minimum === -Infinity ? {} : { minimum }),
  max_value: (maximum) => (maximum === Infinity ? {} : { maximum }),
  integer: () => ({ type: 'integer' }),
  regex: (requirement) => ({ pattern: (requirement as RegExp).source }),
}

/** The JSON Schema of a kind's manifest, read off the schema that checks it. */
export function manifestJsonSchema(kind: ManifestKind): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', title: `SAM${kind}`, ...toJsonSchema(manifestRequests[kind] as Described) }
}

function toJsonSchema(schema: Described): JsonSchema {
  const { type, pipe, wrapped, item, entries, options, literal } = schema
  if (pipe !== undefined) return Object.assign({}, ...pipe.map(stepSchema)) as JsonSchema
  if (type === 'exact_optional' && wrapped !== undefined) return toJsonSchema(wrapped)
  if (type === 'nullable' && wrapped !== undefined) return { anyOf: [toJsonSchema(wrapped), { type: 'null' }] }
  if (item !== undefined) return { type: 'array', items: toJsonSchema(item) }
  if (entries !== undefined) return toObjectSchema(entries, type === 'strict_object')
  if (options !== undefined) return options.length === 1 ? { const: options[0] } : { enum: options }
  return type === 'literal' ? { const: literal } : (plainTypes[type] ?? {})
}

function stepSchema(step: Described): JsonSchema {
  return limits[step.type]?.(step.requirement) ?? toJsonSchema(step)
}

function toObjectSchema(entries: Record<string, Described>, closed: boolean): JsonSchema {
  const required = Object.keys(entries).filter((name) => entries[name]?.type !== 'exact_optional')
  const properties = Object.fromEntries(Object.entries(entries).map(([name, entry]) => [name, toJsonSchema(entry)]))
  return { type: 'object', ...(closed ? { additionalProperties: false } : {}), required, properties }
}
