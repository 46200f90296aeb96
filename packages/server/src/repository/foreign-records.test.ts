import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { day, evaluation, ids, log, run, version } from '../testing/sample-records.js'
import { UniqueConflict } from './unique-conflict.js'

const kept = { created_by: { id: 'usr_1' }, 'a key': ['ä', null, 1.5] }

describe.each(engines)('records from elsewhere in %s', (_name, opened) => {
  it('keep the fields that are of no use here, through every change', async () => {
    const repository = await opened()
    await repository.write(async ({ versions, evaluations, runs }) => {
      await versions.insert(version('v', { kept }))
      await versions.update('v', { name: 'named' })
      await evaluations.insert(evaluation('e', { kept }))
      await evaluations.update('e', { name: 'named' })
      await runs.insert(run('r', { kept }))
      await runs.update('r', { status: 'running' })
    })
    await repository.read(async ({ versions, evaluations, runs }) => {
      expect(await versions.find({ id: 'v' })).toEqual(version('v', { name: 'named', kept }))
      expect(await evaluations.find({ id: 'e' })).toEqual(evaluation('e', { name: 'named', kept }))
      expect(await runs.find('r')).toEqual(run('r', { status: 'running', kept }))
    })
  })

  it('lists deleted versions apart, newest first', async () => {
    const repository = await opened()
    await repository.write(async ({ versions }) => {
      await versions.insert(version('old', { deletedAt: day(9) }))
      await versions.insert(version('new', { deletedAt: day(9), createdAt: day(2) }))
      await versions.insert(version('live'))
      await versions.insert(version('other', { fileId: 'b', deletedAt: day(9) }))
    })
    await repository.read(async ({ versions }) => {
      expect(ids(await versions.listDeleted('a'))).toEqual(['new', 'old'])
      expect(ids(await versions.listByFile('a'))).toEqual(['live'])
    })
  })

  it('takes many logs at once, in their order, counts them, and takes none when one is there', async () => {
    const repository = await opened()
    const logs = Array.from({ length: 1100 }, (_, number) => log(`l${number}`, { versionId: number % 2 === 0 ? 'v' : 'w', createdAt: day(number === 700 ? 3 : 2) }))
    await repository.write(async (records) => {
      await records.logs.insert(log('first'))
      await records.logs.insertMany(logs)
    })
    await repository.read(async (records) => {
      const uses = await records.logs.countUses(['a'])
      expect(uses).toContainEqual({ fileId: 'a', versionId: 'v', logs: 551, lastUsedAt: day(3) })
      expect(uses).toContainEqual({ fileId: 'a', versionId: 'w', logs: 550, lastUsedAt: day(2) })
      expect(ids((await records.logs.list({ fileId: 'a', offset: 0, limit: 3 })).items)).toEqual(['l700', 'l1099', 'l1098'])
    })
    await expect(repository.write((records) => records.logs.insertMany([log('fresh'), log('l5')]))).rejects.toBeInstanceOf(UniqueConflict)
    expect(await repository.read((records) => records.logs.find('fresh'))).toBeUndefined()
  })
})
