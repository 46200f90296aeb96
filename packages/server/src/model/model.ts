/** One message as models take it. */
export interface ModelMessage {
  role: string
  content?: unknown
  name?: string | null
  tool_call_id?: string | null
  tool_calls?: unknown[] | null
}

/** A function that the model may ask for. */
export interface ModelTool {
  name: string
  description?: string | null
  parameters?: Record<string, unknown> | null
  /** Whether arguments must keep to `parameters` exactly. */
  strict?: boolean | null
}

/** A judgment by a fixed rule. */
export interface StandIn {
  /** Says which rule it is. */
  reason: string
  verdict: string
}

/** What a model is asked. */
export interface ModelRequest {
  /** Name of the model, as the prompt or chatbot sets it. */
  model: string
  messages: ModelMessage[]
  tools?: ModelTool[]
  /** `none`, `auto`, `required`, or the function to call. */
  toolChoice?: string | { name: string }
  /** Most tokens to write; none or a negative number means no limit. */
  maxTokens?: number | null
  /** Texts at which the answer ends. */
  stop?: string[]
  /** Whether the answer must be a JSON object. */
  jsonObject?: boolean
  /** Which of several answers to the same request this is, from 0. */
  sample?: number
  /** Further parameters for a provider, by the names of OpenAI's chat completions: `temperature`, `seed`, `response_format` and so on. */
  parameters?: Record<string, unknown>
  /** Company that is to serve the model, such as `openai`, as a Prompt or a chatbot says it. */
  provider?: string | undefined
  /** The caller's own keys by the names of providers, for this request alone. */
  providerKeys?: Readonly<Record<string, unknown>> | undefined
  /** The key to use in place of the configured one: that of `providerKeys` which fits the provider. */
  apiKey?: string | undefined
  /** Whether pieces are sent on as they come. Where they are not, a model may keep them to itself and give the whole answer alone. Default: true. */
  streams?: boolean | undefined
  /** What a model without understanding ends its answer with, where no other words would do. Providers are not told. */
  standIn?: StandIn | undefined
  /** Ends the work: nobody waits for the answer any longer. Its reason is what the answer fails with. */
  signal?: AbortSignal | undefined
}

/** A request of the model to run a function. */
export interface ModelToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** What is known once the answer is complete. */
export interface ModelResult {
  output: string
  toolCalls: ModelToolCall[]
  /** `stop`, `length`, `tool_calls`, or another word of the provider. */
  finishReason: string
  promptTokens: number
  outputTokens: number
  /** How many of `promptTokens` the provider knew from before. */
  cachedTokens?: number
  /** How many of `outputTokens` were thoughts. */
  reasoningTokens?: number
}

/** Answers messages. Yields the answer piece by piece and returns the whole of it. */
export interface Model {
  /** Named in answers, so that nobody takes a stand-in for the real thing; left out by a model that is what was asked for. */
  readonly name?: string | undefined
  /** Which of several models answers a request; left out by a model that answers all of them itself. */
  choose?(request: Pick<ModelRequest, 'provider'>): Model
  /** @throws {ModelFailure} When the provider refuses or fails. */
  answer(request: ModelRequest): AsyncGenerator<string, ModelResult, undefined>
}

/** What a provider says about its failure, beside its status and its words. */
export interface ModelFailureDetails {
  /** The provider's own word for it, such as `context_length_exceeded`. */
  code?: string | undefined
  /** The parameter that it complains about. */
  param?: string | undefined
  /** How long it asks to wait, in milliseconds. */
  retryAfter?: number | undefined
}

/** Reports that the provider of a model failed. */
export class ModelFailure extends Error {
  override name = 'ModelFailure'

  /**
   * @param status The provider's HTTP status.
   * @param origin Name of the provider.
   * @param message What went wrong.
   * @param details The provider's own code, and how long to wait. Default: it said nothing more.
   */
  constructor(
    readonly status: number,
    readonly origin: string,
    message: string,
    readonly details: ModelFailureDetails = {},
  ) {
    super(message)
  }
}

/** The headers that an answer tells of a failure with: how long to wait, in seconds. */
export function failureHeaders({ details: { retryAfter } }: ModelFailure): Record<string, string> {
  return retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter / 1000)) }
}

/** How the model that answers a request is named; `undefined` where it is what was asked for. */
export function nameOfModel(model: Model, request: Pick<ModelRequest, 'provider'>): string | undefined {
  return (model.choose?.(request) ?? model).name
}

/** Runs a model to the end of its answer. */
export async function completeAnswer(model: Model, request: ModelRequest): Promise<ModelResult> {
  const pieces = model.answer({ ...request, streams: false })
  for (;;) {
    const piece = await pieces.next()
    if (piece.done) return piece.value
  }
}
