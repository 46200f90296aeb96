import { type ApiPromise, apiPromise } from './api-promise.js'
import type { Client } from './client.js'
import type { RequestOptions } from './options.js'
import { fetchRaw } from './raw.js'
import type { Params, RouteString } from './route.js'

/** Sends a request whose answer is bytes and gives the answer unread: `body` to stream it, `arrayBuffer()` or `blob()` to hold it. */
export function download(client: Client, route: RouteString, params?: Params, options?: RequestOptions): ApiPromise<Response> {
  return apiPromise(fetchRaw(client, route, params, options))
}
