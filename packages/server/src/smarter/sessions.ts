import { sha256 } from '../digest.js'
import { Problem } from '../http/problem.js'
import type { Services } from '../http/route.js'
import type { ChatSessionRecord, Records } from '../repository/repository.js'
import type { Generation } from './generation.js'

const rememberMilliseconds = 24 * 60 * 60 * 1000

/** What tells which conversation a request belongs to. */
export interface SessionRequest {
  /** The session key that the caller sent, already checked. */
  sessionKey: string | undefined
  /** The caller's device, with the ways that remember it. */
  device?: { uid: string; view: string; newSession: boolean }
}

/** Reads the session key of a request that carries it in the query, or in its body. */
export function sessionKeyOf(url: URL, body: { session_key?: string } | undefined): string | undefined {
  const key = url.searchParams.get('session_key') ?? body?.session_key
  if (key === undefined || key === '') return undefined
  if (/^[0-9a-f]{64}$/i.test(key)) return key.toLowerCase()
  const message = 'A session key has 64 hexadecimal characters.'
  throw new Problem('invalid', message, { issues: [{ path: ['query', 'session_key'], message, type: 'value_error' }] })
}

/**
 * Names the device that a `uid` stands for. The newer generation leaves the chatbot's name out of it, so that one uid used with two
 * chatbots shares one conversation.
 */
export function deviceOf({ era }: Generation, { uid, view }: { uid: string; view: string }, chatbotName: string): Promise<string> {
  return sha256([view, uid, ...(era === 'chatbot' ? [chatbotName] : [])].join('\n'))
}

/** Finds the session key of a request: the one that was sent, the one remembered for the device, or a new one. */
export async function findSessionKey(
  { chats }: Records,
  services: Services,
  generation: Generation,
  request: SessionRequest,
  chatbotName: string,
): Promise<string> {
  if (request.sessionKey !== undefined) return request.sessionKey
  if (request.device !== undefined && !request.device.newSession) {
    const remembered = await chats.findDevice(await deviceOf(generation, request.device, chatbotName))
    if (remembered !== undefined && remembered.expiresAt > services.now()) return remembered.sessionKey
  }
  return services.randomHex(32)
}

/** Opens the session when it is new, and remembers it for the device. */
export async function keepSession(
  { chats }: Records,
  services: Services,
  generation: Generation,
  request: SessionRequest,
  session: Omit<ChatSessionRecord, 'id' | 'createdAt'>,
  chatbotName: string,
): Promise<void> {
  if ((await chats.findSession({ key: session.key })) === undefined) await chats.insertSession({ ...session, createdAt: services.now() })
  if (request.device === undefined) return
  const device = await deviceOf(generation, request.device, chatbotName)
  await chats.removeExpiredDevices(services.now())
  await chats.saveDevice({ device, sessionKey: session.key, expiresAt: services.later(rememberMilliseconds) })
}
