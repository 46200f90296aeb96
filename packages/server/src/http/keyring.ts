import { sha256 } from '../digest.js'
import type { ApiKeyRecord, Repository } from '../repository/repository.js'

/** How long stored keys are taken to be as they were last read: so long a key may work after it is revoked in another process. */
export const freshMilliseconds = 1000
const hour = 3_600_000

/** The keys that open the server: those it was given at its start, and those that are stored. */
export interface Keyring {
  /** Whether a key is needed at all: one was given, or one was ever stored. Whoever revokes the last one does not open the server to all. */
  isLocked(): Promise<boolean>
  /** Whether the key is one of ours; takes the same time for every wrong or revoked key. */
  opens(key: string): Promise<boolean>
}

/** What a keyring works with. */
export interface KeyringHost {
  repository: Repository
  /** The time, ISO 8601 in UTC. */
  now(): string
  /** Lets work go on beside the request. */
  background(work: Promise<void>): void
}

/** Keys are random and long, so nobody finds one from its digest by trying, and a slow digest as for passwords would protect nothing more. */
export function createKeyring(keys: readonly string[], { repository, now, background }: KeyringHost): Keyring {
  const given = Promise.all(keys.map(sha256))
  const stored = remembered(() => repository.read(({ apiKeys }) => apiKeys.list()))
  const noted = new Map<string, string>()

  function noteUse(key: Pick<ApiKeyRecord, 'id' | 'lastUsedAt'>): void {
    const time = now()
    const last = noted.get(key.id) ?? key.lastUsedAt
    if (last !== null && Date.parse(time) - Date.parse(last) < hour) return
    noted.set(key.id, time)
    background(repository.write(({ apiKeys }) => apiKeys.update(key.id, { lastUsedAt: time })))
  }

  return {
    isLocked: async () => keys.length > 0 || (await stored()).length > 0,
    async opens(key) {
      const digest = await sha256(key)
      if (chosen(await given, digest, (known) => known) !== undefined) return true
      const inForce = (await stored()).filter(({ revokedAt }) => revokedAt === null)
      const found = chosen(inForce, digest, (known) => known.digest)
      if (found !== undefined) noteUse(found)
      return found !== undefined
    },
  }
}

/** Reads again what was read a while ago, once for all who ask meanwhile. */
function remembered<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let last: { value: Promise<Value>; since: number } | undefined
  return () => {
    if (last !== undefined && performance.now() - last.since < freshMilliseconds) return last.value
    const value = read()
    const current = { value, since: performance.now() }
    last = current
    value.catch(() => {
      if (last === current) last = undefined
    })
    return value
  }
}

/** Finds the one with a digest; looks at all of them, and at all of each. */
function chosen<Item>(items: readonly Item[], digest: string, digestOf: (item: Item) => string): Item | undefined {
  let found: Item | undefined
  for (const item of items) if (equals(digestOf(item), digest)) found = item
  return found
}

function equals(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index)
  return difference === 0
}
