import { Lexer } from 'yaml'
import type { SourceText } from './source-text.js'

const deepest = 100
const widestIndent = 2 * deepest
const markers = new Set(['\u0002', '\u0018', '\u001f'])

/**
 * Refuses YAML that is nested too deeply, before it is composed: the composer recurses, and on a full stack V8 may end the process
 * where nothing can catch it.
 */
export function checkDepth(yaml: string, source: SourceText, start: number): void {
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
    if (brackets + dashes > deepest || indent > widestIndent) throw source.error(start + offset, 'the YAML is nested too deeply. Flatten it.')
    atLineStart = token.includes('\n')
    offset += token.length
  }
}
