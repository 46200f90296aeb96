import { type ApiPromise, ConfigurationError, request, type RequestOptions, type RouteString, type SmarterClient } from '@smarter-api/core'
import type { CliPromptResponse, DirectPromptResponse, SmarterChatMessage } from '@smarter-api/schemas/smarter'
import { type ChatbotAnswer, readAnswer } from './answer.js'
import type { AnyChatbotManifest } from './generation.js'

/** What tells the server which conversation is meant. */
export interface Session {
  readonly uid: string
  readonly session_key: string | undefined
  readonly history: readonly SmarterChatMessage[]
}

/** What one turn of a conversation sends. */
export interface Turn extends Session {
  readonly text: string
}

/** Whether the server has to forget what it remembers for the `uid`. */
export function isNew({ session_key, history }: Session): boolean {
  return session_key === undefined && history.length === 0
}

// A repeated prompt may cost money twice.
const unsafe = { unsafe: true }

/** Sends a turn the way of the generation that the manifest tells: by name up to 0.13, directly on later servers. There is no second way. */
export function sendPrompt(client: SmarterClient, manifest: AnyChatbotManifest, turn: Turn, options: RequestOptions): Promise<ChatbotAnswer> {
  return manifest.kind === 'Chatbot' ? promptByName(client, manifest.metadata.name, turn, options) : promptDirectly(client, manifest, turn, options)
}

async function promptByName(client: SmarterClient, name: string, turn: Turn, options: RequestOptions): Promise<ChatbotAnswer> {
  const { text, uid, session_key, history } = turn
  const fields = { name, uid, new_session: isNew(turn), prompt: text, session_key, messages: history }
  const sent: ApiPromise<CliPromptResponse> = request(client, 'POST /cli/chat/{name}/{?uid,new_session}', fields, options, unsafe)
  const { data: envelope, ...answer } = await sent.withResponse()
  const { data } = envelope ?? {}
  const answered = { client, route: 'POST /cli/chat/{name}/', envelope, ...answer }
  return readAnswer({ ...answered, data: data?.response?.data, session_key: data?.request?.session_key ?? session_key })
}

async function promptDirectly(client: SmarterClient, manifest: AnyChatbotManifest, turn: Turn, options: RequestOptions): Promise<ChatbotAnswer> {
  const { text, session_key, history } = turn
  const { path, hashed_id } = locate(client, manifest)
  const fields = { hashed_id, session_key, messages: [...history, { role: 'user', content: text }] }
  const sent: ApiPromise<DirectPromptResponse> = request(client, path, fields, options, unsafe)
  const { data: envelope, ...answer } = await sent.withResponse()
  return readAnswer({ client, route: path, envelope, ...answer, data: envelope?.data, session_key })
}

/**
 * Takes the path out of the address in the status, onto the client's own origin: the key must not follow an address that came with an answer.
 *
 * @throws ConfigurationError When the address lies elsewhere; nothing was sent.
 */
function locate(client: SmarterClient, { metadata, status }: AnyChatbotManifest): { path: RouteString; hashed_id: string | undefined } {
  const { baseURL } = client
  const { origin, pathname: base } = new URL(`${baseURL}/`)
  const address = status?.urlLLMClient
  const fail = (words: string): ConfigurationError => new ConfigurationError(`Chatbot "${metadata.name}" cannot be prompted: ${words}`)
  if (!address) throw fail('its manifest has no status.urlLLMClient; get it from the platform again')
  if (!URL.canParse(address, origin)) throw fail(`status.urlLLMClient is "${address}", which is no address`)
  const url = new URL(address, origin)
  if (url.origin !== origin) {
    throw fail(`status.urlLLMClient lies at ${url.origin}, but this client and its key belong to ${origin}. Set baseURL to the platform's own address`)
  }
  const pathname = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`
  const path = pathname.startsWith(base) ? pathname.slice(base.length - 1) : origin + pathname
  const hashed_id = /\/llm-clients\/([\w-]+)\//.exec(path)?.[1]
  return { path: `POST ${path.replace(`/llm-clients/${hashed_id}/`, '/llm-clients/{hashed_id}/')}`, hashed_id }
}
