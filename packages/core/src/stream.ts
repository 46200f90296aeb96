import { type ApiPromise, apiPromise, requestIdOf } from './api-promise.js'
import type { Client } from './client.js'
import { asyncDispose } from './dispose.js'
import { APIConnectionError, APIError, ResponseParseError } from './errors.js'
import type { EventStream, StreamEnd } from './event-stream.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import type { Params, RouteString } from './route.js'
import { send } from './send.js'
import { BodyReader, releaseForgotten } from './watch-body.js'

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
  // Loaded by the first stream, so that a client with all resources does not begin with it, and while the request is on its way.
  const loading = import('./event-stream.js')
  loading.catch(() => undefined)
  return send(call, async (response, control): Promise<EventStream<T>> => {
    const { headers, body } = response
    const details = { route: call.route, requestId: requestIdOf(response), attempts: control.attempts, headers, response }
    if (!body) throw new ResponseParseError(`${call.route} answered without a body to stream; on React Native give \`fetch\` of expo/fetch`, details)
    const reader = new BodyReader(body, control)
    const { JsonEventStream } = await loading
    const events = new JsonEventStream<T>({ call, response, body: reader, details }, end, { APIConnectionError, APIError, ResponseParseError, asyncDispose })
    releaseForgotten(events, reader)
    return events
  })
}
