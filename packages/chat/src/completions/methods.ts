import { type ApiPromise, type EventStream, type OpenAIStyleClient, request, type RequestOptions, stream } from '@smarter-api/core'
import type { ChatCompletion, ChatCompletionChunk, CreateChatCompletionParams, CreateChatCompletionStreamParams } from '@smarter-api/schemas/openai'

/**
 * Asks a model to go on with a conversation.
 *
 * @param params `model` and `messages`; `tools` that the model may ask for, the form of the answer, limits.
 * @returns As many `choices` as `n`. A choice whose `finish_reason` is `tool_calls` waits for the results of tools.
 * @throws TypeError When `stream` is on: `createChatCompletionStream` gives a stream.
 * @throws BadRequestError When a field is missing or unusable, or too much for the model.
 * @throws NotFoundError When there is no such model, or no such route.
 * @throws RateLimitError When there are too many requests, or the account is used up.
 * @see POST /chat/completions
 */
export function create(client: OpenAIStyleClient, params: CreateChatCompletionParams, options?: RequestOptions): ApiPromise<ChatCompletion> {
  if (params?.stream) throw new TypeError('createChatCompletion gives one JSON answer; use createChatCompletionStream, or create of the facade, with stream: true')
  return request(client, 'POST /chat/completions', params, options)
}

/**
 * Asks a model to go on with a conversation and gives its answer while it is written.
 *
 * @param params As for `create`. `stream` is always on; `stream_options: { include_usage: true }` adds a last chunk with the usage.
 * @returns Chunks whose `delta` holds only what is new. Leaving the loop early closes the connection; an end without the terminator is an
 *   `APIConnectionError`.
 * @throws BadRequestError When a field is missing or unusable, or too much for the model.
 * @throws NotFoundError When there is no such model, or no such route.
 * @throws RateLimitError When there are too many requests, or the account is used up.
 * @see POST /chat/completions
 */
export function createStream(
  client: OpenAIStyleClient,
  params: CreateChatCompletionStreamParams,
  options?: RequestOptions,
): ApiPromise<EventStream<ChatCompletionChunk>> {
  return stream(client, 'POST /chat/completions', { ...params, stream: true }, options, { terminator: 'required' })
}
