import type { SourceText } from './source-text.js'
import type { ChatRole } from './types.js'

/** Roles of messages; each is the name of a tag. */
export const chatRoles: readonly ChatRole[] = ['system', 'user', 'assistant', 'developer', 'tool']

const names = [...chatRoles, 'text', 'image'].join('|')
const tagStart = new RegExp(`<(/?)(${names})(?=[\\s/>])`, 'g')
const attribute = /\s+([A-Za-z_][\w-]*)\s*=\s*("[^"]*"|'[^']*')/y
const tagEnd = /\s*(\/?)>/y
const roleTagOnLine = new RegExp(`(?:^|\\n)[ \\t]*<(?:${chatRoles.join('|')})[\\s/>]`)
const escapedTag = new RegExp(`\\\\(?=</?(?:${names})(?:[\\s/>]|$))`, 'g')
const bareTag = new RegExp(`(?=</?(?:${names})(?:[\\s/>]|$))`, 'g')

/** An opening, closing or self-closing tag of a chat template. */
export interface Tag {
  name: string
  closing: boolean
  selfClosing: boolean
  attributes: Map<string, string>
  start: number
  end: number
}

/** Finds the next tag at or after an offset. A tag behind a backslash is text. */
export function nextTag(source: SourceText, offset: number): Tag | undefined {
  tagStart.lastIndex = offset
  for (let match = tagStart.exec(source.text); match !== null; match = tagStart.exec(source.text)) {
    if (source.text.charAt(match.index - 1) !== '\\') return readTag(source, match)
  }
  return undefined
}

/** Tells whether a template is made of messages: some line starts with the tag of a role. */
export function hasRoleTag(template: string): boolean {
  return roleTagOnLine.test(template)
}

/** Puts a backslash before everything in a text that would be read as a tag. */
export function escapeTags(text: string): string {
  return text.replace(bareTag, '\\')
}

/** Takes away the backslash before each tag that is meant as text. */
export function unescapeTags(text: string): string {
  return text.replace(escapedTag, '')
}

function readTag(source: SourceText, match: RegExpExecArray): Tag {
  const [opening, slash, name = ''] = match
  const attributes = new Map<string, string>()
  let end = match.index + opening.length
  for (;;) {
    attribute.lastIndex = end
    const found = attribute.exec(source.text)
    if (found === null) break
    const [, key = '', quoted = ''] = found
    if (attributes.has(key)) throw source.error(match.index, `<${name}> has the attribute ${key} twice. Remove one of the two.`)
    attributes.set(key, quoted.slice(1, -1))
    end += found[0].length
  }
  tagEnd.lastIndex = end
  const ending = tagEnd.exec(source.text)
  const closing = slash === '/'
  if (ending === null || (closing && (attributes.size > 0 || ending[1] === '/'))) {
    throw source.error(match.index, `the tag ${opening} is malformed. Write attributes as name="value" and end it with >, or write \\${opening} for plain text.`)
  }
  return { name, closing, selfClosing: ending[1] === '/', attributes, start: match.index, end: end + ending[0].length }
}
