import { checkName } from './check-name.js'
import { ConfigurationError } from './errors.js'
import { refuseValue } from './refuse-value.js'

/** Time limits in milliseconds. `null`, `false` or `Infinity` in a field means no limit. */
export interface TimeoutOptions {
  /** The whole call: attempts, waits between them, and bodies. No limit by default. */
  total?: number | null | false | undefined
  /** One attempt: headers and a buffered body; for streams the headers only. 60 000 for Humanloop, 600 000 for Smarter by default. */
  attempt?: number | null | false | undefined
  /** The wait for headers within an attempt. No limit of its own by default. */
  headers?: number | null | false | undefined
  /** Silence between two chunks of a stream or raw body. The attempt's value by default. */
  idle?: number | null | false | undefined
  /** Connecting. Needs a transport that knows it, such as `nodeTransport()` of `@smarter-api/core/node`. */
  connect?: number | null | false | undefined
}

/** A time limit: a number of milliseconds for one attempt, several limits, or `null`/`false` for none. */
export type Timeout = number | null | false | TimeoutOptions

/** Limits in force; an absent one is no limit. */
export type Timing = { readonly [Limit in keyof TimeoutOptions]: number | undefined }

/** What a timer of the runtime can wait at most; a longer one would fire at once. */
export const longestTimer: number = 2 ** 31 - 1

/** The remedy where the runtime's own fetch sets limits of its own, or knows too few. */
export const ownTransport = '`transport: nodeTransport()` from @smarter-api/core/node'

const limits = ['total', 'attempt', 'headers', 'idle', 'connect'] satisfies Array<keyof TimeoutOptions>

/** Checks a `timeout` option and lays it over the limits in force. */
export function resolveTimeout(timeout: Timeout | undefined, base: Timing, canLimitConnect: boolean): Timing {
  if (timeout === undefined) return base
  const isSplit = typeof timeout === 'object' && timeout !== null
  const options: TimeoutOptions = isSplit ? timeout : { attempt: timeout }
  const timing: Record<string, number | undefined> = { ...base }
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue
    const none = value === null || value === false || value === Infinity
    const fits = none || (typeof value === 'number' && value > 0 && value <= longestTimer)
    checkName(name, limits, 'limit', 'timeout.')
    if (!fits) refuseValue(isSplit ? `timeout.${name}` : 'timeout', `milliseconds above 0 and at most ${longestTimer}, or null for no limit`, value)
    timing[name] = none ? undefined : value
    if (name === 'attempt' && options.idle === undefined) timing['idle'] = timing['attempt']
  }
  if (timing['connect'] && !canLimitConnect) throw new ConfigurationError(`timeout.connect needs ${ownTransport}`)
  return timing
}
