import { readTime } from '../read-time.js'

const outcome =
  'output output_message messages error stdout created_at start_time end_time provider_latency provider_request provider_response ' +
  'prompt_tokens reasoning_tokens output_tokens prompt_cost output_cost finish_reason judgment marked_completed'
const context = 'tool_choice inputs source metadata source_datapoint_id user environment save log_id'
const fields = new Set(`${outcome} ${context}`.split(' '))
const notSaved = new Set('messages inputs output output_message provider_request provider_response stdout'.split(' '))
const times = new Set(['created_at', 'start_time', 'end_time'])

/** Whether Logs have a field of this name, which says something about a call or what came of it. */
export function isLogField(name: string): boolean {
  return fields.has(name)
}

/** What a Log keeps. */
export type LogContent = Record<string, unknown>

/** Chooses what a Log keeps of what it is told, with times in full. Without `save`, inputs and outputs are left out. */
export function toLogContent(told: object, save: unknown): LogContent {
  const kept = Object.entries(told).filter(([name]) => fields.has(name) && (save !== false || !notSaved.has(name)))
  return Object.fromEntries(kept.map(([name, value]: [string, unknown]) => [name, times.has(name) && typeof value === 'string' ? readTime(value, 'body', name) : value]))
}

/** Changes what a Log keeps, field by field; `null` empties a field. The time of its making is no part of the content. */
export function changeLogContent(content: LogContent, changes: object): LogContent {
  const { created_at: _createdAt, ...told } = toLogContent(changes, content['save'])
  return { ...content, ...told }
}
