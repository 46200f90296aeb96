import { Problem } from './problem.js'

const deepest = 100

/** Reads JSON that came from outside: bounded in depth, and without keys that could reach a prototype. */
export function parseJson(source: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(source)
  } catch {
    throw new Problem('malformed-json', 'The body is not valid JSON. Send one JSON value.')
  }
  refuseHostile(value)
  return value
}

/** Refuses values nested too deeply or with keys that could reach a prototype. */
export function refuseHostile(value: unknown): void {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw new Problem('malformed-json', `The body is nested more than ${deepest} levels deep. Make it flatter.`)
    // Aliases of YAML let one value stand in many places, itself among them: each is looked at once per level.
    level = [...new Set(level.flatMap(childrenOf))]
  }
}

function childrenOf(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value
  if (Object.hasOwn(value, '__proto__') || reachesPrototype(value)) {
    throw new Problem('malformed-json', 'The body has a key that could change prototypes, such as __proto__. Remove it.')
  }
  return Object.values(value)
}

function reachesPrototype(value: object): boolean {
  const own: unknown = Object.hasOwn(value, 'constructor') ? Reflect.get(value, 'constructor') : undefined
  return typeof own === 'object' && own !== null && Object.hasOwn(own, 'prototype')
}
