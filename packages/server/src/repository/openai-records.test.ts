import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import type { CursorWindow, FineTuningJobRecord, Repository, UploadRecord } from './repository.js'
import { UniqueConflict } from './unique-conflict.js'

const createdAt = '2026-01-01T00:00:00.000Z'
const later = '2026-01-02T00:00:00.000Z'
const response = { id: 'resp_1', content: { status: 'queued', 'odd key': { nested_key: [1] } }, input: [{ id: 'msg_1' }], createdAt }

function upload(id: string, changes: Partial<UploadRecord> = {}): UploadRecord {
  return { id, filename: 'a.jsonl', purpose: 'fine-tune', bytes: 3, fault: null, createdAt, expiresAt: null, ...changes }
}

function job(id: string): FineTuningJobRecord {
  const pauses = [{ from: createdAt, to: null }]
  return { id, createdAt, request: { model: 'gpt-4o', training_file: 'a' }, fault: null, examples: 2, bytes: 3, pauses, cancelledAt: null, resultFileId: null }
}

function bytes(...values: number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(values)
}

async function listed(repository: Repository, filter: Partial<CursorWindow> & { purpose?: string; aliveAt?: string }): Promise<string[]> {
  const uploads = await repository.read((records) => records.uploads.list({ aliveAt: createdAt, order: 'asc', limit: 10, ...filter }))
  return uploads.map(({ id }) => id)
}

describe.each(engines)('in %s', (_name, open) => {
  it('responses are found, replaced and removed', async () => {
    const repository = await open()
    await repository.write(({ responses }) => responses.insert(response))
    expect(await repository.read(({ responses }) => responses.find('resp_1'))).toEqual(response)
    await repository.write(({ responses }) => responses.update('resp_1', { status: 'completed' }))
    expect(await repository.read(({ responses }) => responses.find('resp_1'))).toEqual({ ...response, content: { status: 'completed' } })
    await repository.write(({ responses }) => responses.remove('resp_1'))
    expect(await repository.read(({ responses }) => responses.find('resp_1'))).toBeUndefined()
  })

  it('uploads keep every byte, however many there are', async () => {
    const repository = await open()
    const large = new Uint8Array(1_300_000).map((_, index) => (index * 7) % 256)
    await repository.write(async ({ uploads }) => {
      await uploads.insert(upload('none', { bytes: 0 }), bytes())
      await uploads.insert(upload('few'), bytes(0, 255, 10))
      await uploads.insert(upload('large', { bytes: large.byteLength }), large)
    })
    const read = (id: string) => repository.read(({ uploads }) => uploads.readContent(id))
    expect(await read('none')).toEqual(bytes())
    expect(await read('few')).toEqual(bytes(0, 255, 10))
    expect(Buffer.compare(await read('large'), large)).toBe(0)
    expect(await repository.read(({ uploads }) => uploads.find('few'))).toEqual(upload('few'))
  })

  it('uploads are listed by purpose in both directions, after any of them', async () => {
    const repository = await open()
    await repository.write(async ({ uploads }) => {
      for (const id of ['a', 'b', 'c', 'd']) await uploads.insert(upload(id, { purpose: id === 'b' ? 'evals' : 'fine-tune' }), bytes())
    })
    expect(await listed(repository, {})).toEqual(['a', 'b', 'c', 'd'])
    expect(await listed(repository, { order: 'desc', limit: 2 })).toEqual(['d', 'c'])
    expect(await listed(repository, { order: 'desc', after: 'c' })).toEqual(['b', 'a'])
    expect(await listed(repository, { after: 'b' })).toEqual(['c', 'd'])
    expect(await listed(repository, { purpose: 'fine-tune', after: 'a', limit: 1 })).toEqual(['c'])
    expect(await listed(repository, { after: 'none' })).toEqual([])
  })

  it('uploads expire, and are removed with their bytes', async () => {
    const repository = await open()
    await repository.write(async ({ uploads }) => {
      await uploads.insert(upload('short', { expiresAt: later }), bytes(1))
      await uploads.insert(upload('long'), bytes(2))
    })
    expect(await listed(repository, {})).toEqual(['short', 'long'])
    expect(await listed(repository, { aliveAt: later })).toEqual(['long'])
    await repository.write(({ uploads }) => uploads.removeExpired(later))
    expect(await repository.read(({ uploads }) => uploads.find('short'))).toBeUndefined()
    expect(await repository.read(({ uploads }) => uploads.readContent('short'))).toEqual(bytes())
    await repository.write(({ uploads }) => uploads.remove('long'))
    expect(await listed(repository, {})).toEqual([])
  })

  it('fine-tuning jobs are found, changed, and listed like uploads', async () => {
    const repository = await open()
    await repository.write(async ({ fineTuningJobs }) => {
      for (const id of ['a', 'b', 'c']) await fineTuningJobs.insert(job(id))
    })
    const changes = { pauses: [], cancelledAt: later, resultFileId: 'file-1' }
    await repository.write(({ fineTuningJobs }) => fineTuningJobs.update('b', changes))
    expect(await repository.read(({ fineTuningJobs }) => fineTuningJobs.find('a'))).toEqual(job('a'))
    expect(await repository.read(({ fineTuningJobs }) => fineTuningJobs.find('b'))).toEqual({ ...job('b'), ...changes })
    const list = await repository.read(({ fineTuningJobs }) => fineTuningJobs.list({ order: 'desc', after: 'c', limit: 5 }))
    expect(list.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('ids are taken once, and an insert that fails leaves nothing', async () => {
    const repository = await open()
    await repository.write(({ uploads }) => uploads.insert(upload('a'), bytes(1)))
    const again = repository.write(async ({ uploads, responses }) => {
      await responses.insert(response)
      await uploads.insert(upload('a'), bytes(2))
    })
    await expect(again).rejects.toBeInstanceOf(UniqueConflict)
    expect(await repository.read(({ responses }) => responses.find('resp_1'))).toBeUndefined()
    expect(await repository.read(({ uploads }) => uploads.readContent('a'))).toEqual(bytes(1))
  })
})
