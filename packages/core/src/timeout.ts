import { ConfigurationError } from './errors.js'

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
  /** Connecting. Needs a transport that knows it, such as `nodeFetch` of `@smarter-api/core/node`. */
  connect?: number | null | false | undefined
}

/** A time limit: a number of milliseconds for one attempt, several limits, or `null`/`false` for none. */
export type Timeout = number | null | false | TimeoutOptions

/** Limits in force; `undefined` is no limit. */
export interface Timing {
  readonly total: number | undefined
  readonly attempt: number | undefined
  readonly headers: number | undefined
  readonly idle: number | undefined
  readonly connect: number | undefined
}

const names = ['total', 'attempt', 'headers', 'idle', 'connect'] as const
const longest = 2 ** 31 - 1

function limit(value: number | null | false, label: string): number | undefined {
  if (value === null || value === false || value === Infinity) return undefined
  if (typeof value === 'number' && value > 0 && value <= longest) return value
  const given = typeof value === 'number' ? value : typeof value
  throw new ConfigurationError(`${label} must be a number of milliseconds above 0 and up to ${longest}, or null for no limit; got ${given}`)
}

/** Checks a `timeout` option and lays it over the limits in force. */
export function resolveTimeout(timeout: Timeout | undefined, base: Timing, canLimitConnect: boolean): Timing {
  if (timeout === undefined) return base
  const options = typeof timeout === 'object' && timeout !== null ? timeout : { attempt: timeout }
  const timing: Record<keyof Timing, number | undefined> = { ...base }
  for (const key of Object.keys(options)) {
    if (!names.includes(key as keyof Timing)) {
      throw new ConfigurationError(`timeout.${key} is not a limit; the limits are ${names.join(', ')}`)
    }
  }
  for (const name of names) {
    const value = options[name]
    if (value !== undefined) timing[name] = limit(value, options === timeout ? `timeout.${name}` : 'timeout')
  }
  if (options.attempt !== undefined && options.idle === undefined) timing.idle = timing.attempt
  if (options.connect && !canLimitConnect) {
    throw new ConfigurationError(
      'timeout.connect needs a transport that can limit connecting; pass `fetch: nodeFetch()` from @smarter-api/core/node, or leave it out',
    )
  }
  return timing
}
