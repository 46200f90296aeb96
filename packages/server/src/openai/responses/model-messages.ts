import type { ResponseInputItem } from '@smarter-api/schemas/openai'
import type { ModelMessage, ModelToolCall } from '../../model/model.js'
import { wrongParam } from '../refusals.js'
import { isMessage } from './input-items.js'
import { toModelContent } from './model-content.js'

/** Puts items into the form that models take. Calls of tools that come one after the other become one message; thoughts are left out. */
export function toModelMessages(items: readonly ResponseInputItem[]): ModelMessage[] {
  checkCalls(items)
  const messages: ModelMessage[] = []
  for (const item of items) {
    const call = toCall(item)
    const last = messages.at(-1)
    if (call !== undefined && last?.role === 'assistant' && last.tool_calls) last.tool_calls.push(call)
    else if (call !== undefined) messages.push({ role: 'assistant', content: null, tool_calls: [call] })
    else if (isMessage(item)) messages.push({ role: item.role, content: toModelContent(item.content) })
    else if (isOutput(item)) messages.push({ role: 'tool', tool_call_id: item.call_id, content: toModelContent(item.output) })
  }
  return messages
}

function toCall(item: ResponseInputItem): ModelToolCall | undefined {
  if (item.type === 'function_call') return { id: item.call_id, type: 'function', function: { name: item.name, arguments: item.arguments } }
  if (item.type === 'custom_tool_call') return { id: item.call_id, type: 'function', function: { name: item.name, arguments: item.input } }
  return undefined
}

type Output = Extract<ResponseInputItem, { type: 'function_call_output' | 'custom_tool_call_output' }>

function isOutput(item: ResponseInputItem): item is Output {
  return item.type === 'function_call_output' || item.type === 'custom_tool_call_output'
}

/** Every call needs its output, and every output its call. */
function checkCalls(items: readonly ResponseInputItem[]): void {
  const calls = items.flatMap((item) => toCall(item)?.id ?? [])
  const outputs = items.filter(isOutput).map(({ call_id: id }) => id)
  const unasked = outputs.find((id) => !calls.includes(id))
  if (unasked !== undefined) throw wrongParam('input', `input: no tool call ${unasked} comes before its output. Send the call too, or the previous_response_id that holds it.`)
  const open = calls.find((id) => !outputs.includes(id))
  if (open !== undefined) throw wrongParam('input', `input: the tool call ${open} has no output. Send an item with its call_id and the output of the tool.`)
}
