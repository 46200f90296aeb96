import { type ApiPromise, apiPromise, type Sent } from './api-promise.js'
import { encodeBody } from './body.js'
import type { Client } from './client.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import type { Params, RouteString } from './route.js'
import { send } from './send.js'
import { watchBody } from './watch-body.js'

/**
 * Sends any route, documented or not, with the client's key, retries and limits, and gives the answer unread: `body` to stream it,
 * `json()`, `text()` or `blob()` to hold it.
 *
 * @param route Verb and path, for example `GET /prompts{?page}`; an absolute URL must lie at the client's own origin.
 * @param params Path and query parameters and body fields. With `{body}` in the route, `body` may also be text, bytes, a form, a stream, or a
 *   function that gives one of these for each attempt.
 */
export function fetchRoute(client: Client, route: RouteString, params?: Params, options?: RequestOptions): ApiPromise<Response> {
  return apiPromise(start(client, route, params, options))
}

async function start(client: Client, route: string, params?: Params, options?: RequestOptions): Promise<Sent<Response>> {
  const behaviour = { unread: true, headers: { accept: '*/*' }, encode: encodeBody }
  const { data } = await send(prepare(client, route, params, options, behaviour), watchBody)
  return { data, response: data }
}
