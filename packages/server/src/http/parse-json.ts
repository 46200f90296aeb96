import { Problem } from './problem.js'

const deepest = 100
/** Small values take many times the memory of their text. */
const mostValues = 500_000

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
  let level = new Set([value])
  let count = 0
  for (let depth = 0; level.size > 0; depth += 1) {
    if (depth > deepest) throw new Problem('malformed-json', `${subject} is nested more than ${deepest} levels deep. Make it flatter.`)
    // Aliases of YAML let one value stand in many places, itself among them: each is looked at once per level.
    const next = new Set<unknown>()
    for (const member of level) {
      if (typeof member === 'number' && !Number.isFinite(member)) {
        throw new Problem('malformed-json', `${subject} has a number that JSON cannot hold, such as infinity. Send one below 1.8e308, or a text.`)
      }
      if (typeof member === 'object' && member !== null) count += addMembers(next, member, subject)
      if (count > most) throw new Problem('too-large', `${subject} has more than ${most} values. Send it in parts.`)
    }
    level = next
  }
}

/** Gives how many there are. */
function addMembers(members: Set<unknown>, value: object, subject: string): number {
  if (!Array.isArray(value) && (Object.hasOwn(value, '__proto__') || reachesPrototype(value))) {
    throw new Problem('malformed-json', `${subject} has a key that could change prototypes, such as __proto__. Remove it.`)
  }
  const own: unknown[] = Array.isArray(value) ? value : Object.values(value)
  for (const member of own) members.add(member)
  return own.length
}

function reachesPrototype(value: object): boolean {
  const own: unknown = Object.hasOwn(value, 'constructor') ? Reflect.get(value, 'constructor') : undefined
  return typeof own === 'object' && own !== null && Object.hasOwn(own, 'prototype')
}
