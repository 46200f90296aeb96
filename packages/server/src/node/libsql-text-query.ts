import type { LogFilter } from '../repository/repository.js'

/** The filters of a list that look for parts of texts. */
type WantedTexts = Pick<LogFilter, 'search' | 'metadataSearch' | 'ids'>

/** How many characters are indexed as one. */
const window = 3
/** More of them do not narrow a search any further, and each has to be looked up. */
const mostWindows = 10
const mostIds = 20

/** What a text is indexed and asked for as: the tokenizer ends at U+0000. */
export function toIndexed(text: string): string {
  return text.replaceAll('\0', ' ')
}

/** A query in the words of FTS5 that every log with these texts answers, and some others too; `undefined` where the texts are too short for it. */
export function toTextQuery({ search, metadataSearch, ids = [] }: WantedTexts): string | undefined {
  const texts = [search, metadataSearch].map((text) => holding(text?.toLowerCase() ?? ''))
  const oneOf = ids.length > mostIds ? [] : ids.map(holding)
  const parts = [...texts, oneOf.includes(undefined) || oneOf.length === 0 ? undefined : `(${oneOf.join(' OR ')})`].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' AND ')
}

function holding(text: string): string | undefined {
  const windows = spread([...windowsOf(toIndexed(text))])
  return windows.length === 0 ? undefined : `(${windows.map((part) => `"${part.replaceAll('"', '""')}"`).join(' AND ')})`
}

function windowsOf(text: string): Set<string> {
  const characters = [...text]
  return new Set(characters.slice(window - 1).map((_, start) => characters.slice(start, start + window).join('')))
}

/** Takes them evenly, but not the first: ids begin alike. */
function spread(windows: string[]): string[] {
  const step = Math.ceil(windows.length / mostWindows)
  return windows.filter((_, index) => index % step === step - 1)
}
