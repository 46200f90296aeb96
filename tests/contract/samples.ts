import type { ReferenceSchema } from '../../packages/schemas/src/testing/reference.js'
import { components } from './description.js'

/** How a value is made. */
export interface Choice {
  /** Which alternative is taken where there are several: kinds of value, `null`, words. Counted round. */
  readonly alternative: number
  /** Whether fields that may be absent are there. */
  readonly optional: boolean
}

const deepest = 4
const awkward = 'ä/?#%&+ "'

/** Makes a value that a schema of the reference describes. The same choice gives the same value. */
export function sample(schema: ReferenceSchema, choice: Choice, name = 'value', depth = 0): unknown {
  const { $ref, allOf, anyOf, enum: words, const: constant, type, items, properties, additionalProperties } = schema
  const make = (inner: ReferenceSchema, alternative: number, innerName = name, innerDepth = depth): unknown =>
    sample(inner, { ...choice, alternative }, innerName, innerDepth)
  const { alternative } = choice
  const pick = <T>(options: readonly T[]): T | undefined => options[alternative % options.length]
  const isDeep = depth > deepest

  if ($ref) return make(components[$ref.split('/').at(-1) ?? ''] ?? {}, alternative)
  if (allOf) return make(allOf[0] ?? {}, alternative)
  if (anyOf) return make((isDeep ? anyOf.at(-1) : pick(anyOf)) ?? {}, alternative)
  if (constant !== undefined) return constant
  if (words) return pick(words)
  if (type === 'boolean') return pick([true, false])
  if (Array.isArray(type)) return make({ ...schema, type: pick(type) ?? 'null' }, alternative)
  if (properties) {
    const { required = [] } = schema
    const present = Object.entries(properties).filter(([field]) => required.includes(field) || (choice.optional && !isDeep))
    return Object.fromEntries(present.map(([field, inner]) => [field, make(inner, alternative, field, depth + 1)]))
  }
  if (type === 'array') return choice.optional && !isDeep ? [0, 1].map((offset) => make(items ?? {}, alternative + offset, name, depth + 1)) : []
  if (type === 'object') return sampleMap(additionalProperties, (inner) => make(inner, alternative, name, depth + 1))
  return sampleValue(schema, name)
}

/** How many choices a schema needs until each of its alternatives was taken. */
export function countAlternatives(schema: ReferenceSchema, seen = new Set<ReferenceSchema>()): number {
  const target = schema.$ref ? (components[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  if (seen.has(target)) return 1
  seen.add(target)
  const { anyOf = [], allOf = [], enum: words = [], type, items, properties = {}, additionalProperties } = target
  const inner = [...anyOf, ...allOf, ...(items ? [items] : []), ...Object.values(properties), ...(typeof additionalProperties === 'object' ? [additionalProperties] : [])]
  const kinds = [type ?? []].flat()
  return Math.max(anyOf.length, words.length, kinds.length, kinds.includes('boolean') ? 2 : 1, ...inner.map((each) => countAlternatives(each, seen)))
}

/** A map whose names and values must arrive as they are, whatever looks like a name of ours. */
function sampleMap(values: ReferenceSchema['additionalProperties'], make: (schema: ReferenceSchema) => unknown): Record<string, unknown> {
  if (typeof values === 'object') return { 'a key': make(values), camelCase: make(values) }
  return { 'a key': awkward, environment: 'of the map', nested: { list: [1, null, true], snake_case: {} }, nothing: null }
}

function sampleValue({ type, format, minimum = 1 }: ReferenceSchema, name: string): unknown {
  if (type === 'integer') return minimum + 6
  if (type === 'number') return minimum + 0.25
  if (type === 'null') return null
  if (type === 'string') return format === 'date-time' ? '2025-05-20T10:00:00Z' : `${name} ${awkward}`
  return { any: ['thing', 1, null] }
}
