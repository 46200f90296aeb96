import { type Direction, map, nullish, text } from '../../direction.js'
import type { Entries } from '../../entries.js'
import { toolFunction } from '../shared/schemas.js'
import type { ToolDefinition, ToolKernelRequest } from './types.js'

export function toolKernelEntries(direction: Direction) {
  return {
    function: nullish(toolFunction(direction)),
    source_code: text,
    setup_values: map,
    attributes: map,
  } satisfies Entries<ToolKernelRequest>
}

export function toolDefinition(direction: Direction) {
  return {
    ...toolKernelEntries(direction),
    tool_type: nullish(direction.word('pinecone_search', 'google', 'mock', 'snippet', 'json_schema', 'get_api_call', 'python')),
  } satisfies Entries<ToolDefinition>
}
