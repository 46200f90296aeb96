import { type ClientOptions, createSmarterClient, type SmarterClient } from '@smarter-api/core'
import type { ChatbotStatus } from '@smarter-api/schemas/smarter'

/** A request as it went over the wire. */
export interface Sent {
  readonly line: string
  readonly body: unknown
  readonly headers: Headers
}

type Reply = (sent: Sent) => object | Promise<object>

/** A client whose platform answers from a script: the first reply whose key is part of the request's line. */
export function scriptedPlatform(script: Record<string, Reply>, options: ClientOptions = {}): { client: SmarterClient; sent: Sent[]; lines: () => string[] } {
  const sent: Sent[] = []
  const client = createSmarterClient({
    apiKey: 'k'.repeat(64),
    baseURL: 'http://127.0.0.1:9357/api/v1',
    maxRetries: 0,
    ...options,
    fetch: async (url, init) => {
      const request: Sent = {
        line: `${init.method} ${url.replace('http://127.0.0.1:9357/api/v1', '')}`,
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        headers: new Headers(init.headers),
      }
      sent.push(request)
      const reply = Object.entries(script).find(([part]) => request.line.includes(part))?.[1]
      if (!reply) throw new Error(`The script has no answer for ${request.line}`)
      const answer = await reply(request)
      return answer instanceof Response ? answer : Response.json(answer)
    },
  })
  return { client, sent, lines: () => sent.map(({ line }) => line) }
}

/** A promise that a test settles when it wants to. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  const fulfil: ((value: T) => void)[] = []
  const promise = new Promise<T>((resolve) => fulfil.push(resolve))
  return { promise, resolve: (value) => fulfil[0]?.(value) }
}

const envelope = { api: 'smarter.sh/v1', metadata: {} }

/** A journaled failure. */
export function failure(status: number, errorClass: string, description: string): Response {
  return Response.json({ ...envelope, error: { errorClass, description, status, stacktrace: 'Traceback' } }, { status })
}

/** What servers from 0.14 say about a name that does not exist. */
export const missing = () => failure(503, 'SAMBrokerErrorNotReady', 'LLMClient not found')

/** What servers up to 0.13 say about a kind that they do not know. */
export const unknownKind = () => failure(400, 'str', 'Unsupported manifest kind: llmclient')

/** Answers with a server's version. */
export function version(number: string): () => object {
  return () => ({ ...envelope, data: { api: { version: number } } })
}

/** Describes a chatbot in the words of servers from 0.14. */
export function llmClient(name = 'my_bot', status: ChatbotStatus = {}): object {
  const at = 'http://127.0.0.1:9357'
  const full = {
    sandboxUrl: `${at}/workbench/llm-clients/rMTAwMDAwNwx/`,
    urlLLMClient: `${at}/api/v1/llm-clients/rMTAwMDAwNwx/prompt/`,
    urlChatConfig: `${at}/api/v1/llm-clients/rMTAwMDAwNwx/config/`,
    ...status,
  }
  return { ...envelope, data: { ...manifest('LLMClient', name), status: full } }
}

/** Describes a chatbot in the words of servers up to 0.13. */
export function chatbot(name = 'my-bot'): object {
  const at = 'https://platform.smarter.sh/api/v1/chatbots/7/'
  return { ...envelope, thing: 'Chatbot', data: { ...manifest('Chatbot', name), status: { sandboxUrl: at, urlChatbot: `${at}chat/` } } }
}

function manifest(kind: string, name: string): object {
  const metadata = { name, description: 'Answers questions about returns.', version: '1.0.0' }
  return { apiVersion: 'smarter.sh/v1', kind, metadata, spec: { config: { defaultModel: 'gpt-4o-mini' }, plugins: ['returns'] } }
}

/** A chat completion with the platform's notes. */
export function completion(text: string | null, changes: object = {}): Record<string, unknown> {
  const messages = [
    { role: 'smarter', content: 'Prompt configuration' },
    { role: 'assistant', content: text },
  ]
  const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: text } }]
  return { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'm', choices, smarter: { messages }, ...changes }
}

/** The answer of a prompt by name, whose body is an object. */
export function answerByName(body: unknown, session_key: string | undefined = 'a'.repeat(64)): object {
  return { ...envelope, thing: 'Chat', data: { request: { session_key, messages: [] }, response: direct(body) } }
}

/** The answer of a direct prompt, whose body is JSON text. */
export function answerDirectly(body: unknown): object {
  return direct(typeof body === 'string' ? body : JSON.stringify(body))
}

function direct(body: unknown): object {
  return { ...envelope, data: { isBase64Encoded: false, statusCode: 200, headers: {}, body } }
}

/** Lists chatbots. */
export function chatbotList(kind: string, ...items: object[]): object {
  return { ...envelope, data: { apiVersion: 'smarter.sh/v1', kind, metadata: { count: items.length }, data: { titles: [], items } } }
}
