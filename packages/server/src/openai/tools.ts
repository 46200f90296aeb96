import type { ModelRequest, ModelTool, ModelToolCall } from '../model/model.js'
import { wrongParam } from './refusals.js'

/** A tool of a request. A custom one takes free text in place of arguments. */
export interface OfferedTool extends ModelTool {
  type: 'function' | 'custom'
}

/** Which tool a caller wants: a word, one by its name, or some of them. */
export type ToolWish = string | { name: string } | { mode: string; names: string[] } | undefined

/** Tells a model of its tools. Models know functions alone, so that a custom tool is offered as one without parameters. */
export function offerTools(tools: OfferedTool[], wish: ToolWish): Pick<ModelRequest, 'tools' | 'toolChoice'> {
  const known = tools.map(({ type: _type, ...tool }) => tool)
  if (wish === undefined || typeof wish === 'string') {
    if (wish === 'required' && tools.length === 0) throw wrongParam('tool_choice', 'tool_choice: some tool is required, but there are no tools. Send tools too.')
    return { tools: known, ...(wish === undefined ? {} : { toolChoice: wish }) }
  }
  const names = 'name' in wish ? [wish.name] : wish.names
  const unknown = names.find((name) => !tools.some((tool) => tool.name === name))
  if (unknown !== undefined) throw wrongParam('tool_choice', `tool_choice: there is no tool "${unknown}" in tools. Add it, or choose another one.`)
  if ('name' in wish) return { tools: known, toolChoice: { name: wish.name } }
  return { tools: known.filter(({ name }) => names.includes(name)), toolChoice: wish.mode }
}

/** Whether a call is one of a custom tool. */
export function isCustomCall(tools: OfferedTool[], { function: { name } }: ModelToolCall): boolean {
  return tools.some((tool) => tool.type === 'custom' && tool.name === name)
}
