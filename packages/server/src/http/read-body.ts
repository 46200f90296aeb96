import { Problem } from './problem.js'

/** Reads a body as text, no further than the limit. */
export async function readBody(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = (): Problem => new Problem('too-large', `The body is larger than ${maxBytes} bytes. Send less, or start the server with a higher limit.`)
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (request.body === null) return ''
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    pieces.push(read.value)
  }
  return decode(pieces)
}

/** The media type of a request without its parameters, in lower case; empty when there is none. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase()
}

function decode(pieces: Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode()
  } catch {
    throw new Problem('malformed-json', 'The body is not UTF-8 text. Encode it as UTF-8.')
  }
}
