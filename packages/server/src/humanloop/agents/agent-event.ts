import type { AgentCallStreamResponse, AgentEventPayload, AgentEventType, AgentLogStreamResponse, LogOutcome } from '@smarter-api/schemas/humanloop'
import type { FileVersion } from '../files/file-kind.js'

export type AgentEvent = AgentCallStreamResponse

/** What an event says beyond its type and its Log. */
interface EventDetails {
  payload?: AgentEventPayload | null
  /** A remark for people. */
  message?: string
}

/** Makes events of one Log. */
export function eventsOf(logId: string, now: () => string): (type: AgentEventType, details?: EventDetails) => AgentEvent {
  return (type, { payload = null, message = '' } = {}) => ({ log_id: logId, message, type, created_at: now(), payload })
}

/** What is new in the answer of an Agent. */
export function agentDelta(logId: string, { file, version }: FileVersion, news: LogOutcome): AgentLogStreamResponse {
  return { ...news, id: logId, agent_id: file.id, version_id: version.id }
}
