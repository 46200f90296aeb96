import { type ApiPromise, apiPromise } from './api-promise.js'
import type { Client } from './client.js'
import { type EventStream, JsonEventStream, type StreamEnd } from './event-stream.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import type { Params, RouteString } from './route.js'
import { send } from './send.js'

/**
 * Sends a request whose answer is a stream of server-sent events. It is retried until headers are accepted and not after.
 *
 * @param end Whether the stream promises a terminator.
 */
export function stream<T>(client: Client, route: RouteString, params: Params | undefined, options: RequestOptions | undefined, end: StreamEnd): ApiPromise<EventStream<T>> {
  return apiPromise(start<T>(client, route, params, options, end))
}

async function start<T>(client: Client, route: string, params: Params | undefined, options: RequestOptions | undefined, end: StreamEnd) {
  const call = prepare(client, route, params, options, { unread: true, headers: { accept: 'text/event-stream' } })
  return send(call, (response, control): EventStream<T> => new JsonEventStream<T>(call, response, control, end))
}
