import type { Client } from './client.js'
import { ConfigurationError } from './errors.js'
import { headerLayer, type HeaderLayer } from './headers.js'
import { type Encode, encodeJson } from './json-body.js'
import type { RequestOptions } from './options.js'
import { encodeQuery, type Params, parseRoute, resolveRoute } from './route.js'
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
  /** Writes the body; JSON by default. */
  readonly encode?: Encode | undefined
}

/** The same, with what only the verbs of this package decide. */
interface VerbBehaviour extends RouteBehaviour {
  /** The answer outlives the call unread: a stream, or a raw answer. */
  readonly unread?: boolean | undefined
}

/** Turns a route, its params and its options into a call. */
export function prepare(client: Client, route: string, params: Params | undefined, options: RequestOptions = {}, behaviour: VerbBehaviour = {}): Call {
  const parsed = parseRoute(route)
  const settings = client?.settings as Settings | undefined
  if (!settings) throw new ConfigurationError(`${parsed.key} needs a client first, such as humanloop.client`)
  const { path, query, body } = resolveRoute(parsed, params)
  const callHeaders = headerLayer(options.headers)
  const declared = { ...settings.userHeaders, ...callHeaders }['content-type']
  const encoded = (behaviour.encode ?? encodeJson)(body, declared)
  const routed: HeaderLayer = {}
  const idempotencyKey = parsed.method !== 'GET' && (options.idempotencyKey ?? (settings.sendsIdempotencyKey && crypto.randomUUID()))
  if (idempotencyKey) routed['idempotency-key'] = idempotencyKey
  if (encoded?.contentType) routed['content-type'] = encoded.contentType
  if (encoded?.size !== undefined) routed['content-length'] = `${encoded.size}`
  return {
    client,
    route: parsed.key,
    method: parsed.method,
    url: withQuery(locate(settings, path, parsed.key), encodeQuery(settings.query, query, options.query)),
    headers: { ...routed, ...behaviour.headers, ...callHeaders },
    body: encoded,
    options,
    unread: behaviour.unread ?? false,
    repeatable: !behaviour.unsafe || settings.service.honoursIdempotencyKey,
    acceptsRedirect: behaviour.acceptsRedirect ?? false,
  }
}

// A parser of URLs resolves dot segments (RFC 3986, section 5.2.4), also encoded ones, and takes tabs and line breaks out.
const escaping = /^[^?#]*[/\\](\.|%2e){1,2}([/\\?#]|$)|\s/i

/** A route for which no function exists may carry a query of its own. */
function withQuery(url: string, query: string): string {
  return url + (url.includes('?') ? query.replace('?', '&') : query)
}

function locate({ baseURL, origin }: Settings, path: string, key: string): string {
  if (!escaping.test(path)) {
    if (/^\/(?!\/)/.test(path)) return baseURL + path
    if (path.startsWith(`${origin}/`)) return path
  }
  throw new ConfigurationError(
    `"${key}" must be a verb and a path that begins with one slash, without spaces and "." or ".." segments, or lie at ${origin}, where this client's key belongs`,
    { route: key },
  )
}
