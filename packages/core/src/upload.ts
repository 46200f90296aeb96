import { type ApiPromise, apiPromise } from './api-promise.js'
import { streamOf } from './body.js'
import type { Client } from './client.js'
import { ConfigurationError } from './errors.js'
import type { RequestOptions } from './options.js'
import { prepare } from './prepare.js'
import { readJson } from './request.js'
import type { Params, RouteString } from './route.js'
import { send } from './send.js'

/** Sends params as a multipart form; files may be any {@link Uploadable}. The answer is JSON. */
export function upload<T>(client: Client, route: RouteString, params: Params, options?: RequestOptions): ApiPromise<T> {
  return apiPromise(start<T>(client, route, params, options))
}

async function start<T>(client: Client, route: string, params: Params, options?: RequestOptions) {
  const given = { ...params }
  // Loaded by the first upload, so that a client with all resources does not begin with it.
  const { encodeMultipart } = await import('./multipart.js')
  const encode = (fields: unknown) => encodeMultipart(fields, { ConfigurationError, streamOf })
  return send(prepare(client, route, given, options, { encode }), readJson<T>)
}
