import { SeedError } from './seed-error.js'

/** The way into a seed: its section, the name there, and so on. */
export type Place = readonly (string | number)[]

export type Fields = Record<string, unknown>

/** Writes a place as one would in code. */
export function toText(place: Place): string {
  return place.map((step, index) => (/^[\w$]+$/.test(String(step)) ? `${index === 0 ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`)).join('')
}

export function wrong(place: Place, words: string): SeedError {
  const text = toText(place)
  return new SeedError(text, `The seed is wrong${text && ` at ${text}`}: ${words}`)
}

/** @throws {SeedError} When the value is no object. */
export function readFields(place: Place, value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw wrong(place, 'it must be an object.')
}

/** The members of a section, or of a part of one, which may be absent. */
export function readMembers(place: Place, value: unknown): [name: string, member: unknown][] {
  return value === undefined ? [] : Object.entries(readFields(place, value))
}

/** Makes something of each member, one after the other, under the same names. */
export async function seedMembers<Made>(place: Place, value: unknown, make: (place: Place, member: unknown, name: string) => Promise<Made>): Promise<Record<string, Made>> {
  const made: [string, Made][] = []
  for (const [name, member] of readMembers(place, value)) made.push([name, await make([...place, name], member, name)])
  return Object.fromEntries(made)
}
