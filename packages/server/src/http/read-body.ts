import { smallBody } from './body-room.js'
import type { ClaimRoom } from './body-room.js'
import { Problem } from './problem.js'

/** What is taken of bodies. */
export interface BodyLimits {
  maxBytes: number
  claim: ClaimRoom
}

/** Reads a body, no further than the limit. A large one waits until there is room for it. */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes, claim } = limits
  refuseEncoded(request)
  const length = request.headers.get('content-length')
  if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes)
  if (Number(length ?? 0) > smallBody) await claim(Number(length))
  // Servers take no more from the wire than the length that was told, and read a body at once far faster than in pieces.
  const bytes = length === null ? await readPieces(request, limits) : new Uint8Array(await request.arrayBuffer().catch(refuseBroken))
  if (bytes.byteLength > maxBytes) throw tooLarge(maxBytes)
  return bytes
}

async function readPieces({ body }: Request, { maxBytes, claim }: BodyLimits): Promise<Uint8Array<ArrayBuffer>> {
  if (body === null) return new Uint8Array()
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = body.getReader()
  const next = (): ReturnType<typeof reader.read> => reader.read().catch(refuseBroken)
  for (let read = await next(); !read.done; read = await next()) {
    if (size <= smallBody && size + read.value.byteLength > smallBody) await claim(maxBytes)
    size += read.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw tooLarge(maxBytes)
    }
    pieces.push(read.value)
  }
  return joined(pieces, size)
}

function tooLarge(maxBytes: number): Problem {
  return new Problem('too-large', `The body is larger than ${maxBytes} bytes. Send less, or start the server with a higher limit.`)
}

/** Bodies are taken as they are: a small one could be decoded to an endless one. */
function refuseEncoded({ headers }: Request): void {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (encoding !== '' && encoding !== 'identity') throw new Problem('media-type', 'This server does not decode bodies. Send the body as it is, without content-encoding.')
}

function refuseBroken(): never {
  throw new Problem('unreadable', 'The body broke off before its end. Send the request again.')
}

/** The media type of a request without its parameters, in lower case; empty when there is none. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type')?.split(';')[0] ?? '').trim().toLowerCase()
}

/** Reads bytes as UTF-8. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('malformed-json', 'The body is not UTF-8 text. Encode it as UTF-8.')
  }
}

function joined(pieces: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size)
  let position = 0
  for (const piece of pieces) {
    bytes.set(piece, position)
    position += piece.byteLength
  }
  return bytes
}
