import { nextTag, unescapeTags } from './chat-tags.js'
import type { Tag } from './chat-tags.js'
import type { SourceText } from './source-text.js'
import { isBlank, readText } from './text-layout.js'
import type { ChatRole, ChatTemplateMessage, ContentPart, ImagePart, ToolCall } from './types.js'

const attributeNames: Record<string, string[]> = { image: ['url', 'detail'], tool: ['name', 'id'], text: [] }
const imageDetails: ReadonlySet<string> = new Set(['high', 'low', 'auto'])

/** Reads the messages from an offset to the end of the text. Throws a DotPromptError that points at the first mistake. */
export function readChatTemplate(source: SourceText, start: number): ChatTemplateMessage[] {
  const messages: ChatTemplateMessage[] = []
  let position = start
  for (;;) {
    const tag = nextTag(source, position)
    refuseText(source, position, tag?.start ?? source.text.length)
    if (tag === undefined) return messages
    if (tag.closing) throw source.error(tag.start, `</${tag.name}> closes nothing. Remove it, or open <${tag.name}> before it.`)
    if (tag.name === 'text' || tag.name === 'image') {
      throw source.error(tag.start, `<${tag.name}> is outside of a message. Put it inside <user> … </user>.`)
    }
    const { message, end } = readMessage(source, tag, tag.name as ChatRole)
    messages.push(message)
    position = end
  }
}

interface Content {
  /** Texts beside the parts, in order with them. */
  parts: (string | ContentPart)[]
  calls: ToolCall[]
  end: number
}

function readMessage(source: SourceText, tag: Tag, role: ChatRole): { message: ChatTemplateMessage; end: number } {
  refuseAttributes(source, tag, attributeNames[tag.name] ?? ['name'])
  const message: ChatTemplateMessage = { role }
  const name = tag.attributes.get('name')
  if (role === 'tool') message.tool_call_id = requireAttribute(source, tag, 'id', 'the id of the request that this result answers')
  if (name !== undefined) message.name = name
  if (tag.selfClosing) return { message, end: tag.end }
  const { parts, calls, end } = readContent(source, tag)
  const [only] = parts
  if (parts.length === 1 && typeof only === 'string') message.content = only
  else if (parts.length > 0) message.content = parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part))
  if (calls.length > 0) message.tool_calls = calls
  return { message, end }
}

function readContent(source: SourceText, open: Tag): Content {
  const content: Content = { parts: [], calls: [], end: open.end }
  const margin = marginOf(source, open)
  for (;;) {
    const tag = nextTag(source, content.end)
    if (tag === undefined) throw neverClosed(source, open)
    const raw = source.text.slice(content.end, tag.start)
    const alone = tag.closing && content.parts.length === 0 && content.calls.length === 0
    if (alone || !isBlank(raw)) content.parts.push(unescapeTags(readText(raw, margin)))
    content.end = tag.end
    if (tag.closing) {
      if (tag.name !== open.name) throw mismatched(source, open, tag)
      return content
    }
    if (tag.name === 'text') content.parts.push({ type: 'text', text: readPlain(source, tag, content) })
    else if (tag.name === 'image') content.parts.push(readImage(source, tag))
    else if (tag.name === 'tool' && open.name === 'assistant') content.calls.push(readToolCall(source, tag, content))
    else throw misplaced(source, open, tag)
  }
}

function readPlain(source: SourceText, open: Tag, content: Content): string {
  refuseAttributes(source, open, attributeNames[open.name] ?? [])
  if (open.selfClosing) return ''
  const tag = nextTag(source, open.end)
  if (tag === undefined) throw neverClosed(source, open)
  if (!tag.closing) throw misplaced(source, open, tag)
  if (tag.name !== open.name) throw mismatched(source, open, tag)
  content.end = tag.end
  return unescapeTags(readText(source.text.slice(open.end, tag.start), marginOf(source, open)))
}

