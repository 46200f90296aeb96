import { type ApiPromise, apiPromise } from './api-promise.js'
import type { Client } from './client.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import { readText } from './read-text.js'
import type { Params, RouteString } from './route.js'
import { send } from './send.js'

/** Sends a request whose answer is text, whatever its content type says. */
export function text(client: Client, route: RouteString, params?: Params, options?: RequestOptions): ApiPromise<string> {
  return apiPromise(start(client, route, params, options))
}

async function start(client: Client, route: string, params?: Params, options?: RequestOptions) {
  return send(prepare(client, route, params, options, { headers: { accept: 'text/plain, */*' } }), readText)
}
