import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { datapoint, file, ids, log, version } from '../testing/sample-records.js'
import { UniqueConflict } from './unique-conflict.js'

describe.each(engines)('datapoints in %s', (_name, opened) => {
  it('come back as they were written, by id and in the order of ids', async () => {
    const repository = await opened()
    const [one, two] = [datapoint('one', { content: { inputs: { q: 'Ä' }, target: { nested: [1, null] } } }), datapoint('two')]
    await repository.write(({ datapoints }) => datapoints.insertMany([one, two]))
    await repository.read(async ({ datapoints }) => {
      expect(await datapoints.find('one')).toEqual(one)
      expect(await datapoints.find('none')).toBeUndefined()
      expect(await datapoints.listByIds(['two', 'none', 'one'])).toEqual([two, one])
      expect(await datapoints.listByIds([])).toEqual([])
    })
  })

  it('are there once per content within a Dataset', async () => {
    const repository = await opened()
    await repository.write(({ datapoints }) => datapoints.insertMany([datapoint('one'), datapoint('other', { fileId: 'b', hash: 'one' })]))
    const again = repository.write(({ datapoints }) => datapoints.insertMany([datapoint('new'), datapoint('two', { hash: 'one' })]))
    await expect(again).rejects.toBeInstanceOf(UniqueConflict)
    await expect(repository.write(({ datapoints }) => datapoints.insertMany([datapoint('one', { hash: 'x' })]))).rejects.toBeInstanceOf(UniqueConflict)
    await repository.read(async ({ datapoints }) => {
      expect(await datapoints.find('new')).toBeUndefined()
      expect(await datapoints.findByHashes('a', ['one', 'none', 'one'])).toEqual([{ id: 'one', hash: 'one' }])
      expect(await datapoints.findByHashes('b', ['one'])).toEqual([{ id: 'other', hash: 'one' }])
      expect(await datapoints.findByHashes('a', [])).toEqual([])
    })
  })

  it('belong to versions in an order, which is listed page by page', async () => {
    const repository = await opened()
    await repository.write(async ({ datapoints }) => {
      await datapoints.insertMany(['a', 'b', 'c', 'd'].map((id) => datapoint(id)))
      await datapoints.setMembers('v1', ['c', 'a', 'b'])
      await datapoints.setMembers('v2', ['d', 'a'])
      await datapoints.setMembers('v2', ['a'])
      await datapoints.setMembers('v3', ['a'])
      await datapoints.setMembers('v3', [])
    })
    await repository.read(async ({ datapoints }) => {
      const page = async (offset: number, limit: number) => {
        const { items, total } = await datapoints.list('v1', { offset, limit })
        return [total, ...ids(items)]
      }
      expect(await page(0, 2)).toEqual([3, 'c', 'a'])
      expect(await page(2, 2)).toEqual([3, 'b'])
      expect(await page(3, 2)).toEqual([3])
      expect(await page(Number.MAX_SAFE_INTEGER, 100)).toEqual([3])
      expect(await datapoints.list('none', { offset: 0, limit: 9 })).toEqual({ items: [], total: 0 })
      expect([await datapoints.listIds('v1'), await datapoints.listIds('v2'), await datapoints.listIds('v3')]).toEqual([['c', 'a', 'b'], ['a'], []])
      expect(new Set(await datapoints.count(['v1', 'v2', 'v3', 'none']))).toEqual(
        new Set([
          { versionId: 'v1', datapoints: 3 },
          { versionId: 'v2', datapoints: 1 },
        ]),
      )
      expect(await datapoints.count([])).toEqual([])
    })
  })

  it('are in a version once, and a refused change leaves what was there', async () => {
    const repository = await opened()
    await repository.write(({ datapoints }) => datapoints.setMembers('v', ['a', 'b']))
    await expect(repository.write(({ datapoints }) => datapoints.setMembers('v', ['b', 'c', 'b']))).rejects.toBeInstanceOf(UniqueConflict)
    const failing = repository.write(async ({ datapoints }) => {
      await datapoints.setMembers('v', ['c'])
      await datapoints.insertMany([datapoint('c')])
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await repository.read(({ datapoints }) => datapoints.listIds('v'))).toEqual(['a', 'b'])
    expect(await repository.read(({ datapoints }) => datapoints.find('c'))).toBeUndefined()
  })

  it('tell which Logs were made for a version of a Dataset', async () => {
    const repository = await opened()
    await repository.write(async ({ datapoints, logs }) => {
      await datapoints.setMembers('dv', ['d1', 'd2'])
      for (const [id, sourceDatapointId] of [['l1', 'd1'], ['l2', 'd3'], ['l3', null], ['l4', 'd2']] as const) await logs.insert(log(id, { sourceDatapointId }))
      await logs.insert(log('l5', { sourceDatapointId: 'd1', versionId: 'w' }))
    })
    const made = (filter: object) => repository.read(({ logs }) => logs.list({ offset: 0, limit: 9, ...filter }))
    expect(ids((await made({ datasetVersionId: 'dv' })).items)).toEqual(['l5', 'l4', 'l1'])
    expect(ids((await made({ datasetVersionId: 'dv', versionId: 'v' })).items)).toEqual(['l4', 'l1'])
    expect(await made({ datasetVersionId: 'none' })).toEqual({ items: [], total: 0 })
  })

  it('go with their Dataset, and nothing points to them any more', async () => {
    const repository = await opened()
    await repository.write(async ({ files, versions, datapoints, logs }) => {
      await files.insert(file('a', { kind: 'dataset' }))
      await versions.insert(version('dv'))
      await datapoints.insertMany([datapoint('d'), datapoint('other', { fileId: 'b' })])
      await datapoints.setMembers('dv', ['d'])
      await datapoints.setMembers('other version', ['other'])
      await logs.insert(log('l1', { fileId: 'c', sourceDatapointId: 'd' }))
      await logs.insert(log('l2', { fileId: 'c', sourceDatapointId: 'other' }))
      await files.remove('a')
    })
    await repository.read(async ({ datapoints, logs }) => {
      expect(await datapoints.find('d')).toBeUndefined()
      expect(await datapoints.listIds('dv')).toEqual([])
      expect(await datapoints.listIds('other version')).toEqual(['other'])
      expect((await logs.listByIds(['l1', 'l2'])).map(({ sourceDatapointId }) => sourceDatapointId)).toEqual([null, 'other'])
    })
  })

  it('work by the hundred thousand', { timeout: 60_000 }, async () => {
    const repository = await opened()
    const many = Array.from({ length: 100_000 }, (_, number) => datapoint(`d${number}`, { content: { number } }))
    await repository.write(async ({ datapoints }) => {
      await datapoints.insertMany(many)
      await datapoints.setMembers('v', ids(many))
    })
    await repository.read(async ({ datapoints }) => {
      expect(await datapoints.findByHashes('a', ids(many))).toHaveLength(100_000)
      expect(await datapoints.list('v', { offset: 99_998, limit: 10 })).toEqual({ items: many.slice(99_998), total: 100_000 })
      expect(await datapoints.listIds('v')).toEqual(ids(many))
      expect(await datapoints.count(['v'])).toEqual([{ versionId: 'v', datapoints: 100_000 }])
    })
  })
})
