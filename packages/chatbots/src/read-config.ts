import { request, type RequestOptions, ResponseParseError, type RouteString, type SmarterClient } from '@smarter-api/core'
import type { ChatConfig, ChatConfigResponse } from '@smarter-api/schemas/smarter'
import type { AnyChatbotManifest, ChatbotKind } from './generation.js'
import { isNew, type Session } from './send-prompt.js'

// By name on servers of both generations: by id, servers from 0.14 ask for a browser's CSRF token.
const routes: Record<ChatbotKind, RouteString> = {
  Chatbot: 'POST /cli/chat/config/{name}/{?uid,new_session}',
  LLMClient: 'POST /cli/prompt/config/{name}/{?uid,new_session}',
}

/** Retrieves the config of a conversation, and with it the session key that the server goes on with. */
export async function readConfig(client: SmarterClient, { kind, metadata: { name } }: AnyChatbotManifest, session: Session, options: RequestOptions): Promise<ChatConfig> {
  const { uid, session_key } = session
  const answer = await request<ChatConfigResponse>(client, routes[kind], { name, uid, new_session: isNew(session), session_key }, options)
  if (typeof answer?.data?.session_key === 'string') return answer.data
  throw new ResponseParseError(`Chatbot "${name}" answered without a session key. Check baseURL.`, { body: answer })
}