function readImage(source: SourceText, tag: Tag): ImagePart {
  refuseAttributes(source, tag, attributeNames['image'] ?? [])
  if (!tag.selfClosing) throw source.error(tag.start, '<image> is not closed in its own tag. Write <image url="…" />.')
  const url = requireAttribute(source, tag, 'url', 'the address of the image')
  const detail = tag.attributes.get('detail')
  if (detail === undefined) return { type: 'image_url', image_url: { url } }
  if (!isImageDetail(detail)) throw source.error(tag.start, `the detail of <image> must be high, low or auto, got "${detail}". Write one of these.`)
  return { type: 'image_url', image_url: { url, detail } }
}

function readToolCall(source: SourceText, tag: Tag, content: Content): ToolCall {
  const id = requireAttribute(source, tag, 'id', 'an id that the result repeats')
  const name = requireAttribute(source, tag, 'name', 'the name of the tool')
  const json = readPlain(source, tag, content)
  if (isBlank(json)) return { id, type: 'function', function: { name } }
  const problem = findArgumentsProblem(json)
  if (problem !== undefined) throw source.error(tag.end + source.text.slice(tag.end).search(/[^ \t\n]/), problem)
  return { id, type: 'function', function: { name, arguments: json } }
}

/** Tells what is wrong with the arguments of a tool request. Variables may stand in for values, so texts with them are not judged. */
export function findArgumentsProblem(json: string): string | undefined {
  if (/\{[{%]/.test(json)) return undefined
  try {
    JSON.parse(json)
    return undefined
  } catch {
    return 'the arguments of <tool> must be JSON. Write an object such as {"city": "Oslo"}.'
  }
}

function isImageDetail(word: string): word is 'high' | 'low' | 'auto' {
  return imageDetails.has(word)
}

function marginOf(source: SourceText, tag: Tag): string {
  let start = tag.start
  while (' \t'.includes(source.text.charAt(start - 1)) && start > 0) start--
  return start === 0 || source.text[start - 1] === '\n' ? source.text.slice(start, tag.start) : ''
}

function requireAttribute(source: SourceText, tag: Tag, name: string, meaning: string): string {
  const value = tag.attributes.get(name)
  if (value === undefined || value === '') throw source.error(tag.start, `<${tag.name}> needs the attribute ${name}: ${meaning}. Write <${tag.name} ${name}="…">.`)
  return value
}

function refuseAttributes(source: SourceText, tag: Tag, allowed: string[]): void {
  const unknown = [...tag.attributes.keys()].find((name) => !allowed.includes(name))
  if (unknown === undefined) return
  const remedy = allowed.length === 0 ? 'Remove it.' : `Remove it, or use ${allowed.join(' or ')}.`
  throw source.error(tag.start, `<${tag.name}> does not know the attribute ${unknown}. ${remedy}`)
}

function refuseText(source: SourceText, start: number, end: number): void {
  const offset = source.text.slice(start, end).search(/[^ \t\n]/)
  if (offset === -1) return
  throw source.error(start + offset, 'there is text outside of the messages. Put it inside <system>, <user> or <assistant>, or set `endpoint: complete`.')
}

function neverClosed(source: SourceText, open: Tag): Error {
  return source.error(open.start, `<${open.name}> is never closed. Add </${open.name}>, or write \\<${open.name}> for plain text.`)
}

function mismatched(source: SourceText, open: Tag, tag: Tag): Error {
  const line = source.text.slice(0, open.start).split('\n').length
  return source.error(tag.start, `</${tag.name}> does not match <${open.name}> of line ${line}. Write </${open.name}>, or \\</${tag.name}> for plain text.`)
}

function misplaced(source: SourceText, open: Tag, tag: Tag): Error {
  return source.error(tag.start, `<${tag.name}> cannot be inside <${open.name}>. Close <${open.name}> before it, or write \\<${tag.name}> for plain text.`)
}
