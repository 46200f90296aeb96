import { Problem } from './problem.js'

const deepest = 100
/** Small values take many times the memory of their text. */
const mostValues = 500_000
const fewMembers = 16

/** Reads JSON that came from outside: bounded in depth and number of values, without infinite numbers, and without keys that could reach a prototype. */
export function parseJson(source: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    throw new Problem('malformed-json', 'The body is not valid JSON. Send one JSON value.')
  }
  refuseHostile(value, 'The body', mostValues)
  return value
}

/** Refuses values nested too deeply, more of them than may be, numbers that JSON cannot write again, and keys that could reach a prototype. */
export function refuseHostile(value: unknown, subject = 'The body', most = Infinity): void {
  refuseNumber(value, subject)
  let level = isObject(value) ? [value] : []
  let count = 0
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Problem('malformed-json', `${subject} is nested more than ${deepest} levels deep. Make it flatter.`)
    const below: object[] = []
    for (const parent of level) {
      refusePrototype(parent, subject)
      for (const member of Array.isArray(parent) ? (parent as unknown[]) : Object.values(parent)) {
        count += 1
        if (isObject(member)) below.push(member)
        else refuseNumber(member, subject)
      }
      if (count > most) throw new Problem('too-large', `${subject} has more than ${most} values. Send it in parts.`)
    }
    // Aliases of YAML let one value stand in many places, itself among them: each is looked at once per level.
    level = below.length > fewMembers ? [...new Set(below)] : below
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function refuseNumber(value: unknown, subject: string): void {
  if (typeof value !== 'number' || Number.isFinite(value)) return
  throw new Problem('malformed-json', `${subject} has a number that JSON cannot hold, such as infinity. Send one below 1.8e308, or a text.`)
}

function refusePrototype(value: object, subject: string): void {
  if (Array.isArray(value) || !(Object.hasOwn(value, '__proto__') || reachesPrototype(value))) return
  throw new Problem('malformed-json', `${subject} has a key that could change prototypes, such as __proto__. Remove it.`)
}

function reachesPrototype(value: object): boolean {
  const own: unknown = Object.hasOwn(value, 'constructor') ? Reflect.get(value, 'constructor') : undefined
  return isObject(own) && Object.hasOwn(own, 'prototype')
}
