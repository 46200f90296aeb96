import type { APIError } from './errors.js'
import type { Call } from './send.js'

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

/** Waits in milliseconds that the server asked for: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | undefined {
  const milliseconds = headers.get('retry-after-ms')
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds.trim())) return Number(milliseconds)
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** The wait before retry `retries` (0 for the first): 0.5 s doubled up to 8 s, less up to a quarter at random. */
export function backOff(retries: number, random: () => number): number {
  return Math.min(500 * 2 ** Math.min(retries, 10), 8000) * (1 - random() * 0.25)
}

/** Decides whether a failed attempt is repeated: the wait in milliseconds, or `undefined` when the error is final. */
export function nextDelay({ client: { settings }, options, body, safe }: Call, context: RetryContext): number | undefined {
  const { error, attempts } = context
  const shouldRetry = options.shouldRetry ?? settings.shouldRetry
  const repeatable = safe || (options.retryUnsafe ?? settings.retryUnsafe) || isHarmless(error)
  const { retryAfter } = error
  if (body?.once || !(shouldRetry?.(context) ?? serverWants(error) ?? (error.retryable && repeatable))) return undefined
  if (retryAfter === undefined) return backOff(attempts - 1, settings.random)
  return retryAfter <= (options.maxRetryAfter ?? settings.maxRetryAfter) ? retryAfter : undefined
}

function serverWants({ headers }: APIError): boolean | undefined {
  const header = headers?.get('x-should-retry')
  return header === 'true' || (header === 'false' ? false : undefined)
}

/** Nothing was sent, or the server says that it did nothing. */
function isHarmless({ status, code }: APIError): boolean {
  return status === 408 || status === 429 || notSent.test(code ?? '')
}

/** Whether a status is usually worth another attempt on this platform. */
export function isRetryableStatus(status: number, retryConflicts: boolean): boolean {
  return status === 408 || status === 429 || status >= 500 || (status === 409 && retryConflicts)
}
