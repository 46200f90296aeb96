import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApiKey, listApiKeys, revokeApiKey } from '../node/api-keys.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { connect } from '../testing/connect.js'
import { engines } from '../testing/engines.js'

const second = 1000

// The first read of keys decides for the next second; tests go on to a later one.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

function asker(repository: Repository, options: { apiKeys?: string[]; clock?: () => Date } = {}) {
  const { send } = connect('', { repository, ...options })
  return {
    send,
    humanloop: async (key?: string) => (await send('GET /v5/prompts', undefined, key === undefined ? {} : { 'x-api-key': key })).status,
  }
}

describe.each(engines)('stored keys in %s', (_name, open) => {
  it('lock a running server from the first one on, open it, and stop to open it when they are revoked', async () => {
    const repository = await open()
    const { humanloop } = asker(repository)
    expect(await humanloop()).toBe(200)
    const { key, id } = await createApiKey({ repository, name: 'ci' })
    const other = await createApiKey({ repository, name: 'laptop' })
    vi.advanceTimersByTime(second)
    expect([await humanloop(), await humanloop('wrong'), await humanloop(key), await humanloop(other.key)]).toEqual([401, 401, 200, 200])
    await revokeApiKey({ repository, idOrName: 'ci' })
    vi.advanceTimersByTime(second)
    expect([await humanloop(key), await humanloop(other.key)]).toEqual([401, 200])
    await revokeApiKey({ repository, idOrName: other.id })
    vi.advanceTimersByTime(second)
    expect([await humanloop(key), await humanloop(other.key), await humanloop()]).toEqual([401, 401, 401])
    expect((await revokeApiKey({ repository, idOrName: id })).id).toBe(id)
  })
})

describe('stored keys', () => {
  it('are shown once, and kept as digests with their beginning', async () => {
    const repository = memoryRepository()
    const { key, ...shown } = await createApiKey({ repository, name: 'ci' })
    expect(key).toMatch(/^smarter_[0-9a-f]{64}$/)
    expect(shown).toMatchObject({ name: 'ci', prefix: key.slice(0, 16), lastUsedAt: null, revokedAt: null })
    expect(await listApiKeys({ repository })).toEqual([shown])
    const kept = JSON.stringify(await repository.read(({ apiKeys }) => apiKeys.list()))
    expect([kept.includes(key), kept.includes('digest')]).toEqual([false, true])
    expect(JSON.stringify(await listApiKeys({ repository }))).not.toContain('digest')
  })

  it('open every API in its own way, beside the keys that were given', async () => {
    const repository = memoryRepository()
    const { key } = await createApiKey({ repository, name: 'ci' })
    const { send } = asker(repository, { apiKeys: ['given'] })
    for (const opening of [key, 'given']) {
      expect((await send('GET /v5/prompts', undefined, { 'x-api-key': opening })).status).toBe(200)
      expect((await send('POST /api/v1/cli/whoami/', undefined, { authorization: `Token ${opening}` })).status).toBe(200)
      for (const scheme of ['Bearer', 'token']) expect((await send('GET /v1/files', undefined, { authorization: `${scheme} ${opening}` })).status).toBe(200)
    }
  })

  it('refuse a missing, a wrong and a revoked key in the words of each API', async () => {
    const repository = memoryRepository()
    const { key } = await createApiKey({ repository, name: 'ci' })
    await revokeApiKey({ repository, idOrName: 'ci' })
    const { send } = asker(repository)
    for (const wrong of ['wrong', key]) {
      expect(await send('GET /v5/prompts', undefined, { 'x-api-key': wrong })).toMatchObject({ status: 401, body: { detail: expect.any(String) as unknown } })
      expect(await send('GET /v1/files', undefined, { authorization: `Bearer ${wrong}` })).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } })
      expect(await send('GET /api/v1/fine_tuning/jobs', undefined, { authorization: `Token ${wrong}` })).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } })
      expect(await send('POST /api/v1/cli/whoami/', undefined, { authorization: `Token ${wrong}` })).toMatchObject({ status: 401, body: { error: { errorClass: 'SmarterTokenAuthenticationError' } } })
    }
    expect(await send('GET /v1/files')).toMatchObject({ status: 401, body: { error: { message: expect.stringContaining('Authorization: Bearer') as unknown } } })
  })

  it('tell when they were used, within the hour, and not by a write per request', async () => {
    const repository = memoryRepository()
    const { key } = await createApiKey({ repository, name: 'ci' })
    let time = '12:00:00.000Z'
    let writes = 0
    const write: Repository['write'] = (work) => ((writes += 1), repository.write(work))
    const { humanloop } = asker({ ...repository, write }, { clock: () => new Date(`2025-11-21T${time}`) })
    const useAt = async (now: string) => {
      time = now
      vi.advanceTimersByTime(second)
      writes = 0
      expect(await humanloop(key)).toBe(200)
      return [writes, (await listApiKeys({ repository }))[0]?.lastUsedAt]
    }
    await useAt('12:00:00.000Z')
    expect(await useAt('12:59:59.000Z')).toEqual([0, '2025-11-21T12:00:00.000Z'])
    expect(await useAt('13:00:00.000Z')).toEqual([1, '2025-11-21T13:00:00.000Z'])
  })

  it('are read once for many requests at the same time', async () => {
    const repository = memoryRepository()
    let reads = 0
    const read: Repository['read'] = (work) => repository.read((records) => work({ ...records, apiKeys: { ...records.apiKeys, list: () => ((reads += 1), records.apiKeys.list()) } }))
    const { key } = await createApiKey({ repository, name: 'ci' })
    const { humanloop } = asker({ ...repository, read })
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => humanloop(key))))).toEqual(new Set([200]))
    expect(reads).toBe(1)
  })

  it('let nobody in while they cannot be read, and those with a given key in all the same', async () => {
    const broken: Repository = { ...memoryRepository(), read: () => Promise.reject(new Error('disk on fire')) }
    expect(await asker(broken).humanloop('any')).toBe(500)
    const { send } = asker(broken, { apiKeys: ['given'] })
    expect((await send('GET /v5', undefined, { 'x-api-key': 'given' })).status).toBe(404)
    expect((await send('GET /v5', undefined, { 'x-api-key': 'wrong' })).status).toBe(500)
  })

  it('have names that tell them apart', async () => {
    const repository = memoryRepository()
    await createApiKey({ repository, name: 'ci' })
    await expect(createApiKey({ repository, name: 'ci' })).rejects.toThrow('There is a key "ci" already. Choose another name, or revoke that one first.')
    for (const name of ['', '  ', 'a\nb', 'x'.repeat(101)]) await expect(createApiKey({ repository, name })).rejects.toThrow(/name of a key is a text of up to 100 characters/)
    await expect(revokeApiKey({ repository, idOrName: 'none' })).rejects.toThrow('There is no key "none" in force.')
    await revokeApiKey({ repository, idOrName: 'ci' })
    await expect(revokeApiKey({ repository, idOrName: 'ci' })).rejects.toThrow('There is no key "ci" in force.')
    await createApiKey({ repository, name: 'ci' })
    expect(await listApiKeys({ repository })).toHaveLength(2)
  })
})
