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

/** Turns whatever fetch threw into an error of ours; errors of ours pass. */
export function connectionError(error: unknown, route: string, attempts: number): APIError {
  if (isAPIError(error)) return error
  const { code, message, name } = innermost(error)
  const make = (text: string, retryable: boolean, Class: typeof APIConnectionError = APIConnectionError): APIError =>
    new Class(`${route} ${text}`, { route, attempts, code, cause: error, retryable })
  if (/redirect/.test(message)) {
    return make('was answered with a redirect, which is never followed because the request carries a key; check baseURL', false)
  }
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    const fix = 'pass `fetch: nodeFetch()` from @smarter-api/core/node, whose limits follow the option timeout'
    return make(`was cut by the runtime's own limit of 300 s (${code}); ${fix}`, false, APITimeoutError)
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return make(`could not connect in time (${code})`, true, APITimeoutError)
  if (code === 'UND_ERR_INVALID_ARG') {
    return make(`failed: ${message}; a dispatcher must come from the same undici version as fetch: pass \`fetch: nodeFetch()\``, false)
  }
  const programming = name === 'TypeError' && code === undefined && !networkWords.test(`${(error as Error).message} ${message}`)
  return make(`failed: ${code && !message.includes(code) ? `${code} ` : ''}${message}`, !programming)
}
