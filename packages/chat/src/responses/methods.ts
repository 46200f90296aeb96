import {
  type ApiPromise,
  byCursor,
  type EventStream,
  type OpenAIStyleClient,
  type PagePromise,
  paginate,
  request,
  type RequestOptions,
  stream,
} from '@smarter-api/core'
import type {
  CancelResponseParams,
  CreateResponseParams,
  CreateResponseStreamParams,
  DeleteResponseParams,
  Deletion,
  ListResponseInputItemsParams,
  ResponseKeptItem,
  ResponseObject,
  ResponseStreamEvent,
  RetrieveResponseParams,
} from '@smarter-api/schemas/openai'

/**
 * Asks a model for a response.
 *
 * @param params `model` and `input`; `previous_response_id` to go on from an earlier response, `tools`, the form of the text, limits.
 *   With `background: true` the response comes back at once and runs on: ask for it with `retrieve`.
 * @returns The response. `outputText` gives its text.
 * @throws TypeError When `stream` is on: `createResponseStream` gives a stream.
 * @throws BadRequestError When a field is missing or unusable, or too much for the model.
 * @throws NotFoundError When there is no such model or earlier response, or no such route.
 * @throws RateLimitError When there are too many requests, or the account is used up.
 * @see POST /responses
 */
export function create(client: OpenAIStyleClient, params: CreateResponseParams, options?: RequestOptions): ApiPromise<ResponseObject> {
  if (params?.stream) throw new TypeError('createResponse gives one JSON answer; use createResponseStream, or create of the facade, with stream: true')
  return request(client, 'POST /responses', params, options)
}

/**
 * Asks a model for a response and gives it while it is made.
 *
 * @param params As for `create`. `stream` is always on.
 * @returns Events, told apart by `type`: `response.output_text.delta` has what is new of the text. The last one is `response.completed`,
 *   `response.failed` or `response.incomplete` and has the whole response; an end without it is an `APIConnectionError`. Leaving the loop
 *   early closes the connection.
 * @throws BadRequestError When a field is missing or unusable, or too much for the model.
 * @throws NotFoundError When there is no such model or earlier response, or no such route.
 * @throws RateLimitError When there are too many requests, or the account is used up.
 * @see POST /responses
 */
export function createStream(client: OpenAIStyleClient, params: CreateResponseStreamParams, options?: RequestOptions): ApiPromise<EventStream<ResponseStreamEvent>> {
  const lastEvents = ['response.completed', 'response.failed', 'response.incomplete']
  return stream(client, 'POST /responses', { ...params, stream: true }, options, { terminator: 'required', lastEvents })
}

/**
 * Gives a response that the service keeps, as it is now.
 *
 * @param params `response_id`; `include` names what to tell beside the answer.
 * @throws NotFoundError When there is no such response.
 * @see GET /responses/{response_id}
 */
export function retrieve(client: OpenAIStyleClient, params: RetrieveResponseParams, options?: RequestOptions): ApiPromise<ResponseObject> {
  return request(client, 'GET /responses/{response_id}', listed(params), options)
}

/**
 * Ends a response that runs in the background.
 *
 * @param params `response_id`.
 * @throws BadRequestError When the response does not run in the background.
 * @throws NotFoundError When there is no such response.
 * @see POST /responses/{response_id}/cancel
 */
export function cancel(client: OpenAIStyleClient, params: CancelResponseParams, options?: RequestOptions): ApiPromise<ResponseObject> {
  return request(client, 'POST /responses/{response_id}/cancel', params, options)
}

/**
 * Lists what a model was told for a response, newest first unless told otherwise.
 *
 * @param params `response_id`; the number of items on a page, the id to begin after, the order; `include` names what to tell beside the items.
 * @returns The first page when awaited; every item of every page when iterated over.
 * @throws NotFoundError When there is no such response.
 * @see GET /responses/{response_id}/input_items
 */
export function listInputItems(client: OpenAIStyleClient, params: ListResponseInputItemsParams, options?: RequestOptions): PagePromise<ResponseKeptItem> {
  return paginate(client, 'GET /responses/{response_id}/input_items', byCursor, listed(params), options)
}

/** On the wire a list in a query has brackets after its name. */
function listed(params: RetrieveResponseParams) {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name === 'include' ? 'include[]' : name, value]))
}

/**
 * Deletes a response that the service keeps.
 *
 * @param params `response_id`.
 * @throws NotFoundError When there is no such response.
 * @see DELETE /responses/{response_id}
 */
function remove(client: OpenAIStyleClient, params: DeleteResponseParams, options?: RequestOptions): ApiPromise<Deletion> {
  return request(client, 'DELETE /responses/{response_id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a response that the service keeps.
   *
   * @param params `response_id`.
   * @throws NotFoundError When there is no such response.
   * @see DELETE /responses/{response_id}
   */
  remove as delete,
}
