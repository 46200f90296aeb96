import { sorted } from './sorted.js'

/** @throws {TypeError} Where the host cannot make digests. */
export function requireDigests(): void {
  if ((globalThis.crypto as Partial<Crypto> | undefined)?.subtle !== undefined) return
  throw new TypeError(
    'The server needs crypto.subtle, which is missing here. Pages have it on https and on localhost alone; under Jest with jsdom, put webcrypto of node:crypto in ' +
      'place of globalThis.crypto in a file of setupFiles.',
  )
}

/** Longer contents are digested beside everything else. */
const shortLength = 16_384

/** Digests as Node.js makes them at once, for which `crypto.subtle` needs another thread, and several times as long. */
interface DigestHost {
  process?: { getBuiltinModule?(name: 'crypto'): { createHash(name: 'sha256'): { update(content: string | Uint8Array): { digest(form: 'hex'): string } } } | undefined }
}

/** The SHA-256 digest of bytes, or of a text in UTF-8, in hexadecimal. */
export async function sha256(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const { process } = globalThis as DigestHost
  const native = content.length > shortLength ? undefined : process?.getBuiltinModule?.('crypto')
  if (native !== undefined) return native.createHash('sha256').update(content).digest('hex')
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
