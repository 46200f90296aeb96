import { ConfigurationError } from './errors.js'

const folded = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** Refuses a name that is not among the known; `base_url` and `baseUrl` were meant for `baseURL`. */
export function checkName(name: string, known: readonly string[], kind: string, prefix = ''): void {
  if (known.includes(name)) return
  const meant = known.find((one) => folded(one) === folded(name))
  throw new ConfigurationError(`"${prefix}${name}" is not a ${kind}; ${meant ? `did you mean ${meant}?` : `the ${kind}s are ${known.join(', ')}`}`)
}
