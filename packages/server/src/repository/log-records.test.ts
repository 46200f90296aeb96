import { describe, expect, it } from 'vitest'
import { sorted } from '../sorted.js'
import { engines } from '../testing/engines.js'
import { day, file, ids, log, version } from '../testing/sample-records.js'
import { lot } from './lot.js'
import type { LogFilter, LogRecord, Repository } from './repository.js'
import { UniqueConflict } from './unique-conflict.js'

async function insertAll(repository: Repository, logs: LogRecord[]): Promise<void> {
  await repository.write(async (records) => {
    for (const record of logs) await records.logs.insert(record)
  })
}

async function listed(repository: Repository, filter: Partial<LogFilter>): Promise<string[]> {
  const { items } = await repository.read(({ logs }) => logs.list({ offset: 0, limit: 99, ...filter }))
  return ids(items)
}

describe.each(engines)('logs in %s', (_name, opened) => {
  it('counts logs by version and lists them newest first', async () => {
    const repository = await opened()
    await repository.write(async ({ logs }) => {
      await logs.insert(log('l1', { createdAt: day(1) }))
      await logs.insert(log('l2', { createdAt: day(3), traceParentId: 'l1' }))
      await logs.insert(log('l3', { createdAt: day(2), versionId: 'w' }))
      await logs.update('l3', { content: { output: 'changed' } })
    })
    await repository.read(async ({ logs }) => {
      const uses = await logs.countUses(['a'])
      expect(uses).toContainEqual({ fileId: 'a', versionId: 'v', logs: 2, lastUsedAt: day(3) })
      expect(uses).toContainEqual({ fileId: 'a', versionId: 'w', logs: 1, lastUsedAt: day(2) })
      expect((await logs.list({ fileId: 'a', offset: 0, limit: 2 })).items.map(({ id }) => id)).toEqual(['l2', 'l3'])
      expect(await logs.list({ traceParentIds: ['l1'], offset: 0, limit: 9 })).toMatchObject({ total: 1, items: [{ id: 'l2' }] })
      expect(await logs.list({ fileId: 'a', versionId: 'w', offset: 0, limit: 9 })).toMatchObject({ total: 1, items: [{ content: { output: 'changed' } }] })
    })
    await expect(repository.write(({ logs }) => logs.insert(log('l1')))).rejects.toBeInstanceOf(UniqueConflict)
  })

  it('lead upwards in a trace, nearest first, and round a circle once', async () => {
    const repository = await opened()
    const parents = { top: null, middle: 'top', leaf: 'middle', stray: 'nowhere', self: 'self', one: 'two', two: 'three', three: 'one' }
    await insertAll(repository, Object.entries(parents).map(([id, traceParentId]) => log(id, { traceParentId })))
    const upwards = (id: string) => repository.read(async ({ logs }) => ids(await logs.listUpwards(id)))
    expect(await upwards('leaf')).toEqual(['leaf', 'middle', 'top'])
    expect(await upwards('stray')).toEqual(['stray'])
    expect(await upwards('self')).toEqual(['self'])
    expect(await upwards('two')).toEqual(['two', 'three', 'one'])
    expect(await upwards('none')).toEqual([])
  })

  it('take another time of making along to their order and to the uses of their version', async () => {
    const repository = await opened()
    await insertAll(repository, [log('l1', { createdAt: day(1) }), log('l2', { createdAt: day(2) })])
    await repository.write(({ logs }) => logs.update('l2', { createdAt: day(4) }))
    expect(await repository.read(({ logs }) => logs.countUses(['a']))).toEqual([{ fileId: 'a', versionId: 'v', logs: 2, lastUsedAt: day(4) }])
    await repository.write(({ logs }) => logs.update('l2', { createdAt: '2025-01-01T00:00:00.000Z' }))
    expect(await repository.read(({ logs }) => logs.countUses(['a']))).toEqual([{ fileId: 'a', versionId: 'v', logs: 2, lastUsedAt: day(1) }])
    expect(await listed(repository, { fileId: 'a' })).toEqual(['l1', 'l2'])
  })

  it.each<[string, Partial<LogFilter>]>([
    ['a file', { fileId: 'a' }],
    ['a version', { fileId: 'a', versionId: 'w' }],
    ['logs in a trace', { fileId: 'a', inTrace: true }],
    ['a sample', { fileId: 'a', sample: 13 }],
  ])('give each page of a list of %s as it is in the whole of it, with its length', async (_of, filter) => {
    const repository = await opened()
    const made = Array.from({ length: 30 }, (_, index) =>
      log(`l${index}`, { createdAt: day(1 + (index % 7)), versionId: index % 3 === 0 ? 'v' : 'w', traceId: index % 4 === 0 ? null : 't' }),
    )
    await insertAll(repository, [...made, log('other', { fileId: 'b', versionId: 'x' })])
    const whole = await listed(repository, filter)
    for (let offset = 0; offset < whole.length + 5; offset += 5) {
      const { items, total } = await repository.read(({ logs }) => logs.list({ ...filter, offset, limit: 5 }))
      expect(ids(items)).toEqual(whole.slice(offset, offset + 5))
      expect(total).toBe(whole.length)
    }
  })

  it('are found among thousands of texts of ids', async () => {
    const repository = await opened()
    await insertAll(repository, [log('log-4999'), log('other')])
    expect(await listed(repository, { ids: Array.from({ length: 5000 }, (_, index) => `g-${index}`) })).toEqual(['log-4999'])
  })

  it('removes a file with all that belongs to it', async () => {
    const repository = await opened()
    await repository.write(async ({ files, versions, logs, deployments }) => {
      await files.insert(file('a'))
      await versions.insert(version('v'))
      await logs.insert(log('l'))
      await deployments.set({ fileId: 'a', environmentId: 'e', versionId: 'v', createdAt: day(1) })
      await files.remove('a')
    })
    await repository.read(async ({ files, versions, logs, deployments }) => {
      expect(await files.find({ id: 'a' })).toBeUndefined()
      expect(await versions.listByIds(['v'])).toEqual([])
      expect(await logs.find('l')).toBeUndefined()
      expect(await deployments.list(['a'])).toEqual([])
      expect(await logs.countUses(['a'])).toEqual([])
    })
  })

  it('come back with all that they say', async () => {
    const repository = await opened()
    const full = log('l', {
      parentId: 'p', traceParentId: 'tp', traceId: 't', sourceDatapointId: 'd', runId: 'r', logStatus: 'incomplete', content: { judgment: false },
    })
    await insertAll(repository, [full])
    expect(await repository.read(({ logs }) => logs.find('l'))).toEqual(full)
    const changes = { logStatus: 'complete', traceId: 'other', content: { output: null } } as const
    await repository.write(({ logs }) => logs.update('l', changes))
    expect(await repository.read(({ logs }) => logs.list({ offset: 0, limit: 9 }))).toEqual({ total: 1, items: [{ ...full, ...changes }] })
  })

  it('are listed by ids in the order of these', async () => {
    const repository = await opened()
    await insertAll(repository, Array.from({ length: 1200 }, (_, number) => log(`l${number}`)))
    const wanted = Array.from({ length: 1200 }, (_, number) => `l${1199 - number}`)
    expect(ids(await repository.read(({ logs }) => logs.listByIds(['none', ...wanted])))).toEqual(wanted)
    expect(await repository.read(({ logs }) => logs.listByIds([]))).toEqual([])
  })

  it('are chosen by file, version, trace, run and judged Log', async () => {
    const repository = await opened()
    await insertAll(repository, [
      log('root', { kind: 'flow', traceId: 'root' }),
      log('step', { traceParentId: 'root', traceId: 'root', versionId: 'w' }),
      log('deep', { kind: 'tool', fileId: 'b', versionId: 'x', traceParentId: 'step', traceId: 'root', runId: 'r' }),
      log('judge1', { kind: 'evaluator', fileId: 'e', versionId: 'e1', parentId: 'step' }),
      log('lone', { runId: 'r' }),
      log('judge2', { kind: 'evaluator', fileId: 'e', versionId: 'e1', parentId: 'root' }),
    ])
    expect(await listed(repository, { fileId: 'a' })).toEqual(['lone', 'step', 'root'])
    expect(await listed(repository, { versionId: 'w' })).toEqual(['step'])
    expect(await listed(repository, { fileId: 'b', versionId: 'w' })).toEqual([])
    expect(await listed(repository, { traceId: 'root' })).toEqual(['deep', 'step', 'root'])
    expect(await listed(repository, { traceParentIds: ['root'], traceId: 'root' })).toEqual(['step'])
    expect(await listed(repository, { runId: 'r' })).toEqual(['lone', 'deep'])
    expect(await listed(repository, { parentIds: ['root', 'step', 'root'] })).toEqual(['judge2', 'judge1'])
    expect(await listed(repository, { parentIds: [] })).toEqual([])
    expect(await listed(repository, { traceParentIds: ['root', 'step', 'none'] })).toEqual(['deep', 'step'])
    expect(await listed(repository, { traceParentIds: ['root', 'step'], parentIds: ['root'] })).toEqual([])
    expect(await listed(repository, { inTrace: true, kinds: ['flow', 'tool'] })).toEqual(['deep', 'root'])
    expect(await listed(repository, { inTrace: false })).toEqual(['judge2', 'lone', 'judge1'])
    expect(await listed(repository, { kinds: [] })).toEqual([])
  })

  it('are chosen by parts of their ids, letter by letter', async () => {
    const repository = await opened()
    await insertAll(repository, [log('log_aB%1'), log('log_ab_2'), log('other')])
    expect(await listed(repository, { ids: ['aB'] })).toEqual(['log_aB%1'])
    expect(await listed(repository, { ids: ['%', 'ther'] })).toEqual(['other', 'log_aB%1'])
    expect(await listed(repository, { ids: ['log_ab_2'] })).toEqual(['log_ab_2'])
    expect(await listed(repository, { ids: [] })).toEqual([])
  })

  it('are chosen by time, both ends included', async () => {
    const repository = await opened()
    await insertAll(repository, [1, 2, 3, 4].map((number) => log(`l${number}`, { createdAt: day(number) })))
    expect(await listed(repository, { from: day(2), to: day(3) })).toEqual(['l3', 'l2'])
    expect(await listed(repository, { from: day(4) })).toEqual(['l4'])
    expect(await listed(repository, { to: '2026-01-01T00:00:00.001Z' })).toEqual(['l1'])
  })

  it('are searched in every script, whatever their case, and after they change', async () => {
    const repository = await opened()
    await insertAll(repository, [
      log('inputs', { content: { inputs: { topic: 'ÄRGER', depth: [{ of: 100 }] } } }),
      log('messages', { content: { messages: [{ role: 'user', content: [{ type: 'text', text: 'Привет 50%' }] }] } }),
      log('output', { content: { output: 'Gateau', output_message: { role: 'assistant', content: 'ΔΕΛΤΑ_x' } } }),
      log('error', { content: { error: 'Timeout', metadata: { Customer: 'Ünal', nested: { deep: true } } } }),
    ])
    const found = (search: string) => listed(repository, { search })
    expect(await found('ärger')).toEqual(['inputs'])
    expect(await found('100')).toEqual(['inputs'])
    expect(await found('ПРИВЕТ 50%')).toEqual(['messages'])
    expect(await found('δελτα_')).toEqual(['output'])
    expect(await found('TIME')).toEqual(['error'])
    expect(await found('a%t')).toEqual([])
    expect([await found('user'), await found('topic'), await found('ünal')]).toEqual([[], [], []])
    const inMetadata = (metadataSearch: string) => listed(repository, { metadataSearch })
    expect([await inMetadata('ÜNAL'), await inMetadata('customer'), await inMetadata('true'), await inMetadata('timeout')]).toEqual([['error'], ['error'], ['error'], []])
    await repository.write(({ logs }) => logs.update('error', { content: { error: 'Other', metadata: { customer: 'none' } } }))
    expect([await found('time'), await found('other'), await inMetadata('ünal')]).toEqual([[], ['error'], []])
    await repository.write(({ logs }) => logs.update('error', { logStatus: 'complete' }))
    expect(await found('other')).toEqual(['error'])
  })

  it('are drawn as if by lot, the same ones on every page', async () => {
    const repository = await opened()
    await insertAll(repository, Array.from({ length: 200 }, (_, number) => log(`log_${number}`, { createdAt: day(1 + (number % 3)), fileId: number < 100 ? 'a' : 'b' })))
    const page = (offset: number) => repository.read(({ logs }) => logs.list({ fileId: 'a', sample: 40, offset, limit: 15 }))
    const pages = [await page(0), await page(15), await page(30), await page(45)]
    expect(pages.map(({ total, items }) => [total, items.length])).toEqual([[40, 15], [40, 15], [40, 10], [40, 0]])
    const drawn = pages.flatMap(({ items }) => items)
    expect(new Set(ids(drawn)).size).toBe(40)
    expect(drawn.every(({ createdAt }, index) => index === 0 || createdAt <= (drawn[index - 1]?.createdAt ?? ''))).toBe(true)
    const early = drawn.filter(({ id }) => Number(id.slice(4)) < 50).length
    expect(early).toBeGreaterThan(8)
    expect(early).toBeLessThan(32)
    expect(await listed(repository, { fileId: 'b', sample: 500, limit: 500 })).toHaveLength(100)
    expect(await listed(repository, { sample: 0 })).toEqual([])
  })

  it('are drawn alike by every engine', async () => {
    const repository = await opened()
    const made = Array.from({ length: 30 }, (_, number) => `log_${number}`)
    await insertAll(repository, made.map((id) => log(id)))
    const drawn = new Set(sorted(made, (one, other) => lot(one) - lot(other)).slice(0, 5))
    expect(new Set(await listed(repository, { sample: 5 }))).toEqual(drawn)
  })

  it('go together with what judges them, and leave steps and the uses of others', async () => {
    const repository = await opened()
    await insertAll(repository, [
      log('l1', { createdAt: day(3) }),
      log('l2', { createdAt: day(2) }),
      log('step', { traceParentId: 'l1', traceId: 'l1', versionId: 'w' }),
      log('judge', { kind: 'evaluator', fileId: 'e', versionId: 'ev', parentId: 'l1' }),
      log('judge of judge', { kind: 'evaluator', fileId: 'e', versionId: 'ev', parentId: 'judge' }),
      log('judge of l2', { kind: 'evaluator', fileId: 'e', versionId: 'ev', parentId: 'l2' }),
    ])
    await repository.write(({ logs }) => logs.remove(['l1', 'none', 'l1']))
    expect(await listed(repository, {})).toEqual(['l2', 'judge of l2', 'step'])
    expect(await repository.read(({ logs }) => logs.find('step'))).toMatchObject({ traceParentId: 'l1' })
    const uses = () => repository.read(({ logs }) => logs.countUses(['a', 'e']))
    expect(new Set(await uses())).toEqual(
      new Set([
        { fileId: 'a', versionId: 'v', logs: 1, lastUsedAt: day(2) },
        { fileId: 'a', versionId: 'w', logs: 1, lastUsedAt: day(1) },
        { fileId: 'e', versionId: 'ev', logs: 1, lastUsedAt: day(1) },
      ]),
    )
    await repository.write(({ logs }) => logs.remove(['l2', 'step']))
    expect(await uses()).toEqual([])
    await repository.write(({ logs }) => logs.remove([]))
  })

  it('that judge each other in a circle go together', async () => {
    const repository = await opened()
    await insertAll(repository, [log('one', { parentId: 'two' }), log('two', { parentId: 'one' }), log('itself', { parentId: 'itself' })])
    await repository.write(({ logs }) => logs.remove(['one', 'itself']))
    expect(await listed(repository, {})).toEqual([])
  })

  it('come back with their uses when the write that removed them fails', async () => {
    const repository = await opened()
    await insertAll(repository, [log('l1'), log('judge', { versionId: 'w', parentId: 'l1' })])
    const failing = repository.write(async ({ logs }) => {
      await logs.remove(['l1'])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await listed(repository, { search: 'l1' })).toEqual(['l1'])
    expect(await listed(repository, { parentIds: ['l1'] })).toEqual(['judge'])
    expect(await repository.read(({ logs }) => logs.countUses(['a']))).toHaveLength(2)
  })

  it('by the thousand are removed at once', async () => {
    const repository = await opened()
    const made = Array.from({ length: 1500 }, (_, number) => log(`l${number}`))
    await insertAll(repository, [...made, ...made.map(({ id }) => log(`judge ${id}`, { versionId: 'w', parentId: id }))])
    await repository.write(({ logs }) => logs.remove(ids(made)))
    expect(await repository.read(({ logs }) => logs.list({ offset: 0, limit: 1 }))).toEqual({ items: [], total: 0 })
    expect(await repository.read(({ logs }) => logs.countUses(['a']))).toEqual([])
  })

  it('of other files that judge the logs of a file go with it', async () => {
    const repository = await opened()
    await repository.write(({ files }) => files.insert(file('a')))
    await insertAll(repository, [
      log('l'),
      log('judge', { fileId: 'e', versionId: 'ev', parentId: 'l' }),
      log('step', { fileId: 'b', versionId: 'w', traceParentId: 'l', traceId: 'l' }),
      log('judge of step', { fileId: 'e', versionId: 'ev', parentId: 'step' }),
    ])
    await repository.write(({ files }) => files.remove('a'))
    expect(await listed(repository, {})).toEqual(['judge of step', 'step'])
    expect(await repository.read(({ logs }) => logs.countUses(['e']))).toEqual([{ fileId: 'e', versionId: 'ev', logs: 1, lastUsedAt: day(1) }])
  })
})
