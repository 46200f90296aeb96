import { treeIn, textIn, toStructure, toValue, memberOf, toMap } from './attribute-tree.js'
import type { AttributeTree } from './attribute-tree.js'

type Told = string | AttributeTree

const flags = new Set(['additionalProperties', 'uniqueItems', 'nullable', 'deprecated'])
const numbers = new Set(
  'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems minProperties maxProperties'.split(' '),
)
const texts = new Set(['required', 'enum'])
const maps = new Set(['properties', '$defs', 'definitions'])

/** Reads a JSON Schema whose values became texts on their way; the client in Node writes the lists in it as `a,b`. */
export function readJsonSchema(told: Told): unknown {
  if (typeof told === 'string') return toMap(told)
  const read = Object.entries(told).map(([name, value]) => [name, readKeyword(name, value)] as const)
  return Object.fromEntries(read)
}

function readKeyword(name: string, told: Told): unknown {
  if (typeof told !== 'string') {
    if (maps.has(name)) return Object.fromEntries(Object.entries(told).map(([key, value]) => [key, readJsonSchema(value)]))
    if (name === 'items' || name === 'not' || name === 'additionalProperties') return readJsonSchema(told)
    if (name === 'anyOf' || name === 'oneOf' || name === 'allOf') return Object.values(told).map(readJsonSchema)
    return toValue(told)
  }
  if (flags.has(name)) return toFlag(told)
  if (numbers.has(name)) return toNumber(told)
  if (texts.has(name)) return splitList(told)
  return name === 'type' && told.includes(',') ? splitList(told) : told
}

function splitList(text: string): string[] {
  return text === '' ? [] : text.split(',')
}

/** Reads arguments, whose values became texts on their way, as the JSON Schema of the function declares them; what it does not declare stays a text. */
export function readDeclared(told: Told, schema: AttributeTree | undefined): unknown {
  const types = typesOf(schema)
  if (typeof told === 'string') return readText(told, types)
  const properties = treeIn(schema, 'properties')
  if (types.includes('array')) return Object.values(told).map((item) => readDeclared(item, treeIn(schema, 'items')))
  if (properties === undefined) return types.includes('object') ? toMap(told) : toValue(told)
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, readDeclared(value, treeIn(properties, name))]))
}

function readText(text: string, types: string[]): unknown {
  if (types.includes('string')) return text
  if (types.includes('boolean') && typeof toFlag(text) === 'boolean') return toFlag(text)
  if ((types.includes('number') || types.includes('integer')) && typeof toNumber(text) === 'number') return toNumber(text)
  return types.includes('object') || types.includes('array') ? toStructure(text) : text
}

function typesOf(schema: AttributeTree | undefined): string[] {
  const told = memberOf(schema, 'type')
  if (told === undefined) return []
  return typeof told === 'string' ? told.split(',') : Object.keys(told).flatMap((index) => textIn(told, index) ?? [])
}

/** Reads a number; a text that is none stays, for whoever checks it. */
export function toNumber(text: string): number | string {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : text
}

/** The same where there may be none. */
export function toOptionalNumber(text: string | undefined): number | string | undefined {
  return text === undefined ? undefined : toNumber(text)
}

/** Reads `true` and `false`, as JavaScript and Python write them. */
export function toFlag(text: string): boolean | string {
  const lower = text.toLowerCase()
  return lower === 'true' || (lower === 'false' ? false : text)
}
