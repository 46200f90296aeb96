import { requestIdOf } from './api-promise.js'
import type { CallControl } from './call-control.js'
import { redirected } from './connection-error.js'
import {
  type APIStatusError,
  APIStatusError as StatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from './errors.js'
import { isRetryableStatus, readRetryAfter } from './retry.js'
import type { Service } from './service.js'

const largestBody = 1024 * 1024
const longestMessage = 1000
const longestRead = 10_000

/** Reads an answer's text up to limits of size and time and cancels the rest. What came before a broken connection counts. */
async function readBounded({ body }: Response, control: CallControl): Promise<string> {
  const reader = body?.getReader()
  const decoder = new TextDecoder()
  const stop = (): unknown => reader?.cancel().catch(() => undefined)
  control.pause()
  control.timer = setTimeout(stop, control.left() ?? longestRead)
  let text = ''
  try {
    let bytes: Uint8Array | undefined
    do {
      bytes = (await reader?.read())?.value
      text += decoder.decode(bytes, { stream: true })
    } while (bytes && text.length < largestBody)
  } catch {}
  stop()
  return text.slice(0, largestBody)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text || undefined
  }
}

const classes: Record<number, typeof StatusError> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableEntityError,
  429: RateLimitError,
}

/** Reads an unsuccessful answer into the error that its status and its platform name. The key is removed should the server echo it. */
export async function statusError(service: Service, response: Response, control: CallControl): Promise<APIStatusError> {
  const { route, attempts } = control
  const { status, headers } = response
  const redirect = status < 400
  if (redirect) response.body?.cancel().catch(() => undefined)
  const body = redirect ? undefined : parse(control.redact(await readBounded(response, control)))
  const location = headers.get('location')
  const { message, errorClass, final, ...named } = service.readError(status, body, location)
  const requestId = requestIdOf(response)
  const retryAfter = readRetryAfter(headers)
  const Class = errorClass ?? classes[status] ?? (status >= 500 ? InternalServerError : StatusError)
  const said = message || (redirect ? `${redirected}${location ? ` (${location.split(/[?#]/, 1)[0]})` : ''}` : 'no body')
  const words = said.length > longestMessage ? `${said.slice(0, longestMessage)}…` : said.replace(/\.$/, '')
  const notes = [
    requestId && `request id ${requestId}`,
    control.tally(),
    retryAfter !== undefined && `the server asks to wait ${Math.ceil(retryAfter / 1000)} s`,
  ]
  return new Class(`${route} failed with ${status}: ${words}. (${notes.filter(Boolean).join(', ')})`, {
    ...named,
    status,
    body,
    requestId,
    route,
    attempts,
    retryAfter,
    retryable: !final && isRetryableStatus(status, service.retryConflicts),
    headers,
    response,
  })
}
