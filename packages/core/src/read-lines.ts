import { ResponseParseError } from './errors.js'

/** Reads lines of JSON, as `toReadableStream()` writes them. Blank lines are skipped. */
export async function* readLines<T>(lines: ReadableStream<Uint8Array>): AsyncGenerator<T, void, undefined> {
  const decoder = new TextDecoder()
  const reader = lines.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const parts = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split(/\r\n|\n|\r(?!$)/)
      rest = done ? '' : (parts.pop() ?? '')
      for (const line of parts) if (line.trim()) yield parseLine<T>(line)
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
