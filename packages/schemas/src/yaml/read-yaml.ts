import { type Document, isAlias, isMap, isNode, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument, Parser, visit } from 'yaml'

const deepest = 100
const maximumAliases = 100

/** A place in a text. */
export interface TextPlace {
  /** The line, counted from 1. */
  line: number
  /** The column, counted from 1. */
  column: number
}

/** What a YAML text says, or the first thing that is wrong with it. */
export type YamlReading =
  | {
      ok: true
      /** What the text says, as JSON would say it. */
      value: unknown
      /** Finds the field at a path, or what comes closest to it. */
      locate(path: readonly PropertyKey[]): TextPlace
    }
  | ({
      ok: false
      /** What is wrong, without words of the text, which may hold a secret. */
      problem: string
    } & TextPlace)

const words: Record<string, string> = {
  BAD_INDENT: 'an indentation is wrong, or a bracket is not closed',
  BLOCK_AS_IMPLICIT_KEY: 'an indentation is wrong, or a text with a colon lacks quotes',
  BAD_SCALAR_START: 'a text begins with a sign that needs quotes around it',
  MISSING_CHAR: 'a quote, a bracket, a comma or a space is missing',
  MULTIPLE_DOCS: 'there is more than one document',
  TAB_AS_INDENT: 'a tab is used to indent',
  TAG_RESOLVE_FAILED: 'a tag is not known',
}

/**
 * Reads one YAML document, or JSON, which is YAML too.
 *
 * Texts from outside are safe to read: nesting and the growth of aliases are bounded, and only what JSON can say comes out.
 *
 * @param text - The text.
 * @returns The value with the places of its fields, or the first problem. It does not throw.
 *
 * @example
 * ```ts
 * const yaml = readYaml('kind: Secret')
 * if (yaml.ok) console.log(yaml.value, yaml.locate(['kind']))
 * ```
 */
export function readYaml(text: string): YamlReading {
  const deep = findDeepNesting(text)
  if (deep) return { ok: false, problem: `it is nested more than ${deepest} levels deep`, ...deep }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, resolveKnownTags: false, uniqueKeys: false, logLevel: 'error' })
  const placeAt = (offset: number): TextPlace => placeIn(lines, offset)
  const [issue] = [...document.errors, ...document.warnings]
  if (issue) return { ok: false, problem: words[issue.code] ?? issue.code.toLowerCase().replaceAll('_', ' '), ...placeAt(issue.pos[0]) }
  const repeated = findRepeatedKey(document)
  if (repeated !== undefined) return { ok: false, problem: 'a key is given twice', ...placeAt(repeated) }
  try {
    const value: unknown = document.toJS({ maxAliasCount: maximumAliases })
    // Refuses an alias that contains itself.
    JSON.stringify(value)
    return { ok: true, value, locate: (path) => placeAt(offsetOf(document, path)) }
  } catch {
    return { ok: false, problem: 'an alias has no anchor above it, contains itself, or multiplies too often', ...placeAt(firstAlias(document)) }
  }
}

/** Ask before the text is composed: that recurses, and on a full stack V8 may end the process where nothing can catch it. */
function findDeepNesting(text: string): TextPlace | undefined {
  const lines = new LineCounter()
  lines.addNewLine(0)
  const parser = new Parser(lines.addNewLine)
  for (const lexeme of new Lexer().lex(text)) {
    Array.from(parser.next(lexeme))
    if (parser.stack.length > deepest) return placeIn(lines, parser.offset)
  }
  return undefined
}

/** The parser's own search takes time in proportion to the square of the keys. */
function findRepeatedKey(document: Document.Parsed): number | undefined {
  let repeated: Node | undefined
  visit(document, {
    Map(_key, { items }) {
      const names = new Set<unknown>()
      repeated = items.map(({ key }) => key).filter(isScalar).find(({ value }) => names.size === names.add(value).size)
      return repeated && visit.BREAK
    },
  })
  return repeated && (repeated.range?.[0] ?? 0)
}

function placeIn(lines: LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    let place: unknown
    if (isMap(node)) {
      const pair = node.items.find(({ key: name }) => isScalar(name) && name.value === key)
      place = pair?.key
      node = pair?.value
    } else if (isSeq(node)) {
      place = node = node.items[Number(key)]
    }
    if (!isNode(place)) return offset
    offset = place.range?.[0] ?? offset
  }
  return offset
}

function firstAlias(document: Document.Parsed): number {
  let offset = 0
  visit(document, {
    Alias(_key, alias) {
      offset = alias.range?.[0] ?? 0
      return visit.BREAK
    },
  })
  return offset
}
