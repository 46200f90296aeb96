import type { APIError } from './errors.js'
import type { Call } from './send.js'
import { longestTimer } from './timeout.js'

/** What a retry rule is asked about. */
export interface RetryContext {
  /** What went wrong; an `APIStatusError` where an answer came. */
  readonly error: APIError
  /** Requests sent so far, 1 after the first. */
  readonly attempts: number
  /** The route, for example `POST /prompts/call`. */
  readonly route: string
}

const notSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

// RFC 9110, section 5.6.7: the form of today, the older one of RFC 850, and that of asctime, which has no zone and means GMT.
const httpDate = /^[A-Z][a-z]+,? [-\w ]+ [\d:]{8} (GMT|\d{4})$/

/** Waits in milliseconds that the server asked for: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date. */
export function readRetryAfter(headers: Headers, now: number = Date.now()): number | undefined {
  const milliseconds = readNumber(headers.get('retry-after-ms'))
  if (milliseconds !== undefined) return milliseconds
  const value = headers.get('retry-after') ?? ''
  const seconds = readNumber(value)
  if (seconds !== undefined) return seconds * 1000
  const date = httpDate.test(value) ? Date.parse(value.replace(/\d$/, '$& GMT')) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

function readNumber(value: string | null): number | undefined {
  return value && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined
}

/** The wait before retry `retries` (0 for the first): 0.5 s doubled up to 8 s, less up to a quarter at random. */
export function backOff(retries: number, random: () => number): number {
  return Math.min(500 * 2 ** Math.min(retries, 10), 8000) * (1 - random() * 0.25)
}

/** Decides whether a failed attempt is repeated: the wait in milliseconds, or `undefined` when the error is final. */
export function nextDelay({ client: { settings }, options, body, repeatable }: Call, context: RetryContext, retries: number): number | undefined {
  const { error } = context
  const shouldRetry = options.shouldRetry ?? settings.shouldRetry
  const mayRepeat = repeatable || (options.retryUnsafe ?? settings.retryUnsafe) || didNothing(error)
  const { retryAfter } = error
  if (body?.once || !(shouldRetry?.(context) ?? serverWants(error) ?? (error.retryable && mayRepeat))) return undefined
  if (retryAfter === undefined) return backOff(retries, settings.random)
  return retryAfter <= Math.min(options.maxRetryAfter ?? settings.maxRetryAfter, longestTimer) ? retryAfter : undefined
}

function serverWants({ headers }: APIError): boolean | undefined {
  const header = headers?.get('x-should-retry')
  return header === 'true' || (header === 'false' ? false : undefined)
}

/** Nothing was sent, or the server says that it did nothing. */
function didNothing({ status, code }: APIError): boolean {
  return status === 408 || status === 429 || notSent.test(code ?? '')
}

/** Whether a status is usually worth another attempt on this platform. */
export function isRetryableStatus(status: number, retryConflicts: boolean): boolean {
  return status === 408 || status === 429 || status >= 500 || (status === 409 && retryConflicts)
}
