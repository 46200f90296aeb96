import { chatRoles, escapeTags } from './chat-tags.js'
import { DotPromptError } from './dot-prompt-error.js'
import { findArgumentsProblem } from './read-chat-template.js'
import { deeper, isBlank, layOutText } from './text-layout.js'
import type { ChatTemplateMessage, ContentPart, ToolCall } from './types.js'

/** Writes messages in the form that files hold. Throws a DotPromptError for what has no written form. */
export function writeChatTemplate(messages: readonly ChatTemplateMessage[]): string {
  return messages.map(writeMessage).join('\n\n')
}

function writeMessage(message: ChatTemplateMessage, index: number): string {
  const { role, content } = message
  const calls = message.tool_calls ?? []
  const refuse = (reason: string) => new DotPromptError(`message ${index + 1} of the template cannot be written: ${reason}`)
  if (!chatRoles.includes(role)) throw refuse(`the role ${role} is unknown. Use ${chatRoles.join(', ')}.`)
  if ((message.thinking ?? []).length > 0) throw refuse('thinking has no form in a file. Remove it.')
  if (calls.length > 0 && role !== 'assistant') throw refuse(`only an assistant asks for tools, not the role ${role}. Remove its tool_calls.`)
  if (role === 'tool' ? !message.tool_call_id : message.tool_call_id) throw refuse('tool_call_id belongs to the role tool, and to no other. Correct it.')
  const open = openTag(role, { name: message.name, id: message.tool_call_id })
  if (typeof content === 'string' && calls.length === 0) return `${open}>${writeText(content, '')}</${role}>`
  const text = typeof content === 'string' && !isBlank(content) ? writeText(content, '') : '\n'
  const parts = Array.isArray(content) ? content.map(writePart) : []
  const children = [...parts, ...calls.map(writeToolCall)].map((child) => `${deeper('')}${child}\n`)
  return children.length === 0 ? `${open} />` : `${open}>${text}${children.join('')}</${role}>`
}

function writePart(part: ContentPart): string {
  if (part.type === 'text') return `<text>${writeText(part.text, deeper(''))}</text>`
  return `${openTag('image', { url: part.image_url.url, detail: part.image_url.detail })} />`
}

function writeToolCall(call: ToolCall): string {
  const open = openTag('tool', { name: call.function.name, id: call.id })
  const json = call.function.arguments ?? ''
  if (isBlank(json)) return `${open} />`
  const problem = findArgumentsProblem(json)
  if (problem !== undefined) throw new DotPromptError(problem)
  return `${open}>${writeText(json, deeper(''))}</tool>`
}

function writeText(text: string, margin: string): string {
  return layOutText(escapeTags(text.replace(/\r\n?/g, '\n')), margin)
}

function openTag(name: string, attributes: Record<string, string | null | undefined>): string {
  const written = Object.entries(attributes).map(([key, value]) => (value === undefined || value === null ? '' : ` ${key}=${quote(key, value)}`))
  return `<${name}${written.join('')}`
}

function quote(key: string, value: string): string {
  if (value === '') throw new DotPromptError(`the attribute ${key} cannot be written: it is empty. Give it a value, or leave it out.`)
  if (!value.includes('"')) return `"${value}"`
  if (!value.includes("'")) return `'${value}'`
  throw new DotPromptError(`the attribute ${key} cannot be written: it holds both kinds of quotes. Remove one kind.`)
}
