import type { Manifest, PromptSession, PromptTurn } from '@smarter-api/schemas/smarter'
import type { ChatSessionRecord, Records } from '../repository/repository.js'
import type { Row } from './rows.js'

const mostListed = 1000

/** A conversation as describing shows it. */
export async function describeConversation({ chats }: Records, kind: string, session: ChatSessionRecord): Promise<Manifest> {
  return {
    apiVersion: 'smarter.sh/v1',
    kind,
    metadata: { name: session.key, description: null, version: null },
    spec: { config: { sessionKey: session.key, messages: await chats.listMessages(session.key) } },
    status: { created: session.createdAt, modified: session.createdAt },
  }
}

export function listConversations({ chats }: Records): Promise<ChatSessionRecord[]> {
  return chats.listSessions(mostListed)
}

/** A conversation as `get` lists it. */
export function toConversationRow({ id, key, createdAt }: ChatSessionRecord): Row {
  return { id: String(id), sessionKey: key, ipAddress: '127.0.0.1', url: null, createdAt }
}

/** A conversation as the lists of history show it. */
export function toPromptSession({ id, key, manifestId, createdAt }: ChatSessionRecord): PromptSession {
  return {
    id,
    created_at: createdAt,
    updated_at: createdAt,
    name: null,
    description: null,
    version: null,
    annotations: null,
    session_key: key,
    ip_address: '127.0.0.1',
    user_agent: null,
    url: null,
    user_profile: 1,
    llm_client: manifestId,
  }
}

/** A conversation with what was said in it. */
export async function toPromptTurn({ chats }: Records, session: ChatSessionRecord): Promise<PromptTurn> {
  const messages = await chats.listMessages(session.key)
  const asked = messages.filter((message) => Reflect.get(message, 'role') !== 'assistant')
  return {
    id: session.id,
    prompt: { ...toPromptSession(session) },
    created_at: session.createdAt,
    updated_at: session.createdAt,
    request: { session_key: session.key, messages: asked },
    response: { messages: messages.filter((message) => !asked.includes(message)) },
    messages,
  }
}
