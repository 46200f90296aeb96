import * as v from 'valibot'
import { type Direction, isRecord, kinds } from './json-kinds.js'
import type { ReferenceSchema } from './reference.js'
import { nameOf, type ReferenceValues } from './reference-values.js'

interface Place {
  path: string
  /** The whole value, with the given one in this place. */
  embed: (value: unknown) => unknown
}

/**
 * Finds values that a schema of ours takes and the reference refuses, or the other way round. Each field of the reference is
 * left out, given every kind of value, and given every documented one; schemas that are compared by themselves are not entered.
 */
export function findDisagreements(
  ours: v.GenericSchema<unknown, unknown>,
  reference: ReferenceSchema,
  { values, direction, isCompared }: { values: ReferenceValues; direction: Direction; isCompared: (name: string) => boolean },
): string[] {
  const found = new Set<string>()
  visit(reference, { path: '', embed: (value) => value })
  return [...found]

  function compare({ path, embed }: Place, value: unknown, what: string): void {
    const whole = embed(value)
    const expected = values.accepts(reference, whole, direction)
    if (v.safeParse(ours, whole).success !== expected) found.add(`${path}: ${what} is ${expected ? 'refused' : 'taken'}`)
  }

  function visit(schema: ReferenceSchema, place: Place): void {
    for (const [kind, value] of Object.entries(kinds)) compare(place, value, kind)
    for (const value of values.samples(schema)) compare(place, value, JSON.stringify(value).slice(0, 80))
    if (direction === 'request') {
      compare(place, 'no such word', 'an unknown word')
      compare(place, 1.5, 'a fraction')
      compare(place, -1, 'a negative number')
    }
    enter(schema, place)
  }

  function enter(schema: ReferenceSchema, place: Place): void {
    if (schema !== reference && isCompared(nameOf(schema) ?? '')) return
    const target = values.resolve(schema)
    for (const option of target.anyOf ?? target.allOf ?? []) enter(option, place)
    enterFields(target, place)
  }

  function enterFields(variant: ReferenceSchema, { path, embed }: Place): void {
    if (variant.items) visit(variant.items, { path: `${path}[]`, embed: (item) => embed([item]) })
    if (isRecord(variant.additionalProperties)) visit(variant.additionalProperties, { path: `${path}.*`, embed: (value) => embed({ key: value }) })
    if (!variant.properties) return
    const base = values.smallest(variant) as Record<string, unknown>
    compare({ path, embed }, { ...base, unknown_field: 1 }, 'an unknown field')
    for (const [name, property] of Object.entries(variant.properties)) {
      const { [name]: _, ...without } = base
      const place = { path: path === '' ? name : `${path}.${name}`, embed: (value: unknown) => embed({ ...base, [name]: value }) }
      compare({ path: place.path, embed }, without, 'absence')
      visit(property, place)
    }
  }
}
