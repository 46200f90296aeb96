import { Lexer } from 'yaml'

const deepest = 100
const widestIndent = 2 * deepest
const markers = new Set(['\u0002', '\u0018', '\u001f'])

/**
 * Finds the place where YAML is nested more than 100 levels deep. Ask before YAML from outside is parsed: the parser recurses, and on a
 * full stack V8 may end the process where nothing can catch it.
 *
 * @param yaml The text of a YAML document.
 * @returns The offset of the place in characters, or `undefined` when the text can be parsed safely.
 */
export function findDeepNesting(yaml: string): number | undefined {
  let offset = 0
  let brackets = 0
  let dashes = 0
  let atLineStart = true
  for (const token of new Lexer().lex(yaml)) {
    if (markers.has(token)) continue
    if (token === '[' || token === '{') brackets++
    else if (token === ']' || token === '}') brackets--
    else if (token === '-' || token === '?') dashes++
    else if (token.includes('\n')) dashes = 0
    const indent = atLineStart && token.trim() === '' && !token.includes('\n') ? token.length : 0
    if (brackets + dashes > deepest || indent > widestIndent) return offset
    atLineStart = token.includes('\n')
    offset += token.length
  }
  return undefined
}
