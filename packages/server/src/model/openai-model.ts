import { APIConnectionError, APITimeoutError, createOpenAIClient, isAPIError, stream } from '@smarter-api/core'
import type { APIError, Client, ClientOptions, EventStream } from '@smarter-api/core'
import type { ChatCompletionChunk, ChatCompletionUsage } from '@smarter-api/schemas/openai'
import { createCallCollector } from './call-collector.js'
import { withoutNulls } from './model-parameters.js'
import { ModelFailure } from './model.js'
import type { Model, ModelRequest, ModelResult } from './model.js'
import { wholeAsStream } from './whole-as-stream.js'

/** Options of {@link openaiModel}. */
export interface OpenAIModelOptions extends Pick<ClientOptions, 'fetch' | 'headers' | 'maxRetries' | 'timeout'> {
  /** Address of the provider's API, such as `https://api.openai.com/v1`. */
  baseURL: string
  /** The provider's key. Default: none is sent. */
  apiKey?: string | null | undefined
  /** What the provider calls a model, by the name that a prompt or a request says. Other names go as they are. */
  models?: Readonly<Record<string, string>>
}

const longestWords = 1000
const longestWord = 100

/**
 * Makes a model of any service that speaks OpenAI's chat completions. Answers are streamed, whatever the caller of the server wants, so that
 * none is too long for a connection; a service that knows no streams, and answers whole, is understood too.
 *
 * @param options The provider. A failure is tried again `maxRetries` times (default 0: callers retry), and its words never hold the key.
 * @throws {ConfigurationError} When the address or the key cannot be used.
 * @see POST /chat/completions
 */
export function openaiModel({ baseURL, apiKey = null, models = {}, ...options }: OpenAIModelOptions): Model {
  const connect = (key: string | null): Client => createOpenAIClient({ maxRetries: 0, ...options, baseURL, apiKey: key, middleware: [wholeAsStream] })
  const client = connect(apiKey)
  const origin = new URL(client.baseURL).host
  return {
    async *answer({ apiKey: callersKey, signal, ...request }) {
      const key = callersKey ?? apiKey
      try {
        const model = Object.hasOwn(models, request.model) ? (models[request.model] ?? request.model) : request.model
        const asked = callersKey === undefined ? client : connect(callersKey)
        return yield* readAnswer(await stream<ChatCompletionChunk>(asked, 'POST /chat/completions', toBody(request, model), { signal }, { terminator: 'required' }))
      } catch (error) {
        throw isAPIError(error) ? toFailure(error, origin, key) : error
      }
    },
  }
}

function toBody({ messages, tools = [], toolChoice, maxTokens, stop = [], sample = 0, parameters = {} }: ModelRequest, model: string): Record<string, unknown> {
  // Several answers are several requests, of which each has one answer.
  const { seed, n: _several, ...settings } = parameters
  return {
    ...settings,
    // Several answers with one seed would all be the same.
    ...(typeof seed === 'number' ? { seed: seed + sample } : {}),
    model,
    messages: messages.map(({ role, content, name, tool_call_id, tool_calls }) => withoutNulls({ role, content, name, tool_call_id, tool_calls })),
    ...(tools.length > 0 ? { tools: tools.map(({ name, description, parameters: schema, strict }) => ({ type: 'function', function: withoutNulls({ name, description, parameters: schema, strict }) })) } : {}),
    ...(tools.length > 0 && toolChoice !== undefined ? { tool_choice: typeof toolChoice === 'string' ? toolChoice : { type: 'function', function: toolChoice } } : {}),
    ...(typeof maxTokens === 'number' && maxTokens >= 0 ? { [fieldOfMost(model)]: maxTokens } : {}),
    ...(stop.length > 0 ? { stop } : {}),
    stream: true,
    stream_options: { include_usage: true },
  }
}

/** OpenAI's reasoning models refuse the older name, and many compatible services do not know the newer one. */
function fieldOfMost(model: string): 'max_tokens' | 'max_completion_tokens' {
  return /^(?:.*\/)?(?:o\d|gpt-5)/.test(model) ? 'max_completion_tokens' : 'max_tokens'
}

async function* readAnswer(chunks: EventStream<ChatCompletionChunk>): AsyncGenerator<string, ModelResult, undefined> {
  const result: ModelResult = { output: '', toolCalls: [], finishReason: 'stop', promptTokens: 0, outputTokens: 0 }
  const calls = createCallCollector(result.toolCalls)
  for await (const { choices, usage } of chunks) {
    if (usage) Object.assign(result, countsOf(usage))
    const { delta, finish_reason: finishReason } = choices?.find(({ index }) => (index ?? 0) === 0) ?? {}
    if (finishReason) result.finishReason = finishReason
    for (const call of delta?.tool_calls ?? []) calls.add(call)
    const piece = delta?.content || delta?.refusal
    if (!piece) continue
    result.output += piece
    yield piece
  }
  return result
}

function countsOf({ prompt_tokens: promptTokens, completion_tokens: outputTokens, prompt_tokens_details: prompt, completion_tokens_details: completion }: ChatCompletionUsage) {
  const [cachedTokens, reasoningTokens] = [prompt?.['cached_tokens'], completion?.['reasoning_tokens']]
  return {
    promptTokens,
    outputTokens,
    ...(typeof cachedTokens === 'number' && cachedTokens > 0 ? { cachedTokens } : {}),
    ...(typeof reasoningTokens === 'number' && reasoningTokens > 0 ? { reasoningTokens } : {}),
  } satisfies Partial<ModelResult>
}

function toFailure(error: APIError, origin: string, apiKey: string | null): ModelFailure {
  const { status = 0, code, param, retryAfter } = error
  const timedOut = error instanceof APITimeoutError
  const isRefusal = status >= 400 && status < 600
  // The code of a broken connection is the system's, and not the provider's.
  const said = !(error instanceof APIConnectionError)
  const shown = (words: unknown): string | undefined => (said && typeof words === 'string' && words !== '' ? hide(apiKey, words).slice(0, longestWord) : undefined)
  return new ModelFailure(isRefusal ? status : timedOut ? 504 : 502, origin, hide(apiKey, wordsOf(error, origin)).slice(0, longestWords), {
    code: shown(code),
    param: shown(param),
    retryAfter,
  })
}

/** What the provider said; where it said nothing that can be read, such as a page, what happened, and to whom the request went. */
function wordsOf(error: APIError, origin: string): string {
  const said = error.error
  const message: unknown = typeof said === 'string' && !said.trimStart().startsWith('<') ? said : Reflect.get(Object(said), 'message')
  if (typeof message === 'string' && message.trim() !== '') return message
  return `The provider at ${origin} did not answer: ${typeof said === 'string' ? `status ${error.status} with a page in place of an error.` : error.message}`
}

/** Takes the key out of words: the events of a stream may hold it too. A key of a few letters is part of other words. */
function hide(apiKey: string | null, words: string): string {
  const key = apiKey?.trim() ?? ''
  return key.length > 7 ? words.replaceAll(key, '[redacted]') : words
}
