import type { AgentRequest } from '@smarter-api/schemas/humanloop'
import type { ServerOptions } from '../options.js'
import { connectHumanloop } from './connect.js'

/** A function that only the caller can run. */
export const lookUp = { name: 'look_up', description: 'Looks up an order.', parameters: { type: 'object', properties: { order: { type: 'string' } } } }

export const helper: AgentRequest = {
  path: 'support/helper',
  model: 'gpt-4o',
  template: [{ role: 'system', content: 'Help {{name}}.' }],
  tools: [{ type: 'inline', json_schema: lookUp }],
}

/** A message of the user. */
export function says(content: string) {
  return { role: 'user', content }
}

/** A link to a file, as a tool. */
export function link(file_id: string, more: object = {}) {
  return { type: 'file' as const, link: { file_id, ...more } }
}

/** A server with one Agent, and a way to call it. */
export async function withAgent(changes: Partial<AgentRequest> = {}, options?: ServerOptions) {
  const connection = connectHumanloop(options)
  const agent = await connection.ask('POST /agents', {}, { ...helper, ...changes })
  const inputs = { name: 'Ada' }
  const call = (content: string, more: object = {}) => connection.ask('POST /agents/call', {}, { id: agent.id, inputs, messages: [says(content)], ...more })
  return { ...connection, agent, id: agent.id, inputs, call }
}
