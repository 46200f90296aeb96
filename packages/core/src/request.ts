import { type ApiPromise, apiPromise, requestIdOf } from './api-promise.js'
import type { Client } from './client.js'
import { ResponseParseError } from './errors.js'
import type { RequestOptions } from './options.js'
import { prepare, type RouteBehaviour } from './prepare.js'
import type { Params, RouteString } from './route.js'
import { type Call, send } from './send.js'

/**
 * Sends a request whose answer is JSON. Status 204 and empty bodies give `undefined`.
 *
 * @param route Verb and path, for example `GET /prompts/{id}{?version_id}`.
 * @param params Path, query and body fields in one object, by their names on the wire.
 * @throws APIError One of its subclasses; see `errors`.
 */
export function request<T>(client: Client, route: RouteString, params?: Params, options?: RequestOptions, behaviour?: RouteBehaviour): ApiPromise<T> {
  return apiPromise(start<T>(client, route, params, options, behaviour))
}

async function start<T>(client: Client, route: string, params?: Params, options?: RequestOptions, behaviour?: RouteBehaviour) {
  const call = prepare(client, route, params, options, true, behaviour)
  return send(call, (response) => readJson<T>(call, response))
}

/** Reads a JSON answer, checks it where the client validates, and attaches the request id to plain objects. */
export async function readJson<T>({ client, key, options, method }: Call, response: Response): Promise<T> {
  const { settings } = client
  const { status } = response
  const text = status === 204 || status === 205 || method === 'HEAD' ? '' : await response.text()
  if (text === '') return undefined as T
  const requestId = requestIdOf(response)
  let data: unknown
  try {
    data = settings.parseJson(text)
  } catch (cause) {
    const type = response.headers.get('content-type') ?? 'no content type'
    const start = JSON.stringify(text.slice(0, 80))
    const details = { status, body: text, requestId, route: key, cause, headers: response.headers, response }
    throw new ResponseParseError(`${key} answered ${status} with ${type} that is not JSON; it begins ${start}. Check baseURL.`, details)
  }
  const validate = options.validate ?? settings.validate
  if (validate) await validate(key, data, { requestId, log: settings.log })
  if (requestId && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    Object.defineProperty(data, '_request_id', { value: requestId, configurable: true, writable: true })
  }
  return data as T
}
