import { stringify } from 'yaml'
import { fieldNames, isDecimalField } from './kernel-fields.js'
import type { DotPrompt, Template } from './types.js'
import { writeChatTemplate } from './write-chat-template.js'

/** Writes a file anew: fields in their usual order, then unknown ones, then the template. */
export function writeFile(file: DotPrompt): string {
  const body = writeTemplate(file.template)
  return `---\n${writeFields(file)}---\n${body === '' ? '' : `${body}\n`}`
}

/** Writes all fields of a front matter, one after the other. */
export function writeFields({ frontMatter, type }: DotPrompt): string {
  const names = new Set([...fieldNames(type), ...Object.keys(frontMatter)])
  const present = [...names].filter((name) => Object.hasOwn(frontMatter, name) && frontMatter[name] !== undefined)
  return present.map((name) => `${writeField(name, frontMatter[name])}\n`).join('')
}

/** Writes one field without a final line break. Tools are JSON, as in Humanloop's files; YAML 1.1 readers see the same values. */
export function writeField(name: string, value: unknown): string {
  if (name === 'tools') return `tools: ${JSON.stringify(value, null, 2)}`
  if (isDecimalField(name) && Number.isInteger(value)) return `${name}: ${String(value)}.0`
  const options = { lineWidth: 0, blockQuote: false, compat: 'yaml-1.1', aliasDuplicateObjects: false } as const
  return stringify({ [name]: value }, options).replace(/\n$/, '')
}

/** Writes a template without a final line break. */
export function writeTemplate(template: Template | undefined): string {
  if (template === undefined) return ''
  return typeof template === 'string' ? template.replace(/\r\n?/g, '\n') : writeChatTemplate(template)
}
