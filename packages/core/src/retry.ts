import { APIConnectionError, type APIError, APIStatusError } from './errors.js'
import type { Settings } from './settings.js'

/** What a retry rule is asked about. */
export interface RetryContext {
  /** What went wrong; an {@link APIStatusError} where an answer came. */
  readonly error: APIError
  /** Requests sent so far, 1 after the first. */
  readonly attempts: number
  /** The route, for example `POST /prompts/call`. */
  readonly route: string
}

/** How one call may be repeated. */
export interface RetryRules {
  readonly maxRetries: number
  readonly maxRetryAfter: number
  readonly shouldRetry: ((context: RetryContext) => boolean | undefined) | undefined
  /** False where a repeated request could cost money twice and the platform would not notice. */
  readonly safe: boolean
  readonly replayable: boolean
}

const notSent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** Waits in milliseconds that the server asked for: `retry-after-ms`, else `retry-after` in seconds or as an HTTP date. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | undefined {
  const milliseconds = headers.get('retry-after-ms')
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds.trim())) return Number(milliseconds)
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const date = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value) ? Date.parse(/GMT$/.test(value) ? value : `${value} GMT`) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** The wait before retry `retries` (0 for the first): 0.5 s doubled up to 8 s, less up to a quarter at random. */
export function backOff(retries: number, random: () => number): number {
  return Math.min(500 * 2 ** Math.min(retries, 10), 8000) * (1 - random() * 0.25)
}

/** Decides whether a failed attempt is repeated: the wait in milliseconds, or `undefined` when the error is final. */
export function nextDelay(settings: Pick<Settings, 'random'>, rules: RetryRules, context: RetryContext): number | undefined {
  const { error, attempts } = context
  if (attempts > rules.maxRetries || !rules.replayable) return undefined
  const wanted = rules.shouldRetry?.(context) ?? serverWants(error) ?? (error.retryable && (rules.safe || isHarmless(error)))
  if (!wanted) return undefined
  if (error.retryAfter === undefined) return backOff(attempts - 1, settings.random)
  return error.retryAfter <= rules.maxRetryAfter ? error.retryAfter : undefined
}

function serverWants(error: APIError): boolean | undefined {
  const header = error.headers?.get('x-should-retry')
  return header === 'true' ? true : header === 'false' ? false : undefined
}

function isHarmless(error: APIError): boolean {
  if (error instanceof APIStatusError) return error.status === 408 || error.status === 429
  if (!(error instanceof APIConnectionError)) return false
  return notSent.test(error.code ?? '')
}

/** Whether a status is usually worth another attempt on this platform. */
export function isRetryableStatus(status: number, retryConflicts: boolean): boolean {
  return status === 408 || status === 429 || status >= 500 || (status === 409 && retryConflicts)
}
