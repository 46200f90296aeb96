import { sha256 } from '../digest.js'

/** The keys that open the server. */
export interface Keyring {
  /** Whether a key is needed at all. */
  readonly locked: boolean
  /** Whether the key is one of ours; takes the same time for every wrong key. */
  opens(key: string): Promise<boolean>
}

export function createKeyring(keys: readonly string[]): Keyring {
  const digests = Promise.all(keys.map(sha256))
  return {
    locked: keys.length > 0,
    async opens(key) {
      const given = await sha256(key)
      let opened = false
      for (const known of await digests) opened = equals(known, given) || opened
      return opened
    },
  }
}

function equals(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
