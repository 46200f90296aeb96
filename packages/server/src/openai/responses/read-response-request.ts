import type { CreateResponseRequest, ResponseFormat, ResponseTool, ResponseToolChoice } from '@smarter-api/schemas/openai'
import { refuseUnsupported, wrongParam } from '../refusals.js'
import { offerTools } from '../tools.js'
import type { OfferedTool, ToolWish } from '../tools.js'
import { readParameters } from '../../model/model-parameters.js'
import type { ModelRequest } from '../../model/model.js'

const unsupported = {
  conversation: 'this server keeps no conversations. Send previous_response_id.',
  prompt: 'this server keeps no prompts for responses. Send model, instructions and input.',
}

/** What of a request does not depend on what came before. */
export interface ReadRequest {
  settings: Omit<ModelRequest, 'messages'>
  tools: OfferedTool[]
}

export function readResponseRequest(body: CreateResponseRequest): ReadRequest {
  refuseUnsupported(body, unsupported)
  const { model, background, stream, store } = body
  if (model === undefined) throw wrongParam('model', 'model: Field required', 'missing_required_parameter')
  if (body.input === undefined) throw wrongParam('input', 'input: Field required', 'missing_required_parameter')
  if (background && store === false) throw wrongParam('store', 'store: a background response is found by its id, so that it must be stored. Leave out store or background.')
  if (background && stream) throw wrongParam('stream', 'stream: this server does not stream background responses. Leave out stream or background.')
  const tools = (body.tools ?? []).map(toOffered)
  const format = formatOf(body)
  const settings = {
    model,
    maxTokens: body.max_output_tokens ?? null,
    jsonObject: format !== undefined && format.type !== 'text',
    parameters: readParameters({ ...body, reasoning_effort: body.reasoning?.effort, verbosity: body.text?.verbosity, response_format: format }),
    ...offerTools(tools, toWish(body.tool_choice)),
  }
  return { settings, tools }
}

/** The form of the answer, as chat completions write it. */
function formatOf({ text, response_format: format }: CreateResponseRequest): ResponseFormat | undefined {
  if (text?.format === undefined) return format
  if (text.format.type !== 'json_schema') return text.format
  const { type, ...schema } = text.format
  return { type, json_schema: schema }
}

function toOffered(tool: ResponseTool): OfferedTool {
  if (tool.type === 'function') return { type: 'function', name: tool.name, description: tool.description ?? null, parameters: tool.parameters ?? null, strict: tool.strict ?? null }
  if (tool.type === 'custom') return { type: 'custom', name: tool.name, description: tool.description ?? null }
  throw wrongParam('tools', `tools: this server has no tool ${tool.type} of its own. Send tools of the types function and custom.`, 'unsupported_parameter')
}

function toWish(choice: ResponseToolChoice | undefined): ToolWish {
  if (choice === undefined || typeof choice === 'string') return choice
  const { type, name, mode, tools } = choice
  if (type === 'function' || type === 'custom') return { name: String(name) }
  if (type !== 'allowed_tools') throw wrongParam('tool_choice', `tool_choice: this server has no tool ${type} of its own. Choose one of the tools that you send.`, 'unsupported_parameter')
  return { mode: String(mode ?? 'auto'), names: Array.isArray(tools) ? tools.map((tool: unknown) => String(Reflect.get(Object(tool), 'name'))) : [] }
}
