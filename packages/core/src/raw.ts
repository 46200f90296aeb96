import type { Sent } from './api-promise.js'
import type { Client } from './client.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import type { Params } from './route.js'
import { send } from './send.js'
import { watchBody } from './watch-body.js'

/** Sends a route and gives the answer with its body unread. */
export async function fetchRaw(client: Client, route: string, params?: Params, options?: RequestOptions): Promise<Sent<Response>> {
  const { data } = await send(prepare(client, route, params, options, false, { headers: { accept: '*/*' } }), watchBody)
  return { data, response: data }
}
