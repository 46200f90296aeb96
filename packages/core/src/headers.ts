import { ConfigurationError } from './errors.js'

/** Headers for one layer: `undefined` has no opinion, `null` removes what an earlier layer set, arrays are joined. */
export type HeadersOption = Headers | ReadonlyArray<readonly [string, string]> | Record<string, string | readonly string[] | null | undefined>

/** Lower-case names with the values of one layer; `null` removes. */
export type HeaderLayer = Record<string, string | null>

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
// oxlint-disable-next-line no-control-regex -- the point is to refuse control characters
const unsafeValue = /[\0-\x08\x0a-\x1f\x7f]|[^\0-\xff]/

/** Checks one layer of headers and lower-cases its names. A message names the header, never its value. */
export function headerLayer(headers: HeadersOption | undefined): HeaderLayer {
  const layer: HeaderLayer = {}
  if (headers === undefined) return layer
  const entries = Symbol.iterator in headers ? Array.from(headers as Iterable<readonly [string, string]>) : Object.entries(headers)
  for (const [name, value] of entries) {
    if (value === undefined) continue
    if (!token.test(name)) throw new ConfigurationError(`headers: ${JSON.stringify(name)} is not a header name (RFC 9110, section 5.6.2)`)
    const text = typeof value === 'object' && value !== null ? value.join(name.toLowerCase() === 'cookie' ? '; ' : ', ') : value
    if (text !== null && unsafeValue.test(text)) throw new ConfigurationError(`headers: the value of ${name} has a character that HTTP forbids`)
    layer[name.toLowerCase()] = text
  }
  return layer
}

/** Lays headers over each other, later ones winning, and drops what was removed. */
export function mergeHeaders(...layers: HeaderLayer[]): Record<string, string> {
  const merged: HeaderLayer = Object.assign({}, ...layers)
  for (const name in merged) if (merged[name] === null) delete merged[name]
  return merged as Record<string, string>
}
