import { type ApiPromise, apiPromise, requestIdOf } from './api-promise.js'
import type { CallControl } from './call-control.js'
import type { Client } from './client.js'
import { ResponseParseError } from './errors.js'
import type { RequestOptions } from './options.js'
import { prepare, type RouteBehaviour } from './prepare.js'
import { readText } from './read-text.js'
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
  return send(prepare(client, route, params, options, behaviour), readJson<T>)
}

/** Reads a JSON answer, checks it where the client validates, and attaches the request id to plain objects. */
export async function readJson<T>(response: Response, control: CallControl, { client, route, options }: Call): Promise<T> {
  const { settings } = client
  const { status, headers } = response
  const text = await readText(response, control)
  if (text === '') return undefined as T
  const requestId = requestIdOf(response)
  let data: unknown
  try {
    data = settings.parseJson(text)
  } catch (cause) {
    const body = control.redact(text)
    const type = headers.get('content-type') ?? 'no content type'
    const beginning = JSON.stringify(body.slice(0, 80))
    const details = { status, body, requestId, route, attempts: control.attempts, cause, headers, response }
    throw new ResponseParseError(`${route} answered ${status} with ${type} that is not JSON; it begins ${beginning}. Check baseURL.`, details)
  }
  const validate = options.validate ?? settings.validate
  if (validate) await validate(route, data, { requestId, log: settings.log })
  if (requestId && typeof data === 'object' && data !== null && !Array.isArray(data)) {
    // Not enumerable, so that a result that is compared, spread or sent back has the API's own fields only.
    Reflect.defineProperty(data, '_request_id', { value: requestId, configurable: true, writable: true })
  }
  return data as T
}
