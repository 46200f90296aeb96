import * as v from 'valibot'
import type { Schema } from './entries.js'

/**
 * How values are checked in one direction of the wire.
 *
 * Answers may grow: unknown fields, words and sizes pass, because a platform that gains a feature must not break its users.
 * Requests are closed, so that a typing mistake is found before it is sent.
 */
export interface Direction {
  object<const Fields extends v.ObjectEntries>(fields: Fields): Schema<v.InferInput<Plain<Fields>>, v.InferOutput<Plain<Fields>>>
  word(...words: [string, ...string[]]): Schema<string>
  text(limits: TextLimits): Schema<string>
  number(limits: { min?: number; max?: number }): Schema<number>
  integer(limits?: { min?: number; max?: number }): Schema<number>
  dateTime: Schema<string>
  /** A rule over several fields. */
  must<Value>(schema: Schema<Value>, rule: (value: Value) => boolean, message: string): Schema<Value>
  /** What a union takes whose tag is none of the known ones. */
  otherwise<Value>(tag: string, words: string[]): Schema<Value>
}

interface TextLimits {
  min?: number
  max?: number
  pattern?: { matches: RegExp; message: string }
}

type Plain<Fields extends v.ObjectEntries> = v.ObjectSchema<Fields, undefined>

export const answer: Direction = {
  object: object(v.looseObject),
  word: () => v.string(),
  text: () => v.string(),
  number: () => v.number(),
  integer: () => v.number(),
  dateTime: v.string(),
  must: (schema) => schema,
  otherwise: <Value>() => v.custom<Value>(isObject, expected('an object')),
}

export const request: Direction = {
  object: object(v.strictObject),
  word: (...words) => v.picklist(words),
  text: ({ min = 0, max = Infinity, pattern }) => {
    const sized = v.pipe(v.string(), v.minLength(min), v.maxLength(max))
    return pattern ? v.pipe(sized, v.regex(pattern.matches, pattern.message)) : sized
  },
  number: ({ min = -Infinity, max = Infinity }) => v.pipe(v.number(), v.minValue(min), v.maxValue(max)),
  integer: ({ min = -Infinity, max = Infinity } = {}) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)),
  dateTime: v.pipe(
    v.string(),
    v.regex(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/, expected('an ISO 8601 date or date-time')),
  ),
  must: (schema, rule, message) => v.pipe(schema, v.check(rule, message)),
  otherwise: <Value>(tag: string, words: string[]) => v.looseObject({ [tag]: v.picklist(words) }) as Schema<unknown> as Schema<Value>,
}

/** Looks first, because valibot takes a list for an object, and one without required fields would let `[]` pass. */
function object(describe: (fields: v.ObjectEntries) => v.GenericSchema<object, unknown>) {
  return <const Fields extends v.ObjectEntries>(fields: Fields) => {
    const schema = v.pipe(v.custom<object>(isObject, expected('an object')), describe(fields))
    return schema as Schema<unknown> as Schema<v.InferInput<Plain<Fields>>, v.InferOutput<Plain<Fields>>>
  }
}

/** A field that may be absent or `null`; unlike valibot's `nullish` it keeps the two apart from `undefined`, as JSON does. */
export function nullish<const Wrapped extends v.GenericSchema>(schema: Wrapped) {
  return v.exactOptional(v.nullable(schema))
}

export const text = nullish(v.string())
export const number = nullish(v.number())
export const flag = nullish(v.boolean())
export const textList = nullish(v.array(v.string()))

/** Checked by hand instead of with `record`, which leaves out keys such as `constructor` that belong to the caller. */
export const freeMap = v.custom<Record<string, unknown>>(isObject, expected('an object'))
export const map = nullish(freeMap)

/** A map whose keys belong to the caller and whose values are all of one kind. */
export function mapOf<Value>(value: Schema<Value>): Schema<Record<string, Value>> {
  const checked = v.rawCheck<Record<string, unknown>>(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const [key, entry] of Object.entries(dataset.value)) {
      for (const issue of v.safeParse(value, entry).issues ?? []) {
        const step = { type: 'object', origin: 'value', input: dataset.value, key, value: entry } as const
        addIssue({ message: issue.message, path: [step, ...(issue.path ?? [])] })
      }
    }
  })
  return v.pipe(freeMap, checked) as Schema<unknown> as Schema<Record<string, Value>>
}

/** A file in a form: only that there is one, not what it is. */
export const formFile = v.custom<unknown>((file) => file !== undefined && file !== null, 'Expected a file')

/** A flag in a query string. */
export const queryFlag = v.pipe(
  v.picklist(['true', 'false']),
  v.transform((value) => value === 'true'),
)

/** Text or something else, picked by one look at the value, so that errors point into the something else. */
export function textOr<Value>(other: Schema<Value>, words: Schema<string> = v.string()): Schema<string | Value> {
  return v.lazy((value): Schema<string | Value> => (typeof value === 'string' ? words : other) as Schema<string | Value>)
}

/** A union whose variant is picked by one look at the value, so that errors point into the right variant. */
export function variant<Value>(
  direction: Direction,
  tag: string,
  variants: Record<string, Schema<Value>>,
  guess: (value: Record<string, unknown>) => string | undefined = () => undefined,
): Schema<Value> {
  const known = new Map(Object.entries(variants))
  const otherwise = direction.otherwise<Value>(tag, [...known.keys()])
  return v.lazy((value) => {
    if (!isObject(value)) return otherwise
    return known.get(String(value[tag] ?? guess(value))) ?? otherwise
  })
}

/** A union told apart by a field that only one variant has; without any of them it is taken for the last variant. */
export function byField<Value>(variants: Record<string, Schema<Value>>, otherwise: Schema<Value>): Schema<Value> {
  const known = Object.entries(variants)
  return v.lazy((value) => known.find(([field]) => isObject(value) && field in value)?.[1] ?? otherwise)
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function expected(what: string) {
  return ({ received }: { received: string }) => `Expected ${what} but received ${received}`
}
