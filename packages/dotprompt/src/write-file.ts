import { stringify } from 'yaml'
import { fieldNames, isDecimalField } from './kernel-fields.js'
import type { DotPrompt, Template } from './types.js'
import { writeChatTemplate } from './write-chat-template.js'

/** Every text stays on its line, so that a field can be replaced in place and no line of it looks like the closing dashes. */
const yamlOptions = {
  lineWidth: 0,
  blockQuote: false,
  doubleQuotedMinMultiLineLength: Infinity,
  aliasDuplicateObjects: false,
  compat: 'yaml-1.1',
} as const

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
  if (isDecimalField(name) && Number.isSafeInteger(value)) return `${name}: ${String(value)}.0`
  return stringify({ [name]: value }, yamlOptions).replace(/\n$/, '')
}

/** Writes a template without a final line break. */
export function writeTemplate(template: Template | undefined): string {
  if (template === undefined) return ''
  return typeof template === 'string' ? template.replace(/\r\n?/g, '\n') : writeChatTemplate(template)
}
