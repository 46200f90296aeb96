import * as v from 'valibot'
import type { ReferenceParameter, ReferenceSchema } from './reference.js'
import type { ReferenceValues } from './reference-values.js'

type Query = Record<string, string | string[]>

interface Examples {
  /** Texts that are taken, and what they become. */
  taken: [text: string | string[], value: unknown][]
  refused: string[]
}

/** Finds query parameters on which a schema of ours and the reference are not of one mind. */
export function findQueryDisagreements(ours: v.GenericSchema<unknown, unknown> | undefined, parameters: ReferenceParameter[], values: ReferenceValues): string[] {
  const named = parameters.map(({ name = '', required = false, schema = {} }) => ({ name, required, examples: examplesOf(schema, values) }))
  if (!ours) return named.map(({ name }) => `${name}: is not known`)
  const needed: Query = Object.fromEntries(named.filter(({ required }) => required).map(({ name, examples }) => [name, examples.taken[0]?.[0] ?? '']))
  const parse = (query: Query) => v.safeParse(ours, query)
  const found = named.flatMap(({ name, required, examples }) => {
    const { [name]: _, ...without } = needed
    const taken = examples.taken.filter(([text, value]) => !isEqual(fieldOf(parse({ ...needed, [name]: text }).output, name), value))
    const refused = examples.refused.filter((text) => parse({ ...needed, [name]: text }).success)
    return [
      ...(parse(without).success === required ? [`${name}: absence is ${required ? 'taken' : 'refused'}`] : []),
      ...taken.map(([text]) => `${name}: ${JSON.stringify(text)} is refused`),
      ...refused.map((text) => `${name}: ${text} is taken`),
    ]
  })
  const extra = 'entries' in ours ? Object.keys(ours.entries as object).filter((name) => !named.some((parameter) => parameter.name === name)) : []
  return [...found, ...extra.map((name) => `${name}: is not in the reference`)]
}

function examplesOf(schema: ReferenceSchema, values: ReferenceValues): Examples {
  const [{ type, enum: words, minimum = 0, format, items } = {}] = values.variants(schema)
  if (items) {
    const { taken, refused } = examplesOf(items, values)
    const single = taken.filter((example): example is [string, unknown] => typeof example[0] === 'string')
    const alone = single.map(([text, value]): Examples['taken'][number] => [text, [value]])
    return { taken: [...alone, [single.map(([text]) => text), single.map(([, value]) => value)]], refused }
  }
  if (words) return { taken: words.map((word) => [String(word), word]), refused: ['nowhere'] }
  if (type === 'boolean') return { taken: [['true', true], ['false', false]], refused: ['maybe'] }
  if (type === 'integer') return { taken: [[String(minimum), minimum], [['7', '8'], 8]], refused: ['many', '1.5', String(minimum - 1)] }
  if (format === 'date-time') return { taken: [['2025-05-20T10:00:00Z', '2025-05-20T10:00:00Z']], refused: ['yesterday'] }
  return { taken: [['text', 'text'], [['first', 'last'], 'last']], refused: [] }
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
