import { requestIdOf, type Sent } from './api-promise.js'
import type { EncodedBody } from './body.js'
import { CallControl } from './call-control.js'
import type { Client } from './client.js'
import { connectionError } from './connection-error.js'
import { isNode } from './env.js'
import { ConfigurationError, isAPIError } from './errors.js'
import { type HeaderLayer, mergeHeaders } from './headers.js'
import { redactHeaders, redactURL } from './log.js'
import { type ApiRequest, type Middleware, runMiddleware } from './middleware.js'
import type { RequestOptions } from './options.js'
import { nextDelay, type RetryRules } from './retry.js'
import { checkCount, checkKey, type Settings } from './settings.js'
import { statusError } from './status-error.js'
import { resolveTimeout } from './timeout.js'

/** One logical call, ready to be sent as often as its rules allow. */
export interface Call {
  readonly client: Client
  /** The route in messages, for example `GET /prompts/{id}`. */
  readonly key: string
  readonly method: string
  readonly url: string
  readonly headers: HeaderLayer
  readonly body: EncodedBody | undefined
  readonly options: RequestOptions
  /** Whether the answer is read within the call; streams and raw answers are not. */
  readonly buffered: boolean
  readonly safe: boolean
  /** Whether a redirect is an answer like any other. */
  readonly acceptsRedirect: boolean
}

/** Reads a successful answer. */
export type Handler<T> = (response: Response, control: CallControl) => T | Promise<T>

const errorBodyLimit = 10_000

/** Sends a call, repeating it as its rules allow, and hands the first good answer to the handler. */
export async function send<T>(call: Call, handle: Handler<T>): Promise<Sent<T>> {
  const { client, options } = call
  const { settings } = client
  const timing = resolveTimeout(options.timeout, settings.timing, settings.canLimitConnect)
  const control = new CallControl(client.state, call.key, timing, options.signal)
  try {
    const rules: RetryRules = {
      maxRetries: checkCount('maxRetries', options.maxRetries, settings.maxRetries),
      maxRetryAfter: checkCount('maxRetryAfter', options.maxRetryAfter, settings.maxRetryAfter),
      shouldRetry: options.shouldRetry ?? settings.shouldRetry,
      safe: call.safe || (options.retryUnsafe ?? settings.retryUnsafe),
      replayable: call.body?.replayable ?? true,
    }
    let refreshes = typeof settings.apiKey === 'function' && rules.replayable ? 1 : 0
    for (;;) {
      control.begin()
      try {
        return await control.race(attempt(call, control, handle))
      } catch (error) {
        if (!isAPIError(error) || control.reason) throw control.reason ?? error
        control.controller.abort(error)
        control.disarm()
        if (error.status === 401 && refreshes-- > 0) continue
        const context = { error, attempts: control.attempts, route: call.key }
        const delay = nextDelay(settings, rules, context)
        if (delay === undefined) throw error
        settings.log.info?.(`${call.key} failed (${error.name}), retry ${control.attempts} of ${rules.maxRetries} in ${Math.round(delay)} ms`)
        const onRetry = options.onRetry ?? settings.onRetry
        onRetry?.({ ...context, delay })
        await control.wait(delay)
      }
    }
  } finally {
    if (!control.held) control.end()
  }
}

async function attempt<T>(call: Call, control: CallControl, handle: Handler<T>): Promise<Sent<T>> {
  const { client, options, key: route } = call
  const { settings } = client
  const apiKey = typeof settings.apiKey === 'string' ? settings.apiKey : await askForKey(settings)
  const request: ApiRequest = {
    url: call.url,
    method: call.method,
    headers: buildHeaders(call, control.attempts, apiKey),
    body: call.body?.open(),
    signal: control.controller.signal,
  }
  const middleware = options.middleware ? [...settings.middleware, ...options.middleware] : settings.middleware
  const context = { route, attempt: control.attempts, log: settings.log }
  const response =
    middleware.length === 0
      ? await transmit(request, call, control, false)
      : await throughMiddleware(middleware, request, call, control, context)
  const failed = !response.ok && !(call.acceptsRedirect && response.status >= 300 && response.status < 400)
  if (failed) {
    if (control.timing.attempt === undefined) control.arm(errorBodyLimit, 'attempt')
    throw await statusError(settings.service, response, route, control.attempts, apiKey)
  }
  if (!call.buffered) control.disarm()
  return { data: await handle(response, control), response }
}

