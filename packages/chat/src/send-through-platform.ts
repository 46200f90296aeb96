import type { ApiRequest, ConfigurationError, Next, ProviderError } from '@smarter-api/core'

/** One attempt on its way to the platform. Errors are handed over: an import would make both share a file that is loaded at once. */
export interface Passage {
  readonly request: ApiRequest
  readonly next: Next
  readonly route: string
  readonly provider: string
  readonly ConfigurationError: typeof ConfigurationError
  readonly ProviderError: typeof ProviderError
}

type Fields = Record<string, unknown>

const elsewhere = 'give a client of a service that has it: the option `openai` of Smarter, or createOpenAIClient()'

/** Sends an OpenAI-style request to the platform: a chat completion to its passthrough, others as they are, to say what they lack. */
export async function sendThroughPlatform(passage: Passage): Promise<Response> {
  const { request, next, route, provider } = passage
  const isChat = route === 'POST /chat/completions'
  if (isChat && request.headers['accept'] === 'text/event-stream') {
    throw new passage.ConfigurationError(`${route}: Smarter's passthrough gives no streams; leave out stream, or ${elsewhere}`, { route })
  }
  const response = await next(isChat ? redirect(request, provider) : request)
  if (response.status === 404) return rewrite(response, (text) => explain(text, isChat ? `the platform has no passthrough to "${provider}"` : 'the platform has no such route'))
  return isChat && response.status === 200 ? rewrite(response, (text) => unwrap(text, passage)) : response
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
function unwrap(text: string, { route, ProviderError: Failure }: Passage): string {
  const { api, metadata, ...completion } = parse(text)
  if (typeof api !== 'string' || !api.startsWith('smarter.sh/')) return text
  if (completion['choices']) return JSON.stringify(completion)
  const { message = 'no chat completion' } = completion
  throw new Failure(`${route} answered 200, but without a chat completion: ${String(message)}`, { route, status: 200, body: { ...completion, api, metadata } })
}

/** An error in OpenAI's own form is about a thing that is missing, and not about the route. */
function explain(text: string, missing: string): string {
  const answer = parse(text)
  const { type } = Object(answer['error']) as Fields
  return typeof type === 'string' ? text : JSON.stringify({ error: { message: `${missing}; ${elsewhere}` }, answer: Object.keys(answer).length > 0 ? answer : text })
}
