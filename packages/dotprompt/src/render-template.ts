import { DotPromptError, MissingVariablesError } from './dot-prompt-error.js'
import type { ChatTemplateMessage, ContentPart, Template, TemplateLanguage } from './types.js'

// A name, or the call of a tool such as `search("news")`. Every alternative ends at the first brace, so hostile texts cost linear time.
const variable = /\{\{\s?([\w.[\]]+|[\w-]+\([\w\-,\s"]+\))\s?\}\}/g

/** Options of {@link renderTemplate} and {@link listVariables}. */
export interface RenderOptions {
  /** The file's `template_language`. `jinja` is refused: the platform renders it. Default: `default`. */
  templateLanguage?: TemplateLanguage | null | undefined
  /** Most characters of all texts together, with what is filled in. A few inputs, filled in often, grow beyond all memory. Default: no limit. */
  maxLength?: number | undefined
}

/**
 * Fills the variables of a template with inputs: in a text, or in the texts and image addresses of messages. The template stays as it is.
 *
 * A variable is `{{ name }}` with at most one blank on each side; names have letters, digits, `_`, `.`, `[` and `]`.
 * The call of a tool, `{{ tool("x") }}`, is looked up by its whole text, `tool("x")`. Inputs that are no text become JSON.
 * What an input holds is never expanded again. Tool requests are left alone.
 *
 * @param template Text, or messages.
 * @param inputs Value of each variable, by name. Null and undefined count as missing.
 * @param options `templateLanguage` of the file, and how long the result may be.
 * @throws {MissingVariablesError} Naming every variable without an input, sorted.
 * @throws {DotPromptError} For a Jinja template, an input that JSON cannot hold, or a result that is too long.
 *
 * Source: rules of `populate_template` in Humanloop's Python SDK.
 */
export function renderTemplate(template: string, inputs: Readonly<Record<string, unknown>>, options?: RenderOptions): string
export function renderTemplate(
  template: readonly ChatTemplateMessage[],
  inputs: Readonly<Record<string, unknown>>,
  options?: RenderOptions,
): ChatTemplateMessage[]
export function renderTemplate(template: Template, inputs: Readonly<Record<string, unknown>>, options?: RenderOptions): Template
export function renderTemplate(
  template: string | readonly ChatTemplateMessage[],
  inputs: Readonly<Record<string, unknown>>,
  options?: RenderOptions,
): Template {
  const names = listVariables(template, options)
  const missing = names.filter((name) => !Object.hasOwn(inputs, name) || inputs[name] === undefined || inputs[name] === null)
  if (missing.length > 0) throw new MissingVariablesError(missing)
  const values = new Map(names.map((name) => [name, toText(name, inputs[name])]))
  const grow = measureLength(options?.maxLength)
  return mapTemplateTexts(template, (text) => {
    let end = 0
    const filled = text.replace(variable, (placeholder, name: string, start: number) => {
      const value = values.get(name) ?? ''
      grow(start - end + value.length)
      end = start + placeholder.length
      return value
    })
    grow(text.length - end)
    return filled
  })
}

/** Counts characters, and refuses more than there may be before they are put together. */
function measureLength(most = Infinity): (more: number) => void {
  let length = 0
  return (more) => {
    length += more
    if (length > most) throw new DotPromptError(`the filled template has more than ${most} characters. Give shorter inputs, or use them less often.`)
  }
}

/**
 * Lists the variables of a template, sorted, each once.
 *
 * @param template Text, or messages.
 * @param options `templateLanguage` of the file.
 * @throws {DotPromptError} For a Jinja template.
 */
export function listVariables(template: string | readonly ChatTemplateMessage[], options: RenderOptions = {}): string[] {
  if (options.templateLanguage === 'jinja') {
    throw new DotPromptError('Jinja templates are rendered by the platform, not locally. Call the prompt there, or set `template_language: default`.')
  }
  const names = new Set<string>()
  mapTemplateTexts(template, (text) => {
    for (const [, name = ''] of text.matchAll(variable)) names.add(name)
    return text
  })
  // oxlint-disable-next-line unicorn/no-array-sort -- toSorted is newer than our target, ES2022, and this array is fresh
  return Array.from(names).sort()
}

/**
 * Changes every text of a template that may hold variables: the text itself, or contents, text parts and image addresses of messages. The template
 * stays as it is. With it, a renderer of another template language fills what {@link renderTemplate} fills.
 *
 * @param template Text, or messages.
 * @param change Gives the new text for each.
 */
export function mapTemplateTexts(template: string | readonly ChatTemplateMessage[], change: (text: string) => string): Template {
  if (typeof template === 'string') return change(template)
  return template.map((message) => {
    const { content } = message
    if (typeof content === 'string') return { ...message, content: change(content) }
    return Array.isArray(content) ? { ...message, content: content.map((part) => mapPart(part, change)) } : { ...message }
  })
}

function mapPart(part: ContentPart, change: (text: string) => string): ContentPart {
  if (part.type === 'text') return { ...part, text: change(part.text) }
  // Templates that were stored elsewhere may have parts of kinds that came later.
  if (part.type !== 'image_url') return part
  return { ...part, image_url: { ...part.image_url, url: change(part.image_url.url) } }
}

function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  try {
    const json: string | undefined = JSON.stringify(value)
    if (json !== undefined) return json
  } catch (cause) {
    throw new DotPromptError(unusable(name), {}, { cause })
  }
  throw new DotPromptError(unusable(name))
}

function unusable(name: string): string {
  return `the input ${name} has no JSON form. Give a text, a number, true or false, a list or a map.`
}
