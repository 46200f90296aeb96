import type { SmarterChatMessage } from '@smarter-api/schemas/smarter'
import type { Exchange } from '../http/route.js'
import { readParameters } from '../model/model-parameters.js'
import { completeAnswer } from '../model/model.js'
import type { ModelMessage, ModelResult } from '../model/model.js'
import type { ManifestRecord, Records } from '../repository/repository.js'
import { choosePlugins, withPlugins } from './chat-plugins.js'
import type { ChosenPlugin } from './chat-plugins.js'
import { configOf } from './chatbot-manifest.js'
import type { Generation } from './generation.js'
import { findSessionKey, keepSession } from './sessions.js'
import type { SessionRequest } from './sessions.js'

/** One prompt to a chatbot, whose session is known. */
export interface ChatTurn {
  chatbot: ManifestRecord
  session: SessionRequest
  sessionKey: string
  /** What the model reads: instructions, the conversation so far, and what is new. */
  messages: SmarterChatMessage[]
  /** What the caller said. */
  spoken: SmarterChatMessage[]
  inputText: string
  /** The plugins that take part. */
  plugins: ChosenPlugin[]
}

/**
 * Prepares a turn. What the server has stored wins: when the conversation has begun, only the last user message of the request counts.
 */
export async function beginTurn(
  { services }: Exchange,
  generation: Generation,
  chatbot: ManifestRecord,
  session: SessionRequest,
  sent: SmarterChatMessage[],
): Promise<ChatTurn> {
  const spoken = sent.filter(({ role }) => role !== 'smarter' && role !== 'smarter_error' && role !== 'system')
  const inputText = textOf(lastOfUser(spoken)[0])
  const { sessionKey, history, plugins } = await services.repository.read(async (records) => {
    const key = await findSessionKey(records, services, generation, session, chatbot.name)
    const known = (await records.chats.listMessages(key)) as SmarterChatMessage[]
    return { sessionKey: key, history: known, plugins: await choosePlugins(records, chatbot, inputText) }
  })
  const messages = [...history, ...gainOf(chatbot, history, spoken)]
  return { chatbot, session, sessionKey, messages, spoken, inputText, plugins }
}

export async function askModel({ services }: Exchange, turn: ChatTurn): Promise<ModelResult> {
  const { provider, defaultModel, defaultMaxTokens, defaultTemperature: temperature } = configOf(turn.chatbot)
  const messages = withPlugins(turn.messages, turn.plugins).map(toModelMessage)
  return completeAnswer(services.model, { provider, model: defaultModel, messages, maxTokens: defaultMaxTokens, parameters: readParameters({ temperature }) })
}

/** Stores what the conversation gained. Another turn may have begun it in the meantime, so what is stored is read again. */
export async function keepTurn(records: Records, { services }: Exchange, generation: Generation, turn: ChatTurn, output: string): Promise<void> {
  const { chatbot, session, sessionKey, spoken } = turn
  await keepSession(records, services, generation, session, { key: sessionKey, manifestId: chatbot.id }, chatbot.name)
  const gained = gainOf(chatbot, await records.chats.listMessages(sessionKey), spoken)
  await records.chats.append(sessionKey, [...gained, { role: 'assistant', content: output }])
}

function gainOf(chatbot: ManifestRecord, history: object[], spoken: SmarterChatMessage[]): SmarterChatMessage[] {
  return history.length > 0 ? lastOfUser(spoken) : [...opening(chatbot), ...spoken]
}

function lastOfUser(spoken: SmarterChatMessage[]): SmarterChatMessage[] {
  return spoken.filter(({ role }) => role === 'user').slice(-1)
}

/** The system prompt, and the welcome when there is one. */
function opening(chatbot: ManifestRecord): SmarterChatMessage[] {
  const { defaultSystemRole, appWelcomeMessage } = configOf(chatbot)
  return [
    { role: 'system', content: defaultSystemRole },
    { role: 'assistant', content: appWelcomeMessage },
  ]
}

function toModelMessage({ role, content, name, tool_call_id, tool_calls }: SmarterChatMessage): ModelMessage {
  return { role, content, name: name ?? null, tool_call_id: tool_call_id ?? null, tool_calls: tool_calls ?? null }
}

function textOf(message: SmarterChatMessage | undefined): string {
  return typeof message?.content === 'string' ? message.content : ''
}
