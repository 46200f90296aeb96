import type { FlowLogRequest, Log } from '@smarter-api/schemas/humanloop'
import type { ServerOptions } from '../options.js'
import { connectHumanloop } from './connect.js'

/** A server with one Flow, its id, and ways to log its runs and their steps. */
export async function withFlow(options: ServerOptions = {}) {
  const connection = connectHumanloop(options)
  const { ask } = connection
  const flow = await ask('POST /flows', {}, { path: 'support/answer', attributes: { step: 1 } })
  const logRun = (fields: Partial<FlowLogRequest> = {}) => ask('POST /flows/log', {}, { id: flow.id, ...fields })
  const logStep = (trace_parent_id: string, fields: object = {}) => ask('POST /prompts/log', {}, { path: 'step', prompt: { model: 'm' }, trace_parent_id, ...fields })
  const getLog = (id: string) => ask('GET /logs/{id}', { id })
  return { ...connection, flow, id: flow.id, logRun, logStep, getLog }
}

/** The ids of a Log's steps, and of theirs. */
export function outline({ id, trace_children: steps }: Log): unknown[] {
  return [id, ...(steps ?? []).map(outline)]
}
