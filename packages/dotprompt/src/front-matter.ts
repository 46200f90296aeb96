import { isMap as isMapNode, isNode, isScalar, parseDocument, visit } from 'yaml'
import type { Document, Node, YAMLError, YAMLMap } from 'yaml'
import { findDeepNesting } from './find-deep-nesting.js'
import { findProblem } from './kernel-fields.js'
import type { Path } from './kernel-fields.js'
import type { SourceText } from './source-text.js'
import type { DotPromptType } from './types.js'

const openingFence = /^---[ \t]*(?:\n|$)/
const closingFence = /\n---[ \t]*(?=\n|$)/g
const maximumAliases = 100
// The parser takes a second for as much.
const longest = 256 * 1024

/** The front matter of a file, its nodes, and where in the text it lies. */
export interface FrontMatterSection {
  values: Record<string, unknown>
  map: YAMLMap.Parsed
  /** Offset of the YAML's first character; ranges of nodes count from here. */
  start: number
  /** Offset of the closing line of dashes. */
  end: number
  /** Offset of the first character after that line. */
  bodyStart: number
}

/** Reads and checks the YAML between the two lines of dashes. Throws a DotPromptError that points at the first problem. */
export function readFrontMatter(source: SourceText, type: DotPromptType): FrontMatterSection {
  const { start, end, bodyStart } = findFences(source)
  const yaml = source.text.slice(start, end)
  if (yaml.length > longest) throw source.error(start, `the front matter has more than ${longest} characters. Shorten it.`)
  const deep = findDeepNesting(yaml)
  if (deep !== undefined) throw source.error(start + deep, 'the YAML is nested too deeply. Flatten it.')
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true, resolveKnownTags: false, uniqueKeys: false, logLevel: 'silent' })
  const [issue] = [...document.errors, ...document.warnings]
  if (issue !== undefined) throw source.error(start + issue.pos[0], explain(issue, yaml))
  const repeated = findRepeatedKey(document)
  if (repeated !== undefined) throw source.error(start + startOf(repeated), `the key ${String(repeated)} is given twice. Remove one of the two.`)
  const map: unknown = document.contents
  if (!isMapNode<never, never>(map)) {
    const offset = isNode(map) ? startOf(map) : 0
    throw source.error(start + offset, 'the front matter must be a map of fields. Write at least `model: gpt-4o`.')
  }
  const values = toValues(source, document, start)
  const problem = findProblem(values, type)
  if (problem !== undefined) throw source.error(start + locate(document, problem.path), problem.reason)
  return { values, map: map as YAMLMap.Parsed, start, end, bodyStart }
}

function findFences(source: SourceText): { start: number; end: number; bodyStart: number } {
  const opening = openingFence.exec(source.text)
  if (opening === null) {
    throw source.error(0, 'the front matter is missing. Start the file with a line of three dashes, `model: gpt-4o` and another line of three dashes.')
  }
  const start = opening[0].length
  closingFence.lastIndex = start - 1
  const closing = closingFence.exec(source.text)
  if (closing === null) throw source.error(0, 'the front matter is never closed. Add a line of three dashes before the template.')
  const bodyStart = Math.min(closing.index + closing[0].length + 1, source.text.length)
  return { start, end: closing.index + 1, bodyStart }
}

function explain(issue: YAMLError, yaml: string): string {
  if (issue.code === 'TAG_RESOLVE_FAILED') return `the front matter must not use custom tags (${yaml.slice(...issue.pos)}). Remove the tag.`
  return `the YAML is not valid: ${issue.message}. Correct it, or put the value in quotes.`
}

/** The parser's own search takes time in proportion to the square of the keys. */
function findRepeatedKey(document: Document.Parsed): Node | undefined {
  let repeated: Node | undefined
  visit(document, {
    Map(_, { items }) {
      const names = new Set<unknown>()
      repeated = items.map(({ key }) => key).filter(isScalar).find(({ value }) => names.size === names.add(value).size)
      return repeated && visit.BREAK
    },
  })
  return repeated
}

function toValues(source: SourceText, document: Document.Parsed, start: number): Record<string, unknown> {
  try {
    return document.toJS({ maxAliasCount: maximumAliases }) as Record<string, unknown>
  } catch {
    let offset = 0
    visit(document, {
      Alias(_, alias) {
        offset = startOf(alias)
        return alias.resolve(document) === undefined ? visit.BREAK : undefined
      },
    })
    throw source.error(start + offset, 'the alias has no anchor above it, or aliases multiply too often. Write the value out.')
  }
}

function locate(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node)) return startOf(node)
  }
  return isNode(document.contents) ? startOf(document.contents) : 0
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0
}
