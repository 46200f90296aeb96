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
}

/** Answers messages. Yields the answer piece by piece and returns the whole of it. */
export interface Model {
  /** Named in answers, so that nobody takes a stand-in for the real thing; left out by a model that is what was asked for. */
  readonly name?: string | undefined
  /** @throws {ModelFailure} When the provider refuses or fails. */
  answer(request: ModelRequest): AsyncGenerator<string, ModelResult, undefined>
}

/** Reports that the provider of a model failed. */
export class ModelFailure extends Error {
  override name = 'ModelFailure'

  /**
   * @param status The provider's HTTP status.
   * @param origin Name of the provider.
   * @param message What went wrong.
   */
  constructor(
    readonly status: number,
    readonly origin: string,
    message: string,
  ) {
    super(message)
  }
}

/** Runs a model to the end of its answer. */
export async function completeAnswer(model: Model, request: ModelRequest): Promise<ModelResult> {
  const pieces = model.answer(request)
  for (;;) {
    const piece = await pieces.next()
    if (piece.done) return piece.value
  }
}
