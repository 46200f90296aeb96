import { requestIdOf, type Sent } from './api-promise.js'
import { CallControl } from './call-control.js'
import type { Client } from './client.js'
import { connectionError } from './connection-error.js'
import { isNode } from './env.js'
import { ConfigurationError, isAPIError } from './errors.js'
import { type HeaderLayer, mergeHeaders } from './headers.js'
import type { EncodedBody } from './json-body.js'
import { redactHeaders } from './log.js'
import { type ApiRequest, runMiddleware } from './middleware.js'
import type { RequestOptions } from './options.js'
import { nextDelay } from './retry.js'
import type { Service } from './service.js'
import { checkCount, checkKey, type Settings } from './settings.js'
import { statusError } from './status-error.js'
import { resolveTimeout } from './timeout.js'

/** One logical call, ready to be sent as often as its rules allow. */
export interface Call {
  readonly client: Client
  /** The route in messages and schema tables, for example `GET /prompts/{id}`. */
  readonly route: string
  readonly method: string
  readonly url: string
  readonly headers: HeaderLayer
  readonly body: EncodedBody | undefined
  readonly options: RequestOptions
  /** Whether the answer outlives the call unread: a stream, or a raw answer. */
  readonly unread: boolean
  /** Whether repeating it after any failure costs nothing and does nothing twice. */
  readonly repeatable: boolean
  /** Whether a redirect is an answer like any other. */
  readonly acceptsRedirect: boolean
}

/** Reads a successful answer. */
export type Handler<T> = (response: Response, control: CallControl, call: Call) => T | Promise<T>

/** Sends a call, repeating it as its rules allow, and hands the first good answer to the handler. */
export async function send<T>(call: Call, handle: Handler<T>): Promise<Sent<T>> {
  const { client, options, route } = call
  const { settings } = client
  const { maxRetries = settings.maxRetries, maxRetryAfter = settings.maxRetryAfter } = options
  checkCount('maxRetries', maxRetries)
  const control = new CallControl(client.state, route, resolveTimeout(options.timeout, settings.timing, settings.canLimitConnect), options.signal)
  checkCount('maxRetryAfter', maxRetryAfter)
  // A key from a function may have run out: it is asked for once more, which is no retry.
  let canRefresh = typeof settings.apiKey === 'function' && !call.body?.once
  let retries = 0
  try {
    for (;;) {
      control.begin()
      try {
        return await control.race(attempt(call, control, handle))
      } catch (error) {
        control.interrupt(error)
        control.disarm()
        if (control.reason || !isAPIError(error)) throw control.reason ?? error
        if (error.status === 401 && canRefresh) {
          canRefresh = false
          continue
        }
        const context = { error, attempts: control.attempts, route }
        const delay = retries < maxRetries ? nextDelay(call, context, retries) : undefined
        if (delay === undefined) throw error
        retries++
        settings.log.info?.(`${error.message} Retry ${retries} of ${maxRetries} in ${Math.round(delay)} ms`)
        const onRetry = options.onRetry ?? settings.onRetry
        onRetry?.({ ...context, delay })
        await control.wait(delay, error)
      }
    }
  } finally {
    // Leads to the promise and so to the answer, which must be collectable when nobody reads it.
    control.reject = undefined
    if (!control.held) control.end()
  }
}

async function attempt<T>(call: Call, control: CallControl, handle: Handler<T>): Promise<Sent<T>> {
  const { client, options, route, body, method, url } = call
  const { settings } = client
  const { apiKey, log, middleware, service } = settings
  const { signal } = control.controller
  control.apiKey = typeof apiKey === 'string' ? apiKey : await askForKey(settings)
  signal.throwIfAborted()
  const headers = mergeHeaders(settings.headers, ownHeaders(service, control), settings.userHeaders, call.headers)
  const request: ApiRequest = { url, method, headers, body: body?.open(signal), signal }
  const layers = middleware.concat(options.middleware ?? [])
  control.splits = layers.length > 0 || control.timing.headers !== undefined
  const response = await runMiddleware(layers, request, { route, attempt: control.attempts, log }, (changed) => transmit(changed, call, control, signal))
  if (control.splits && response.bodyUsed) throw new ConfigurationError(`${route}: middleware read the answer's body; read response.clone() instead`, { route })
  throwIfEnded(response, signal)
  if (!response.ok && !(call.acceptsRedirect && response.status < 400)) throw await statusError(service, response, control)
  if (call.unread) control.disarm()
  else if (control.splits) control.arm(control.left(), 'attempt')
  return { data: await handle(response, control, call), response }
}

async function transmit({ url, ...request }: ApiRequest, { client: { settings }, body, options, acceptsRedirect }: Call, control: CallControl, signal: AbortSignal): Promise<Response> {
  const { connect } = control.timing
  signal.throwIfAborted()
  control.startHeaders()
  try {
    const response = await settings.fetch(url, {
      ...request,
      // Node keeps a whole streamed body in memory unless redirects are errors.
      redirect: acceptsRedirect ? 'manual' : body?.streaming && isNode() ? 'error' : settings.redirect,
      ...(body?.streaming && { duplex: 'half' }),
      ...(connect && { connectTimeout: connect }),
      ...settings.fetchOptions,
      ...options.fetchOptions,
    })
    throwIfEnded(response, signal)
    if (control.splits) control.pause()
    if (settings.log.info) logAnswer(settings, url, request, response, control)
    return response
  } catch (error) {
    throw connectionError(error, control, settings.hasOwnFetch)
  }
}

/** Lets go of an answer that comes after its attempt has ended, so that it cannot touch the clock of the next one. */
function throwIfEnded(response: Response, signal: AbortSignal): void {
  if (!signal.aborted) return
  response.body?.cancel().catch(() => undefined)
  throw signal.reason
}

function ownHeaders(service: Service, { attempts, apiKey }: CallControl): HeaderLayer {
  const own: HeaderLayer = {}
  if (attempts > 1) own['x-retry-count'] = `${attempts - 1}`
  if (apiKey !== undefined) {
    const [name, value] = service.authHeader(apiKey)
    own[name] = value
  }
  return own
}

async function askForKey({ apiKey, service }: Settings): Promise<string | undefined> {
  if (apiKey === null) return undefined
  let key: unknown = apiKey
  if (typeof apiKey === 'function') {
    try {
      key = await apiKey()
    } catch (cause) {
      throw new ConfigurationError('The apiKey function failed; see the cause', { cause })
    }
  }
  return checkKey(key, service)
}

function logAnswer({ log, service }: Settings, url: string, { method, headers }: Omit<ApiRequest, 'url'>, response: Response, control: CallControl): void {
  const took = Math.round(performance.now() - control.attemptStarted)
  const note = `attempt ${control.attempts}, request id ${requestIdOf(response)}`
  log.info?.(`${service.title} ${method} ${url.split('?', 1)[0]} answered ${response.status} in ${took} ms (${note})`)
  log.debug?.(`${service.title} ${control.route}`, { request: redactHeaders(headers), response: redactHeaders(response.headers) })
}
