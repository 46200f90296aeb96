import type { Manifest } from '@smarter-api/schemas/smarter'
import type { ChatSessionRecord, Records } from '../repository/repository.js'
import type { Generation } from './generation.js'

const mostListed = 1000

/** A conversation as describing shows it. */
export async function describeConversation({ chats }: Records, { conversationKind }: Generation, session: ChatSessionRecord): Promise<Manifest> {
  return {
    apiVersion: 'smarter.sh/v1',
    kind: conversationKind,
    metadata: { name: session.key, description: null, version: null },
    spec: { config: { sessionKey: session.key, messages: await chats.listMessages(session.key) } },
    status: { created: session.createdAt, modified: session.createdAt },
  }
}

/** Conversations as listing shows them. */
export async function listConversations({ chats }: Records): Promise<Record<string, unknown>[]> {
  const sessions = await chats.listSessions(mostListed)
  return sessions.map(({ key, createdAt }) => ({ id: key.slice(0, 12), sessionKey: key, ipAddress: '127.0.0.1', url: null, createdAt }))
}
