import { textIn, toStructure, toValue, treeIn } from './attribute-tree.js'
import type { AttributeTree } from './attribute-tree.js'
import { asObject, known } from './as-object.js'

/** A message in the form of the API, not checked yet. */
export interface Message extends Record<string, unknown> {
  role: string
}

const roles = new Map([
  ...['user', 'assistant', 'system', 'tool', 'developer'].map((name) => [name, name] as const),
  ...([['ai', 'assistant'], ['model', 'assistant'], ['function', 'tool']] as const),
])

/** Reads messages in the newer form: `gen_ai.input.messages` is JSON, and each has parts. */
export function readParts(ai: AttributeTree | undefined, side: 'input' | 'output'): Message[] {
  const system = side === 'input' ? readJson(textIn(ai, 'system_instructions')) : []
  const instructions = system.length > 0 ? [toMessage({ role: 'system', parts: system })] : []
  return [...instructions, ...readJson(textIn(treeIn(ai, side), 'messages')).map((message) => toMessage(asObject(message)))]
}

function readJson(text: string | undefined): unknown[] {
  const value = text === undefined ? [] : toStructure(text)
  return Array.isArray(value) ? value : []
}

function toMessage({ role, parts: told, name }: Record<string, unknown>): Message {
  const parts = (Array.isArray(told) ? told : []).map(asObject)
  const calls = parts.filter(({ type }) => type === 'tool_call').map((call) => toToolCall(call))
  const answered = parts.find(({ type }) => type === 'tool_call_response')
  const items = parts.flatMap(toItem)
  return {
    role: answered === undefined ? toRole(role) : 'tool',
    ...known({
      name: typeof name === 'string' ? name : undefined,
      content: answered === undefined ? joinItems(items) : toText(answered['response'] ?? answered['result'] ?? answered['content']),
      tool_call_id: answered?.['id'],
      tool_calls: calls.length > 0 ? calls : undefined,
    }),
  }
}

/** One text stands alone, as most clients write it. */
function joinItems(items: Record<string, unknown>[]): unknown {
  const [first] = items
  if (items.length === 1 && first?.['type'] === 'text') return first['text']
  return items.length === 0 ? undefined : items
}

function toItem({ type, content, uri, modality }: Record<string, unknown>): Record<string, unknown>[] {
  if (type === 'text') return [{ type: 'text', text: toText(content) }]
  return type === 'uri' && modality === 'image' ? [{ type: 'image_url', image_url: { url: toText(uri) } }] : []
}

function toToolCall({ id, name, arguments: told }: Record<string, unknown>): Record<string, unknown> {
  return { id: toText(id), type: 'function', function: { name: toText(name), arguments: told === undefined ? undefined : toText(told) } }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '')
}

/** Whoever has a role that the API does not know speaks to the model from outside. */
function toRole(role: unknown): string {
  return roles.get(String(role)) ?? 'user'
}

/** Reads messages in the older form: `gen_ai.prompt.0.content`, whose text is JSON where the content has parts. */
export function readOldMessages(tree: AttributeTree | undefined): Message[] {
  const indexes = Object.keys(tree ?? {}).filter((name) => /^\d+$/.test(name))
  return indexes.map((index) => toOldMessage(treeIn(tree, index)))
}

function toOldMessage(told: AttributeTree | undefined): Message {
  const content = textIn(told, 'content')
  const calls = Object.values(treeIn(told, 'tool_calls') ?? {}).map((call) => toToolCall(asObject(toValue(call))))
  return {
    role: toRole(textIn(told, 'role')),
    ...known({
      content: content?.startsWith('[') === true ? readContent(content) : content,
      tool_call_id: textIn(told, 'tool_call_id'),
      tool_calls: calls.length > 0 ? calls : undefined,
    }),
  }
}

/** A text that begins like a list may be no more than a text. */
function readContent(text: string): unknown {
  const told = toStructure(text)
  const items = Array.isArray(told) ? told.map(asObject) : []
  if (items.length === 0 || items.some(({ type }) => typeof type !== 'string')) return text
  return items.filter(({ type }) => type === 'text' || type === 'image_url')
}
