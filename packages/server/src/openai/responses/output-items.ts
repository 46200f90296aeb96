import type { ResponseFunctionCall, ResponseCustomToolCall, ResponseOutputItem, ResponseOutputMessage, ResponseOutputText } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import type { ModelResult, ModelToolCall } from '../../model/model.js'
import { isCustomCall } from '../tools.js'
import type { OfferedTool } from '../tools.js'

export type MadeCall = (ResponseFunctionCall | ResponseCustomToolCall) & { id: string }

/** What a model made, as items. */
export function toOutputItems(services: Services, result: ModelResult, tools: OfferedTool[]): ResponseOutputItem[] {
  const calls = result.toolCalls.map((call) => toCallItem(services, call, tools))
  return speaks(result) ? [toMessageItem(services.createId('msg'), result), ...calls] : calls
}

/** Whether a model said something: it may only ask for tools. */
export function speaks({ output, toolCalls }: ModelResult): boolean {
  return output !== '' || toolCalls.length === 0
}

export function toMessageItem(id: string, { output, finishReason }: ModelResult): ResponseOutputMessage {
  return { type: 'message', id, status: finishReason === 'length' || finishReason === 'content_filter' ? 'incomplete' : 'completed', role: 'assistant', content: [toTextPart(output)] }
}

export function toTextPart(text: string): ResponseOutputText {
  return { type: 'output_text', text, annotations: [], logprobs: [] }
}

export function toCallItem({ createId }: Services, call: ModelToolCall, tools: OfferedTool[]): MadeCall {
  const { name, arguments: given } = call.function
  return isCustomCall(tools, call)
    ? { type: 'custom_tool_call', id: createId('ctc'), call_id: call.id, name, input: given }
    : { type: 'function_call', id: createId('fc'), call_id: call.id, name, arguments: given, status: 'completed' }
}
