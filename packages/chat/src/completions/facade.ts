import { type ApiPromise, bind, type Bound, type EventStream, type OpenAIStyleClient, type RequestOptions } from '@smarter-api/core'
import type { ChatCompletion, ChatCompletionChunk, CreateChatCompletionParams, CreateChatCompletionStreamParams } from '@smarter-api/schemas/openai'
import type * as Methods from './methods.js'
import { create, createStream } from './methods.js'

type StreamingParams = CreateChatCompletionStreamParams & { stream: true }

/** Every function on chat completions with the client filled in. */
export interface ChatCompletions extends Bound<Omit<typeof Methods, 'create'>> {
  /**
   * Asks a model to go on with a conversation and gives its answer while it is written, as `createStream` does.
   *
   * @param params As without `stream`. `stream_options: { include_usage: true }` adds a last chunk with the usage.
   * @returns Chunks whose `delta` holds only what is new. Leaving the loop early closes the connection.
   * @see POST /chat/completions
   */
  create(params: StreamingParams, options?: RequestOptions): ApiPromise<EventStream<ChatCompletionChunk>>
  /**
   * Asks a model to go on with a conversation.
   *
   * @param params `model` and `messages`; `tools` that the model may ask for, the form of the answer, limits.
   * @returns As many `choices` as `n`. A choice whose `finish_reason` is `tool_calls` waits for the results of tools.
   * @throws BadRequestError When a field is missing or unusable, or too much for the model.
   * @throws NotFoundError When there is no such model, or no such route.
   * @throws RateLimitError When there are too many requests, or the account is used up.
   * @see POST /chat/completions
   */
  create(params: CreateChatCompletionParams, options?: RequestOptions): ApiPromise<ChatCompletion>
}

/** Binds every function on chat completions to a client. */
export function completions(client: OpenAIStyleClient): ChatCompletions {
  return {
    ...bind(client, { createStream }),
    create: ((params: CreateChatCompletionParams | StreamingParams, options?: RequestOptions) =>
      params?.stream ? createStream(client, params, options) : create(client, params, options)) as ChatCompletions['create'],
  }
}
