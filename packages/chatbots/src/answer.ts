import type { ProviderError, ResponseParseError, ResponseWith, SmarterClient } from '@smarter-api/core'
import type { ChatBody, CliPromptResponse, DirectPromptResponse, PromptData } from '@smarter-api/schemas/smarter'

/** A chatbot's answer in full. */
export interface ChatbotAnswer {
  /** What the chatbot said; `null` when it only asked for tools. */
  readonly text: string | null
  /** The conversation on the server, 64 hexadecimal characters: `chatbot.conversation({ session_key })` goes on with it. */
  readonly session_key: string | undefined
  /** The chat completion with usage, tool calls and the platform's notes; the same on both generations of the platform. */
  readonly body: ChatBody
  /** The whole answer as it came, which differs between the generations. */
  readonly envelope: CliPromptResponse | DirectPromptResponse
}

type Answered = Omit<ResponseWith<ChatbotAnswer['envelope']>, 'data'> & {
  readonly client: SmarterClient
  readonly route: string
  readonly envelope: ChatbotAnswer['envelope']
  readonly data: PromptData | undefined
  readonly session_key: string | undefined
}

/** The errors that reading raises. */
export interface AnswerErrors {
  readonly ProviderError: typeof ProviderError
  readonly ResponseParseError: typeof ResponseParseError
}

const silent = 'it gave no reason'

/** What servers up to 0.12 put beside the status of the language model's failure. */
interface GatewayError {
  readonly error?: string
  readonly description?: unknown
}

/**
 * Reads the answer of either generation.
 *
 * @throws ProviderError For a failure of the language model, which the platform answers with status 200.
 * @throws ResponseParseError For an answer without a chat completion.
 */
export function readAnswer(answered: Answered, errors: AnswerErrors): ChatbotAnswer {
  const { envelope, session_key, data } = answered
  const refusal = (data as { error?: GatewayError } | undefined)?.error
  const body = refusal ? undefined : readBody(answered, errors)
  const failure = body ? readFailure(data, body) : (firstWords(refusal?.description) ?? refusal?.error ?? silent)
  if (body && failure === undefined) return { text: readText(body), session_key, body, envelope }
  throw new errors.ProviderError(`${answered.route} answered 200, but the language model failed: ${failure}`, details(answered))
}

function readBody(answered: Answered, errors: AnswerErrors): ChatBody {
  const { client, data, route, response } = answered
  const fail = (words: string, cause?: unknown): ResponseParseError =>
    new errors.ResponseParseError(`${route} answered ${response.status} ${words}`, { ...details(answered), cause })
  let body: unknown
  try {
    body = typeof data?.body === 'string' ? client.settings.parseJson(data.body) : data?.body
  } catch (cause) {
    throw fail('with a body that is not JSON', cause)
  }
  if (typeof body === 'object' && body !== null) return body as ChatBody
  throw fail('without a chat completion')
}

function readFailure(data: PromptData | undefined, body: ChatBody): string | undefined {
  const note = body.smarter?.messages?.find(({ role }) => role === 'smarter_error')
  const marked = body.id === 'error_response' || body.system_fingerprint?.startsWith('error_response_') || Number(data?.statusCode) >= 400
  if (!note && !marked) return undefined
  const said = [marked ? body.choices?.[0]?.message?.content : undefined, note?.content]
  return said.map(firstWords).find(Boolean) ?? silent
}

function firstWords(content: unknown): string | undefined {
  if (typeof content !== 'string') return undefined
  const lines = content.split('\n').filter((line) => line.trim() !== '')
  return (lines[0]?.startsWith('Traceback') ? lines.at(-1) : lines[0])?.trim().slice(0, 1000)
}

/** The last words of the assistant: one that only asks for tools has none. */
function readText({ smarter, choices }: ChatBody): string | null {
  const spoken = smarter?.messages?.flatMap(({ role, content }) => (role === 'assistant' && typeof content === 'string' ? [content] : []))
  const content = spoken?.at(-1) ?? choices?.[0]?.message?.content
  return typeof content === 'string' ? content : null
}

function details({ envelope, response, requestId, route }: Answered) {
  return { status: response.status, body: envelope, requestId, route, headers: response.headers, response }
}
