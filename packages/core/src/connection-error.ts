import type { CallControl } from './call-control.js'
import { APIConnectionError, type APIError, APITimeoutError, isAPIError } from './errors.js'
import { ownTransport } from './timeout.js'

interface Cause {
  name?: string
  message?: string
  code?: unknown
  cause?: unknown
  errors?: unknown[]
}

// Runtimes throw a TypeError for a broken network, in words of their own, and for wrong arguments, in these.
const mistakes = /invalid|illegal|parse|not (an? |iterable|defined)|undefined|cannot|required/i

/** Why a redirect is an error. */
export const redirected = 'a redirect, never followed because the request carries a key; check baseURL'

/** Turns whatever fetch threw into an error of ours; errors of ours pass. A mistake within the caller's own fetch is told as such. */
export function connectionError(error: unknown, control: CallControl, ownFetch = false): APIError {
  if (isAPIError(error)) return error
  const { route, attempts } = control
  const outermost = error as Cause | null | undefined
  let innermost = outermost
  let code = ''
  for (let depth = 0; depth < 8 && innermost; depth++) {
    if (typeof innermost.code === 'string') code = innermost.code
    const deeper = innermost.cause ?? innermost.errors?.[0]
    if (typeof deeper !== 'object' || deeper === null) break
    innermost = deeper
  }
  const message = innermost?.message || String(error)
  const timedOut = /timed? ?out/i.test(code + message)
  const refused = code === 'ECONNREFUSED'
  const unfit = /^UND_ERR_(\w+_TIMEOUT|INVALID_ARG)$/.test(code)
  const hint = unfit ? `; ${ownTransport} avoids this` : refused ? '; nothing listens there, check baseURL' : ''
  const redirect = /redirect/.test(message)
  const mistake = /^(Type|Reference)Error$/.test(`${outermost?.name}`) && mistakes.test(`${outermost?.message}`)
  const blame = ownFetch && mistake && !code ? 'the fetch option threw: ' : ''
  const words = redirect ? redirected : control.redact(`${message.includes(code) ? '' : `${code} `}${message}`)
  const retryable = !(redirect || mistake || (unfit && !code.includes('CONNECT')))
  return new (timedOut ? APITimeoutError : APIConnectionError)(`${route} failed: ${blame}${words}${hint} (${control.tally()})`, {
    route,
    attempts,
    code: code || undefined,
    cause: error,
    retryable,
  })
}
