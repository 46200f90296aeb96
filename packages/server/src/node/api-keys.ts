import { sha256, toHex } from '../digest.js'
import type { ApiKeyRecord, Records, Repository } from '../repository/repository.js'
import { StartError } from './start-error.js'

const scheme = 'smarter_'
const randomBytes = 32
const shownLetters = 8
const longestName = 100

/** A stored key as it may be shown: without the key. */
export type ApiKey = Omit<ApiKeyRecord, 'digest'>

/** A key that was just made. */
export interface NewApiKey extends ApiKey {
  /** What callers send. It is not kept anywhere: whoever loses it makes another. */
  key: string
}

/**
 * Makes a key that opens every server on the same data, and stores its SHA-256 digest. From the first stored key on, the servers need one;
 * those that run notice within a second.
 *
 * @param options.repository Where the server's data is, such as `libsqlRepository(dataFile)`.
 * @param options.name What people call the key, up to 100 characters. Unique among the keys in force.
 * @throws {StartError} When the name is blank, too long or taken.
 */
export async function createApiKey({ repository, name }: { repository: Repository; name: string }): Promise<NewApiKey> {
  // eslint-disable-next-line no-control-regex -- a name is shown on terminals
  if (name.trim() === '' || name.length > longestName || /[\u0000-\u001f\u007f]/.test(name)) {
    throw new StartError(`The name of a key is a text of up to ${longestName} characters in one line, such as "ci".`)
  }
  const key = scheme + toHex(crypto.getRandomValues(new Uint8Array(randomBytes)))
  const record: ApiKeyRecord = {
    id: `key_${toHex(crypto.getRandomValues(new Uint8Array(randomBytes / 4)))}`,
    name,
    digest: await sha256(key),
    prefix: key.slice(0, scheme.length + shownLetters),
    createdAt: new Date().toISOString(),
    lastUsedAt: null,
    revokedAt: null,
  }
  await repository.write(async (records) => {
    if (findInForce(await records.apiKeys.list(), name) !== undefined) throw new StartError(`There is a key "${name}" already. Choose another name, or revoke that one first.`)
    await records.apiKeys.insert(record)
  })
  return { ...withoutDigest(record), key }
}

/** Lists the stored keys, revoked ones too, the oldest first. */
export async function listApiKeys({ repository }: { repository: Repository }): Promise<ApiKey[]> {
  return (await repository.read(({ apiKeys }) => apiKeys.list())).map(withoutDigest)
}

/**
 * Takes a key out of force, in servers that run within a second. It stays in the list; a key that is revoked already stays as it is. Servers
 * need a key even after the last one is revoked.
 *
 * @param options.repository Where the server's data is.
 * @param options.idOrName The key's id, or the name of one that is in force.
 * @throws {StartError} When there is no such key.
 */
export async function revokeApiKey({ repository, idOrName }: { repository: Repository; idOrName: string }): Promise<ApiKey> {
  return repository.write(async (records) => withoutDigest(await revoke(records, idOrName)))
}

async function revoke({ apiKeys }: Records, idOrName: string): Promise<ApiKeyRecord> {
  const keys = await apiKeys.list()
  const key = keys.find(({ id }) => id === idOrName) ?? findInForce(keys, idOrName)
  if (key === undefined) throw new StartError(`There is no key "${idOrName}" in force. List the keys to see their names and ids.`)
  if (key.revokedAt !== null) return key
  const revokedAt = new Date().toISOString()
  await apiKeys.update(key.id, { revokedAt })
  return { ...key, revokedAt }
}

function findInForce(keys: ApiKeyRecord[], name: string): ApiKeyRecord | undefined {
  return keys.find((key) => key.name === name && key.revokedAt === null)
}

function withoutDigest({ digest: _digest, ...key }: ApiKeyRecord): ApiKey {
  return key
}
