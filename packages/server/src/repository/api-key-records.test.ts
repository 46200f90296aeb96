import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { day, ids } from '../testing/sample-records.js'
import type { ApiKeyRecord } from './repository.js'
import { UniqueConflict } from './unique-conflict.js'

const key = (id: string, name = id): ApiKeyRecord => ({ id, name, digest: `digest of ${id}`, prefix: 'smarter_ab', createdAt: day(1), lastUsedAt: null, revokedAt: null })

describe.each(engines)('keys in %s', (_name, open) => {
  it('are listed as they were kept, the oldest first, revoked ones too', async () => {
    const repository = await open()
    await repository.write(async ({ apiKeys }) => {
      await apiKeys.insert(key('b'))
      await apiKeys.insert(key('a'))
      await apiKeys.update('b', { revokedAt: day(3) })
      await apiKeys.update('a', { lastUsedAt: day(2) })
    })
    expect(await repository.read(({ apiKeys }) => apiKeys.list())).toEqual([
      { ...key('b'), revokedAt: day(3) },
      { ...key('a'), lastUsedAt: day(2) },
    ])
  })

  it('share no name while they are in force, and no digest ever', async () => {
    const repository = await open()
    await repository.write(({ apiKeys }) => apiKeys.insert(key('a', 'ci')))
    await expect(repository.write(({ apiKeys }) => apiKeys.insert(key('b', 'ci')))).rejects.toThrow(UniqueConflict)
    await repository.write(({ apiKeys }) => apiKeys.update('a', { revokedAt: day(2) }))
    await repository.write(({ apiKeys }) => apiKeys.insert(key('b', 'ci')))
    await expect(repository.write(({ apiKeys }) => apiKeys.insert({ ...key('c'), digest: 'digest of a' }))).rejects.toThrow(UniqueConflict)
    expect(ids(await repository.read(({ apiKeys }) => apiKeys.list()))).toEqual(['a', 'b'])
  })
})
