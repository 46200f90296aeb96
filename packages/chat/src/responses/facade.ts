import { type ApiPromise, bind, type Bound, type EventStream, type OpenAIStyleClient, type RequestOptions } from '@smarter-api/core'
import type { CreateResponseParams, CreateResponseStreamParams, ResponseObject, ResponseStreamEvent } from '@smarter-api/schemas/openai'
import type * as Methods from './methods.js'
import { cancel, create, createStream, delete as remove, listInputItems, retrieve } from './methods.js'

type StreamingParams = CreateResponseStreamParams & { stream: true }

/** Every function on responses with the client filled in. */
export interface Responses extends Bound<Omit<typeof Methods, 'create'>> {
  /**
   * Asks a model for a response and gives it while it is made, as `createStream` does.
   *
   * @param params As without `stream`.
   * @returns Events, told apart by `type`: `response.output_text.delta` has what is new of the text. Leaving the loop early closes the
   *   connection.
   * @see POST /responses
   */
  create(params: StreamingParams, options?: RequestOptions): ApiPromise<EventStream<ResponseStreamEvent>>
  /**
   * Asks a model for a response.
   *
   * @param params `model` and `input`; `previous_response_id` to go on from an earlier response, `tools`, the form of the text, limits.
   *   With `background: true` the response comes back at once and runs on: ask for it with `retrieve`.
   * @returns The response. `outputText` gives its text.
   * @throws BadRequestError When a field is missing or unusable, or too much for the model.
   * @throws NotFoundError When there is no such model or earlier response, or no such route.
   * @throws RateLimitError When there are too many requests, or the account is used up.
   * @see POST /responses
   */
  create(params: CreateResponseParams, options?: RequestOptions): ApiPromise<ResponseObject>
}

/**
 * Binds every function on responses to a client.
 *
 * @example
 * ```ts
 * const response = await responses(createOpenAIClient()).create({ model: 'gpt-4o', input: 'Say hello.' })
 * console.log(outputText(response))
 * ```
 */
export function responses(client: OpenAIStyleClient): Responses {
  return {
    ...bind(client, { cancel, createStream, delete: remove, listInputItems, retrieve }),
    create: ((params: CreateResponseParams | StreamingParams, options?: RequestOptions) =>
      params?.stream ? createStream(client, params, options) : create(client, params, options)) as Responses['create'],
  }
}
