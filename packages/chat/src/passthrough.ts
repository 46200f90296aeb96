import { type ApiRequest, ConfigurationError, type Middleware, ProviderError } from '@smarter-api/core'

/** Options of {@link passthrough}. */
export interface PassthroughOptions {
  /** Name of the provider as the platform stores it, in snake_case. Default `openai`. */
  provider?: string
}

type Fields = Record<string, unknown>

const elsewhere = 'give a client of a service that has it: the option `openai` of Smarter, or createOpenAIClient()'
const openaiStyle = /^\w+ \/(chat\/completions|responses|files|fine_tuning)(\/|$)/

/**
 * Makes middleware that takes chat completions of a Smarter client through the platform's passthrough: `POST /chat/completions` goes to
 * `POST /prompts/passthrough/{provider}/`, and what the platform's envelope adds to the answer is taken out of it.
 *
 * The passthrough gives no streams, which is refused before anything is sent. Of the other OpenAI-style routes the platform has none: their
 * 404 says what to do. Routes of Smarter itself are left alone.
 *
 * @param options `provider`.
 * @throws ConfigurationError When the provider's name cannot be one.
 * @see POST /prompts/passthrough/{provider}/
 *
 * @example
 * ```ts
 * const client = createSmarterClient({ middleware: [passthrough()] })
 * const { choices } = await createChatCompletion(client, { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] })
 * ```
 */
export function passthrough({ provider = 'openai' }: PassthroughOptions = {}): Middleware {
  if (!/^\w+$/.test(provider)) throw new ConfigurationError(`passthrough: provider must be a name in snake_case, such as "openai", got ${JSON.stringify(provider)}`)
  return async (request, next, { route }) => {
    if (!openaiStyle.test(route)) return next(request)
    const isChat = route === 'POST /chat/completions'
    if (isChat && request.headers['accept'] === 'text/event-stream') {
      throw new ConfigurationError(`${route}: Smarter's passthrough gives no streams; leave out stream, or ${elsewhere}`, { route })
    }
    const response = await next(isChat ? redirect(request, provider) : request)
    if (response.status === 404) return rewrite(response, (text) => explain(text, isChat ? `the platform has no passthrough to "${provider}"` : 'the platform has no such route'))
    return isChat && response.status === 200 ? rewrite(response, (text) => unwrap(text, route)) : response
  }
}

function redirect(request: ApiRequest, provider: string): ApiRequest {
  return { ...request, url: request.url.replace(/\/chat\/completions(?=\?|$)/, `/prompts/passthrough/${provider}/`) }
}

/** Changes an answer's text when it is read, under the time limits of its call. */
function rewrite(response: Response, change: (text: string) => string): Response {
  const decoder = new TextDecoder()
  let text = ''
  const whole = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk) {
      text += decoder.decode(chunk, { stream: true })
    },
    flush(controller) {
      controller.enqueue(new TextEncoder().encode(change(text + decoder.decode())))
    },
  })
  const { status, statusText } = response
  const headers = new Headers(response.headers)
  for (const name of ['content-length', 'content-encoding']) headers.delete(name)
  const body = response.body ?? new Blob([]).stream()
  return new Response(body.pipeThrough(whole), { status, statusText, headers })
}

function parse(text: string): Fields {
  try {
    return Object(JSON.parse(text)) as Fields
  } catch {
    return {}
  }
}

/** The envelope writes its `metadata` over that of the completion, which is lost. */
function unwrap(text: string, route: string): string {
  const { api, metadata, ...completion } = parse(text)
  if (typeof api !== 'string' || !api.startsWith('smarter.sh/')) return text
  if (completion['choices']) return JSON.stringify(completion)
  const { message = 'no chat completion' } = completion
  throw new ProviderError(`${route} answered 200, but without a chat completion: ${String(message)}`, { route, status: 200, body: { ...completion, api, metadata } })
}

/** An error in OpenAI's own form is about a thing that is missing, and not about the route. */
function explain(text: string, missing: string): string {
  const answer = parse(text)
  const { type } = Object(answer['error']) as Fields
  return typeof type === 'string' ? text : JSON.stringify({ error: { message: `${missing}; ${elsewhere}` }, answer: Object.keys(answer).length > 0 ? answer : text })
}
