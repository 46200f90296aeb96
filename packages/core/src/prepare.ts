import { type EncodedBody, encodeBody } from './body.js'
import type { Client } from './client.js'
import { ConfigurationError } from './errors.js'
import { headerLayer, type HeaderLayer } from './headers.js'
import type { RequestOptions } from './options.js'
import { encodeQuery, type Params, parseRoute, resolveRoute, type Route } from './route.js'
import type { Call } from './send.js'
import type { Settings } from './settings.js'

/** How a route behaves beyond what its string says. */
export interface RouteBehaviour {
  /** The call may cost money or act twice when it is repeated, and the platform may not notice the repetition. */
  readonly unsafe?: boolean | undefined
  /** A redirect is the route's success. */
  readonly acceptsRedirect?: boolean | undefined
  /** Header fields of the route itself, for example `accept`. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** The body in place of the JSON of what is left of the params. */
  readonly body?: ((fields: unknown) => EncodedBody | undefined) | undefined
}

/** Turns a route, its params and its options into a call. */
export function prepare(client: Client, route: string, params: Params | undefined, options: RequestOptions = {}, buffered = true, behaviour: RouteBehaviour = {}): Call {
  const { settings } = client
  const parsed = parseRoute(route)
  const { path, query, body } = resolveRoute(parsed, params)
  const own = headerLayer(options.headers)
  const declared = own['content-type'] === undefined ? settings.userHeaders['content-type'] : own['content-type']
  const encoded = behaviour.body ? behaviour.body(body) : encodeBody(body, declared, parsed.key)
  return {
    client,
    key: parsed.key,
    method: parsed.method,
    url: locate(settings, path, parsed) + encodeQuery(settings.query, query, options.query),
    headers: { ...idempotency(settings, parsed, options), ...contentType(encoded), ...behaviour.headers, ...own },
    body: encoded,
    options,
    buffered,
    safe: !behaviour.unsafe || settings.service.replaysUnsafe,
    acceptsRedirect: behaviour.acceptsRedirect ?? false,
  }
}

function idempotency({ sendsIdempotencyKey }: Settings, { method }: Route, { idempotencyKey }: RequestOptions): HeaderLayer {
  if (method === 'GET' || method === 'HEAD') return {}
  if (idempotencyKey !== undefined) return headerLayer({ 'idempotency-key': idempotencyKey })
  return sendsIdempotencyKey ? { 'idempotency-key': crypto.randomUUID() } : {}
}

function contentType(body: EncodedBody | undefined): HeaderLayer {
  if (!body) return {}
  const layer: HeaderLayer = {}
  if (body.contentType !== undefined) layer['content-type'] = body.contentType
  if (body.size !== undefined) layer['content-length'] = String(body.size)
  return layer
}

function locate({ baseURL, origin }: Settings, path: string, { key }: Route): string {
  if (path.startsWith('/') && !path.startsWith('//')) return baseURL + path
  const url = URL.canParse(path) ? new URL(path) : undefined
  if (url?.origin === origin) return path
  const place = url ? `lies at ${url.origin}, and the key of this client goes to ${origin} only` : 'is not a path that begins with one slash'
  throw new ConfigurationError(`${key} ${place}`, { route: key })
}