async function throughMiddleware(
  middleware: readonly Middleware[],
  request: ApiRequest,
  call: Call,
  control: CallControl,
  context: Parameters<typeof runMiddleware>[2],
): Promise<Response> {
  let spent = 0
  const response = await runMiddleware(middleware, request, context, async (changed) => {
    const answer = await transmit(changed, call, control, true)
    spent = control.pauseClock()
    return answer
  })
  if (response.bodyUsed) throw new ConfigurationError(`${call.key}: a middleware read the answer's body; let it read response.clone()`, { route: call.key })
  control.resumeClock(spent)
  return response
}

async function transmit(request: ApiRequest, call: Call, control: CallControl, paused: boolean): Promise<Response> {
  const { settings } = call.client
  const { log } = settings
  control.startClock()
  try {
    const { url, ...init } = request
    const response = await settings.fetch(url, {
      ...init,
      redirect: redirectMode(call),
      ...(call.body?.streaming && { duplex: 'half' }),
      ...(control.timing.connect !== undefined && { connectTimeout: control.timing.connect }),
      ...settings.fetchOptions,
      ...call.options.fetchOptions,
    })
    if (log.info) logAnswer(settings, request, response, control)
    if (!paused && control.timing.headers !== undefined) control.resumeClock(control.pauseClock())
    return response
  } catch (error) {
    throw control.reason ?? connectionError(error, call.key, control.attempts)
  }
}

// Node keeps a whole streamed body in memory unless redirects are errors.
function redirectMode({ client: { settings }, body, acceptsRedirect }: Call): 'error' | 'manual' {
  if (acceptsRedirect) return 'manual'
  return body?.streaming && isNode() ? 'error' : settings.redirect
}

function buildHeaders({ client: { settings }, headers }: Call, attempts: number, apiKey: string | undefined): Record<string, string> {
  const own: HeaderLayer = {}
  if (attempts > 1) own['x-retry-count'] = String(attempts - 1)
  if (apiKey !== undefined) {
    const [name, value] = settings.service.authHeader(apiKey)
    own[name] = value
  }
  return mergeHeaders(settings.headers, own, settings.userHeaders, headers)
}

async function askForKey({ apiKey, service }: Settings): Promise<string | undefined> {
  if (apiKey === null) return undefined
  if (typeof apiKey !== 'function') {
    throw new ConfigurationError(
      `No API key for ${service.title}: set ${service.variables.apiKey}, or pass the option apiKey (null for a server that needs none)`,
    )
  }
  let key: unknown
  try {
    key = await apiKey()
  } catch (cause) {
    throw new ConfigurationError(`The apiKey function of the ${service.title} client failed; its error is the cause`, { cause })
  }
  if (typeof key === 'string') return checkKey(key, service) as string
  throw new ConfigurationError(`The apiKey function of the ${service.title} client must give a string; it gave ${key === null ? 'null' : typeof key}`)
}

function logAnswer({ log, service }: Settings, request: ApiRequest, response: Response, control: CallControl): void {
  const id = requestIdOf(response)
  const took = Math.round(performance.now() - control.attemptStarted)
  const note = id ? `, request id ${id}` : ''
  log.info?.(`${service.title} ${request.method} ${redactURL(request.url)} answered ${response.status} in ${took} ms (attempt ${control.attempts}${note})`)
  log.debug?.(`${service.title} ${control.route}`, { request: redactHeaders(request.headers), response: redactHeaders(response.headers) })
}
