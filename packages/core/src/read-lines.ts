import { ResponseParseError } from './errors.js'

/** Reads lines of JSON, as `toReadableStream()` writes them. Blank lines are skipped. */
export async function* readLines<T>(source: ReadableStream<Uint8Array>): AsyncGenerator<T, void, undefined> {
  const decoder = new TextDecoder()
  const reader = source.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const lines = (done ? decoder.decode() : decoder.decode(value, { stream: true })).split(/[\r\n]/)
      lines[0] = `${rest}${lines[0]}`
      rest = done ? '' : lines.splice(-1).join('')
      for (const line of lines) if (line.trim()) yield parseLine<T>(line)
      if (done) return
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function parseLine<T>(line: string): T {
  try {
    return JSON.parse(line) as T
  } catch {
    throw new ResponseParseError(`A line of the stream is not JSON (${line.length} characters)`)
  }
}
