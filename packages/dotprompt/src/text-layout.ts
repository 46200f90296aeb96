const level = '  '

/** The margin of what lies inside an element whose tags have this margin. */
export function deeper(margin: string): string {
  return margin + level
}

/**
 * Lays out a text between tags that have this margin, so that {@link readText} gives it back exactly:
 * on lines of its own, one level deeper than its tags, unless its own indentation would be lost.
 */
export function layOutText(text: string, margin: string): string {
  const lines = text.split('\n')
  const inner = deeper(margin)
  if (isBlank(text) && lines.length === 1) return text
  if (isBlank(lines[0])) return `\n${lines.map((line) => inner + line).join('\n')}\n${margin}`
  if (commonMargin(lines) !== '') return `${text}\n${margin}`
  return `\n${lines.map((line) => (line === '' ? '' : inner + line)).join('\n')}\n${margin}`
}

/**
 * Reads the text between two tags. Text that starts below its tag loses the common indentation of its lines;
 * text that starts beside its tag is taken as it is. One line break next to each tag is layout.
 */
export function readText(raw: string, margin: string): string {
  const opening = /^[ \t]*\n/.exec(raw)
  const inner = opening === null ? raw : raw.slice(opening[0].length)
  const text = inner.replace(/\n[ \t]*$/, '')
  if (opening === null) return text
  if (text === inner && isBlank(text)) return ''
  const lines = text.split('\n')
  const [first = ''] = lines
  // A first line of blanks alone says that the margin is one level, so that deeper indentation below it is content.
  const removed = first !== '' && isBlank(first) ? deeper(margin) : commonMargin(lines)
  return lines.map((line) => line.slice(sharedLength(line, removed))).join('\n')
}

/** Tells whether a text has nothing but blanks and line breaks. */
export function isBlank(text: string | undefined): boolean {
  return text === undefined || /^[ \t\n]*$/.test(text)
}

function commonMargin(lines: string[]): string {
  const margins = lines.filter((line) => !isBlank(line)).map((line) => /^[ \t]*/.exec(line)?.[0] ?? '')
  return margins.reduce((shared, margin) => shared.slice(0, sharedLength(margin, shared)), margins[0] ?? '')
}

function sharedLength(line: string, margin: string): number {
  let length = 0
  while (length < margin.length && line[length] === margin[length]) length++
  return length
}
