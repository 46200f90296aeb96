import type { ApiPromise, ConfigurationError, request, RequestOptions, RouteString, SmarterClient } from '@smarter-api/core'
import type { ChatConfig, ChatConfigResponse, CliPromptResponse, DirectPromptResponse, SmarterChatMessage } from '@smarter-api/schemas/smarter'
import { type AnswerErrors, type ChatbotAnswer, readAnswer } from './answer.js'
import type { AnyChatbotManifest, ChatbotKind } from './generation.js'

/** What tells the server which conversation is meant, and what is said in it. */
interface Turn {
  readonly text: string
  readonly uid: string
  readonly session_key: string | undefined
  readonly history: readonly SmarterChatMessage[]
}

/** A turn on its way. What it needs of core is handed over: an import would make both share a file that is loaded at once. */
export interface Passage extends AnswerErrors {
  readonly client: SmarterClient
  readonly manifest: AnyChatbotManifest
  readonly turn: Turn
  readonly options: RequestOptions
  readonly request: typeof request
  readonly ConfigurationError: typeof ConfigurationError
}

// By name on servers of both generations: by id, servers from 0.14 ask for a browser's CSRF token.
const configRoutes: Record<ChatbotKind, RouteString> = {
  Chatbot: 'POST /cli/chat/config/{name}/{?uid,new_session}',
  LLMClient: 'POST /cli/prompt/config/{name}/{?uid,new_session}',
}

/** Retrieves the config of a conversation, and with it the session key that the server goes on with. */
export async function readConfig({ client, manifest: { kind, metadata }, turn, options, request, ResponseParseError }: Passage): Promise<ChatConfig> {
  const { uid, session_key } = turn
  const fields = { name: metadata.name, uid, new_session: isNew(turn), session_key }
  const answer = await request<ChatConfigResponse>(client, configRoutes[kind], fields, options)
  if (typeof answer?.data?.session_key === 'string') return answer.data
  throw new ResponseParseError(`Chatbot "${metadata.name}" answered without a session key. Check baseURL.`, { body: answer })
}

/** Whether the server has to forget what it remembers for the `uid`. */
function isNew({ session_key, history }: Turn): boolean {
  return session_key === undefined && history.length === 0
}

// A repeated prompt may cost money twice.
const unsafe = { unsafe: true }

/** Sends a turn the way of the generation that the manifest tells: by name up to 0.13, directly on later servers. There is no second way. */
export function sendPrompt(passage: Passage): Promise<ChatbotAnswer> {
  return passage.manifest.kind === 'Chatbot' ? promptByName(passage) : promptDirectly(passage)
}

async function promptByName(passage: Passage): Promise<ChatbotAnswer> {
  const { client, manifest, turn, options } = passage
  const { text, uid, session_key, history } = turn
  const fields = { name: manifest.metadata.name, uid, new_session: isNew(turn), prompt: text, session_key, messages: history }
  const sent: ApiPromise<CliPromptResponse> = passage.request(client, 'POST /cli/chat/{name}/{?uid,new_session}', fields, options, unsafe)
  const { data: envelope, ...answer } = await sent.withResponse()
  const { data } = envelope ?? {}
  const answered = { client, route: 'POST /cli/chat/{name}/', envelope, ...answer }
  return readAnswer({ ...answered, data: data?.response?.data, session_key: data?.request?.session_key ?? session_key }, passage)
}

async function promptDirectly(passage: Passage): Promise<ChatbotAnswer> {
  const { client, turn, options } = passage
  const { text, session_key, history } = turn
  const { path, hashed_id } = locate(passage)
  const fields = { hashed_id, session_key, messages: [...history, { role: 'user', content: text }] }
  const sent: ApiPromise<DirectPromptResponse> = passage.request(client, path, fields, options, unsafe)
  const { data: envelope, ...answer } = await sent.withResponse()
  return readAnswer({ client, route: path, envelope, ...answer, data: envelope?.data, session_key }, passage)
}

/**
 * Takes the path out of the address in the status, onto the client's own origin: the key must not follow an address that came with an answer.
 *
 * @throws ConfigurationError When the address lies elsewhere; nothing was sent.
 */
function locate({ client, manifest: { metadata, status }, ...tools }: Passage): { path: RouteString; hashed_id: string | undefined } {
  const { origin, pathname: base } = new URL(`${client.baseURL}/`)
  const address = status?.urlLLMClient
  const fail = (words: string): ConfigurationError => new tools.ConfigurationError(`Chatbot "${metadata.name}" cannot be prompted: ${words}`)
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
