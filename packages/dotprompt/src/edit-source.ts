import { readFrontMatter } from './front-matter.js'
import type { FrontMatterSection } from './front-matter.js'
import { readTemplate } from './parse.js'
import { SourceText } from './source-text.js'
import type { DotPrompt, Template } from './types.js'
import { writeField, writeFields, writeTemplate } from './write-file.js'

interface Edit {
  start: number
  end: number
  replacement: string
}

/** Changes the source text of a file where the file differs from it, and nowhere else. */
export function editSource(file: DotPrompt, text: string): string {
  const source = new SourceText(text, file.filename)
  const section = readFrontMatter(source, file.type)
  const before = readTemplate(source, section)
  const after = file.template === undefined || file.template.length === 0 ? undefined : file.template
  const withTemplate = same(before, after) ? text : apply(text, [templateEdit(source, section, before, after)])
  const edited = apply(withTemplate, fieldEdits(source, section, file))
  if (edited === withTemplate || holds(edited, file)) return edited
  // Anchors, one-line maps and complex keys cannot be edited in place: their front matter is written anew.
  return apply(withTemplate, [{ start: section.start, end: section.end, replacement: writeFields(file) }])
}

function fieldEdits(source: SourceText, section: FrontMatterSection, { frontMatter }: DotPrompt): Edit[] {
  const edits: Edit[] = []
  const margin = marginOf(source, section)
  const write = (name: string) => writeField(name, own(frontMatter, name)).replaceAll('\n', `\n${margin}`)
  for (const { key, value } of section.map.items) {
    const name = String(key)
    if (same(own(frontMatter, name), own(section.values, name))) continue
    const start = section.start + key.range[0]
    const end = section.start + (value?.range[1] ?? key.range[1])
    const trailing = /\s*$/.exec(source.text.slice(start, end))?.[0] ?? ''
    edits.push(own(frontMatter, name) === undefined ? removal(source, start, end) : { start, end, replacement: write(name) + trailing })
  }
  const added = Object.keys(frontMatter).filter((name) => frontMatter[name] !== undefined && !Object.hasOwn(section.values, name))
  return [...edits, ...added.map((name) => ({ start: section.end, end: section.end, replacement: `${margin}${write(name)}\n` }))]
}

function removal(source: SourceText, start: number, end: number): Edit {
  const lineStart = source.text.lastIndexOf('\n', start) + 1
  return { start: lineStart, end: source.text.indexOf('\n', end - 1) + 1, replacement: '' }
}

function marginOf(source: SourceText, section: FrontMatterSection): string {
  const first = section.start + (section.map.range[0] ?? 0)
  return source.text.slice(source.text.lastIndexOf('\n', first - 1) + 1, first)
}

function templateEdit(source: SourceText, section: FrontMatterSection, before: Template | undefined, after: Template | undefined): Edit {
  const { text } = source
  const body = text.slice(section.bodyStart)
  const written = writeTemplate(after)
  if (Array.isArray(before) && Array.isArray(after)) {
    const start = section.bodyStart + body.length - body.trimStart().length
    return { start, end: section.bodyStart + body.trimEnd().length, replacement: written }
  }
  if (before === undefined) {
    const lineBreak = text.endsWith('\n') ? '' : '\n'
    return { start: section.bodyStart, end: text.length, replacement: `${lineBreak}${written}\n` }
  }
  return { start: section.bodyStart, end: body.endsWith('\n') ? text.length - 1 : text.length, replacement: written }
}

function apply(text: string, edits: Edit[]): string {
  return edits.reduceRight((edited, { start, end, replacement }) => new SourceText(edited).splice(start, end, replacement), text)
}

function holds(text: string, file: DotPrompt): boolean {
  try {
    const { values } = readFrontMatter(new SourceText(text), file.type)
    const names = new Set([...Object.keys(values), ...Object.keys(file.frontMatter)])
    return [...names].every((name) => same(own(values, name), own(file.frontMatter, name)))
  } catch {
    return false
  }
}

function own(values: Record<string, unknown>, name: string): unknown {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
