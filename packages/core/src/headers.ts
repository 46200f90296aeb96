import { ConfigurationError } from './errors.js'

/** Headers for one layer: `undefined` has no opinion, `null` removes what an earlier layer set, arrays and repeated pairs are joined. */
export type HeadersOption = Headers | ReadonlyArray<readonly [string, string]> | Record<string, string | readonly string[] | null | undefined>

/** Lower-case names with the values of one layer; `null` removes. */
export type HeaderLayer = Record<string, string | null>

/** Checks one layer of headers and lower-cases its names. A message names the header, never its value. */
export function headerLayer(headers: HeadersOption | undefined): HeaderLayer {
  const layer: HeaderLayer = {}
  if (headers === undefined) return layer
  const isList = Symbol.iterator in headers
  const entries = isList ? Array.from(headers as Iterable<readonly [string, string]>) : Object.entries(headers)
  for (const [name, value] of entries) {
    if (value === undefined) continue
    const key = name.toLowerCase()
    const joint = key === 'cookie' ? '; ' : ', '
    const text = typeof value === 'object' && value !== null ? value.join(joint) : value
    const before = isList && layer[key]
    try {
      layer[key] = text === null ? null : new Headers([[name, before ? before + joint + text : text]]).get(name)
    } catch {
      throw new ConfigurationError(`The header ${JSON.stringify(name)} has a character in its name or value that HTTP forbids`)
    }
  }
  return layer
}

/** Lays headers over each other, later ones winning, and drops what was removed. */
export function mergeHeaders(...layers: HeaderLayer[]): Record<string, string> {
  const merged: HeaderLayer = Object.assign({}, ...layers)
  for (const name in merged) if (merged[name] === null) delete merged[name]
  return merged as Record<string, string>
}
