import * as v from 'valibot'
import { type Direction, map, nullish, text, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { modelSettings, toolFunction } from '../shared/schemas.js'
import type { AgentInlineTool, AgentKernelRequest, AgentLimits, AgentLinkedFileRequest, LinkedFileRequest } from './types.js'

function onAgentCall(direction: Direction) {
  return nullish(direction.word('stop', 'continue'))
}

export function linkedFileEntries(direction: Direction) {
  return {
    type: v.literal('file'),
    link: direction.object({ file_id: v.string(), environment_id: text, version_id: text } satisfies Entries<LinkedFileRequest>),
    on_agent_call: onAgentCall(direction),
  } satisfies Entries<AgentLinkedFileRequest>
}

export function inlineTool(direction: Direction): Schema<AgentInlineTool> {
  return direction.object({
    type: v.literal('inline'),
    json_schema: toolFunction(direction),
    on_agent_call: onAgentCall(direction),
  } satisfies Entries<AgentInlineTool>)
}

export function agentLimits(direction: Direction) {
  return { attributes: map, max_iterations: nullish(direction.integer()) } satisfies Entries<AgentLimits>
}

export function agentKernelEntries(direction: Direction) {
  const tool = variant<AgentLinkedFileRequest | AgentInlineTool>(direction, 'type', {
    file: direction.object(linkedFileEntries(direction)),
    inline: inlineTool(direction),
  })
  return { ...modelSettings(direction), ...agentLimits(direction), tools: nullish(v.array(tool)) } satisfies Entries<AgentKernelRequest>
}

export function agentKernel(direction: Direction): Schema<AgentKernelRequest> {
  return direction.object(agentKernelEntries(direction))
}
