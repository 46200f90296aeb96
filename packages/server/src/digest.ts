import { sorted } from './sorted.js'

/** @throws {TypeError} Where the host cannot make digests. */
export function requireDigests(): void {
  if ((globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined) return
  throw new TypeError(
    'The server needs crypto.subtle, which is missing here. Pages have it on https and on localhost alone; under Jest with jsdom, put webcrypto of node:crypto in ' +
      'place of globalThis.crypto in a file of setupFiles.',
  )
}

/** The SHA-256 digest of bytes, or of a text in UTF-8, in hexadecimal. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', typeof content === 'string' ? new TextEncoder().encode(content) : content)
  return toHex(new Uint8Array(digest))
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Writes JSON with sorted keys, so that equal values give equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(sorted(Object.entries(member), ([one], [other]) => (one < other ? -1 : 1)))
      : member,
  )
}
