import { APIConnectionError, type APIError, APITimeoutError, isAPIError } from './errors.js'

interface Cause {
  name?: string
  message?: string
  code?: unknown
  cause?: unknown
}

const networkWords = /fetch failed|failed to fetch|network|load failed|terminated|socket|connect|reset|error sending request|internal error/i

function innermost(error: unknown): { code: string | undefined; message: string; name: string } {
  let current = error as Cause
  let code: string | undefined
  for (let depth = 0; depth < 8 && current; depth++) {
    if (typeof current.code === 'string') code = current.code
    if (typeof current.cause !== 'object' || current.cause === null) break
    current = current.cause as Cause
  }
  return { code, message: current?.message || String(error), name: (error as Cause)?.name ?? '' }
}

/** Why a redirect is an error. */
export const redirected = 'a redirect, never followed because the request carries a key; check baseURL'

const ownFetch = '; `fetch: nodeFetch()` from @smarter-api/core/node avoids this'

/** Turns whatever fetch threw into an error of ours; errors of ours pass. */
export function connectionError(error: unknown, route: string, attempts: number): APIError {
  if (isAPIError(error)) return error
  const { code = '', message, name } = innermost(error)
  const timedOut = /^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code)
  const cut = timedOut && !code.includes('CONNECT')
  const redirect = /redirect/.test(message)
  const mistake = name === 'TypeError' && !code && !networkWords.test(`${(error as Error).message} ${message}`)
  const words = redirect ? redirected : `${message.includes(code) ? '' : `${code} `}${message}`
  const hint = cut || code === 'UND_ERR_INVALID_ARG' ? ownFetch : ''
  const retryable = !(cut || hint || redirect || mistake)
  return new (timedOut ? APITimeoutError : APIConnectionError)(`${route} failed: ${words}${hint}`, { route, attempts, code, cause: error, retryable })
}
