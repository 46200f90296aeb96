import * as v from 'valibot'
import { queryFlag } from './direction.js'
import type { Schema } from './entries.js'

// A parameter of a query is a text, or a list of texts where it was repeated.

const repeated = v.union([v.string(), v.array(v.string())])
const last = v.pipe(
  repeated,
  v.transform((value) => (typeof value === 'string' ? value : (value.at(-1) ?? ''))),
)
const all = v.pipe(
  repeated,
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
)

/** A parameter with one value: of a repeated one the last counts. */
export function one<Value>(value: Schema<string, Value>) {
  return v.exactOptional(v.pipe(last, value))
}

/** A parameter that may be repeated. */
export function many<Value>(value: Schema<string, Value>) {
  return v.exactOptional(v.pipe(all, v.array(value)))
}

export const word = one(v.string())
export const words = many(v.string())
export const flag = one(queryFlag)

/** A whole number within limits. */
export function count(min: number, max = Infinity): Schema<string, number> {
  return v.pipe(v.string(), v.digits('Expected a whole number'), v.transform(Number), v.safeInteger(), v.minValue(min), v.maxValue(max))
}

export const wholeNumber = one(count(0))
