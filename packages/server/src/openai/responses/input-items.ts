import type { ResponseInputItem, ResponseInputMessage, ResponseInputPart, ResponseKeptItem, ResponseOutputMessage, ResponseOutputPart } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import { wrongParam } from '../refusals.js'

const prefixes: Record<string, string> = { message: 'msg', function_call: 'fc', custom_tool_call: 'ctc', function_call_output: 'fco', custom_tool_call_output: 'cto', reasoning: 'rs' }

/** Puts what a model is told into the form that is kept: items with ids, messages in parts. References become what they refer to. */
export function toKeptItems(services: Services, input: string | ResponseInputItem[], history: readonly ResponseKeptItem[]): ResponseKeptItem[] {
  const items: ResponseInputItem[] = typeof input === 'string' ? [{ role: 'user', content: input }] : input
  return items.map((item) => (item.type === 'item_reference' ? findReferred(String(item.id), history) : toKeptItem(services, item)))
}

function toKeptItem({ createId }: Services, item: ResponseInputItem): ResponseKeptItem {
  const given: unknown = Reflect.get(item, 'id')
  const id = typeof given === 'string' ? given : createId(prefixes[item.type ?? 'message'] ?? 'item')
  return isMessage(item) ? toKeptMessage(item, id) : { ...item, id }
}

export function isMessage(item: ResponseInputItem): item is ResponseInputMessage | ResponseOutputMessage {
  return item.type === undefined || item.type === 'message'
}

function toKeptMessage({ role, content }: ResponseInputMessage | ResponseOutputMessage, id: string): ResponseKeptItem {
  const parts: (ResponseInputPart | ResponseOutputPart)[] = typeof content === 'string' ? [toPart(role, content)] : content
  return { type: 'message', id, status: 'completed', role, content: parts }
}

function toPart(role: string, text: string): ResponseInputPart {
  return role === 'assistant' ? { type: 'output_text', text, annotations: [] } : { type: 'input_text', text }
}

function findReferred(id: string, history: readonly ResponseKeptItem[]): ResponseKeptItem {
  const found = history.find((item) => item.id === id)
  if (found !== undefined) return found
  throw wrongParam('input', `input: there is no item ${id} in what came before. Send the item itself, or the previous_response_id that leads to it.`)
}
