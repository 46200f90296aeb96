import type { ChatCompletionTool, ChatToolChoice, CreateChatCompletionRequest } from '@smarter-api/schemas/openai'
import { readParameters } from '../../model/model-parameters.js'
import type { ModelRequest } from '../../model/model.js'
import { refuseUnsupported } from '../refusals.js'
import { offerTools } from '../tools.js'
import type { OfferedTool, ToolWish } from '../tools.js'

const unsupported = {
  audio: 'this server gives no spoken answers. Leave it out.',
  functions: 'this is the older form. Send tools.',
  function_call: 'this is the older form. Send tool_choice.',
  logprobs: 'the models of this server do not tell how likely their tokens were. Leave it out.',
  web_search_options: 'this server does not search the web. Leave it out.',
}

/** A chat in the form that models take. */
export interface ReadChatRequest {
  request: ModelRequest
  tools: OfferedTool[]
}

export function readChatRequest(body: CreateChatCompletionRequest): ReadChatRequest {
  refuseUnsupported(body, unsupported)
  const tools = (body.tools ?? []).map(toOffered)
  const { model, messages, stop, response_format: format } = body
  const request: ModelRequest = {
    model,
    messages,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    stop: typeof stop === 'string' ? [stop] : (stop ?? []),
    jsonObject: format !== undefined && format.type !== 'text',
    parameters: readParameters(body),
    ...offerTools(tools, toWish(body.tool_choice)),
  }
  return { request, tools }
}

function toOffered(tool: ChatCompletionTool): OfferedTool {
  return tool.type === 'function' ? { type: 'function', ...tool.function } : { type: 'custom', name: tool.custom.name, description: tool.custom.description ?? null }
}

function toWish(choice: ChatToolChoice | undefined): ToolWish {
  if (choice === undefined || typeof choice === 'string') return choice
  if (choice.type === 'function') return { name: choice.function.name }
  if (choice.type === 'custom') return { name: choice.custom.name }
  const { mode, tools } = choice.allowed_tools
  return { mode: String(mode ?? 'auto'), names: Array.isArray(tools) ? tools.map(nameOf) : [] }
}

function nameOf(tool: unknown): string {
  const { function: called, custom } = Object(tool) as { function?: unknown; custom?: unknown }
  return String(Reflect.get(Object(called ?? custom), 'name'))
}
