import { describe, expect, it } from 'vitest'
import { engines } from '../testing/engines.js'
import { datapoint, day, evaluation, file, ids, log, run, version } from '../testing/sample-records.js'
import type { LogRecord, Repository, RunLogRecord } from './repository.js'
import { UniqueConflict } from './unique-conflict.js'

/** Makes Evaluations and their runs: `{ e1: ['r1', 'r2'] }`. */
async function withRuns(repository: Repository, runsOf: Record<string, string[]>): Promise<void> {
  await repository.write(async ({ evaluations, runs }) => {
    for (const id of Object.keys(runsOf)) await evaluations.insert(evaluation(id))
    for (const id of new Set(Object.values(runsOf).flat())) await runs.insert(run(id))
    for (const [evaluationId, runIds] of Object.entries(runsOf)) {
      for (const runId of runIds) await runs.link({ evaluationId, runId, control: false, addedAt: day(2) })
    }
  })
}

const runsOf = async (repository: Repository, evaluationId: string) => ids(await repository.read(({ runs }) => runs.listByEvaluation(evaluationId)))

function member(runId: string, logId: string, changes: Partial<RunLogRecord> = {}): RunLogRecord {
  return { runId, logId, datapointId: null, addedAt: day(1), ...changes }
}

function judge(id: string, parentId: string, content: Record<string, unknown>, at = 1): LogRecord {
  return log(id, { kind: 'evaluator', fileId: 'ev file', versionId: 'ev', parentId, content, createdAt: day(at) })
}

describe.each(engines)('Evaluations in %s', (_name, opened) => {
  it('come back as they were written and changed, by id and by file and name', async () => {
    const repository = await opened()
    const evaluators = [{ versionId: 'ev', orchestrated: true, addedAt: day(1) }]
    await repository.write(async ({ evaluations }) => {
      await evaluations.insert(evaluation('e1', { name: 'first', evaluators }))
      await evaluations.insert(evaluation('e2', { fileId: null, name: null }))
      await evaluations.update('e2', { evaluators, updatedAt: day(2) })
    })
    await repository.read(async ({ evaluations }) => {
      expect(await evaluations.find({ id: 'e1' })).toEqual(evaluation('e1', { name: 'first', evaluators }))
      expect(await evaluations.find({ id: 'e2' })).toEqual(evaluation('e2', { fileId: null, name: null, evaluators, updatedAt: day(2) }))
      expect(await evaluations.find({ fileId: 'a', name: 'first' })).toMatchObject({ id: 'e1' })
      expect(await evaluations.find({ fileId: 'b', name: 'first' })).toBeUndefined()
    })
  })

  it('have a name of their own within the file, or none', async () => {
    const repository = await opened()
    await repository.write(async ({ evaluations }) => {
      await evaluations.insert(evaluation('e1', { name: 'same' }))
      await evaluations.insert(evaluation('e2', { name: 'same', fileId: 'b' }))
      for (const id of ['e3', 'e4']) await evaluations.insert(evaluation(id, { name: null }))
      for (const id of ['e5', 'e6']) await evaluations.insert(evaluation(id, { name: 'same', fileId: null }))
    })
    await expect(repository.write(({ evaluations }) => evaluations.insert(evaluation('e7', { name: 'same' })))).rejects.toBeInstanceOf(UniqueConflict)
    await expect(repository.write(({ evaluations }) => evaluations.update('e3', { name: 'same' }))).rejects.toBeInstanceOf(UniqueConflict)
    await expect(repository.write(({ evaluations }) => evaluations.insert(evaluation('e1', { name: 'x' })))).rejects.toBeInstanceOf(UniqueConflict)
  })

  it('are listed newest first, of one file or all', async () => {
    const repository = await opened()
    await repository.write(async ({ evaluations }) => {
      for (const [index, id] of ['e1', 'e2', 'e3'].entries()) await evaluations.insert(evaluation(id, { createdAt: day(index === 0 ? 3 : 1) }))
      await evaluations.insert(evaluation('other', { fileId: 'b', createdAt: day(2) }))
    })
    const list = async (filter: object) => {
      const { items, total } = await repository.read(({ evaluations }) => evaluations.list({ offset: 0, limit: 9, ...filter }))
      return [total, ...ids(items)]
    }
    expect(await list({ fileId: 'a' })).toEqual([3, 'e1', 'e3', 'e2'])
    expect(await list({})).toEqual([4, 'e1', 'other', 'e3', 'e2'])
    expect(await list({ fileId: 'a', offset: 2, limit: 2 })).toEqual([3, 'e2'])
    expect(await list({ fileId: 'a', offset: 3 })).toEqual([3])
    expect(await list({ fileId: 'none' })).toEqual([0])
  })

  it('share runs, list those added last first, and count them', async () => {
    const repository = await opened()
    await withRuns(repository, { e1: ['r1', 'r2'], e2: ['r2'], e3: [] })
    await repository.write(async ({ runs }) => {
      await runs.insert(run('r0', { orchestrated: true, useExistingLogs: true, datasetVersionId: 'dv', versionId: null }))
      await runs.link({ evaluationId: 'e1', runId: 'r0', control: true, addedAt: day(1) })
      await runs.update('r1', { status: 'completed', updatedAt: day(3) })
      await runs.update('r2', { orchestrated: true, useExistingLogs: true })
    })
    await repository.read(async ({ runs }) => {
      expect(await runs.listByEvaluation('e1')).toEqual([
        { ...run('r2', { orchestrated: true, useExistingLogs: true }), control: false, addedAt: day(2) },
        { ...run('r1', { status: 'completed', updatedAt: day(3) }), control: false, addedAt: day(2) },
        { ...run('r0', { orchestrated: true, useExistingLogs: true, datasetVersionId: 'dv', versionId: null }), control: true, addedAt: day(1) },
      ])
      expect(await runs.find('r1')).toEqual(run('r1', { status: 'completed', updatedAt: day(3) }))
      expect(await runs.find('none')).toBeUndefined()
      expect(ids(await runs.listEvaluations('r2'))).toEqual(['e1', 'e2'])
      expect(await runs.listEvaluations('none')).toEqual([])
      expect(new Set(await runs.count(['e1', 'e2', 'e3', 'none']))).toEqual(
        new Set([
          { evaluationId: 'e1', runs: 3 },
          { evaluationId: 'e2', runs: 1 },
        ]),
      )
      expect(await runs.count([])).toEqual([])
    })
    const again = repository.write(({ runs }) => runs.link({ evaluationId: 'e1', runId: 'r1', control: false, addedAt: day(3) }))
    await expect(again).rejects.toBeInstanceOf(UniqueConflict)
    await expect(repository.write(({ runs }) => runs.insert(run('r1')))).rejects.toBeInstanceOf(UniqueConflict)
  })

  it('compare with one run at most, each with its own', async () => {
    const repository = await opened()
    await withRuns(repository, { e1: ['r1', 'r2'], e2: ['r1', 'r2'] })
    const controls = async (evaluationId: string) => {
      const listed = await repository.read(({ runs }) => runs.listByEvaluation(evaluationId))
      return ids(listed.filter(({ control }) => control))
    }
    await repository.write(({ runs }) => runs.setControl('e2', 'r2'))
    await repository.write(({ runs }) => runs.setControl('e1', 'r1'))
    await repository.write(({ runs }) => runs.setControl('e1', 'r2'))
    expect([await controls('e1'), await controls('e2')]).toEqual([['r2'], ['r2']])
    await repository.write(({ runs }) => runs.setControl('e1', null))
    expect([await controls('e1'), await controls('e2')]).toEqual([[], ['r2']])
  })

  it('lose a run, which is gone with its last Evaluation while its Logs stay', async () => {
    const repository = await opened()
    await withRuns(repository, { e1: ['r1', 'r2'], e2: ['r2'] })
    await repository.write(async ({ logs, runLogs, runs }) => {
      for (const id of ['r1', 'r2']) {
        await logs.insert(log(`log ${id}`, { runId: id }))
        await runLogs.add([member(id, `log ${id}`)])
      }
      await runs.unlink('e1', 'r1')
      await runs.unlink('e1', 'r2')
    })
    expect([await runsOf(repository, 'e1'), await runsOf(repository, 'e2')]).toEqual([[], ['r2']])
    await repository.read(async ({ logs, runLogs, runs }) => {
      expect([await runs.find('r1'), (await runs.find('r2'))?.id]).toEqual([undefined, 'r2'])
      expect((await logs.listByIds(['log r1', 'log r2'])).map(({ runId }) => runId)).toEqual([null, 'r2'])
      expect(await runLogs.count(['r1', 'r2'])).toEqual([{ runId: 'r2', logs: 1, incomplete: 0, datapoints: 0 }])
    })
  })

  it('are removed with the runs that no other one holds, or not at all when the write fails', async () => {
    const repository = await opened()
    await withRuns(repository, { e1: ['r1', 'r2'], e2: ['r2'] })
    const failing = repository.write(async ({ evaluations }) => {
      await evaluations.remove('e1')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await runsOf(repository, 'e1')).toEqual(['r2', 'r1'])
    await repository.write(({ evaluations }) => evaluations.remove('e1'))
    await repository.read(async ({ evaluations, runs }) => {
      expect(await evaluations.find({ id: 'e1' })).toBeUndefined()
      expect([await runs.find('r1'), (await runs.find('r2'))?.id]).toEqual([undefined, 'r2'])
      expect(await runs.count(['e1'])).toEqual([])
    })
    await repository.write(({ evaluations }) => evaluations.insert(evaluation('e1')))
    expect(await runsOf(repository, 'e1')).toEqual([])
  })

  it('take the Logs of runs once, and list those added last first', async () => {
    const repository = await opened()
    await repository.write(async ({ runLogs }) => {
      await runLogs.add([member('r1', 'l1', { datapointId: 'd' }), member('r2', 'l2'), member('r1', 'l3', { addedAt: day(2) })])
      await runLogs.add([member('r1', 'l1', { addedAt: day(9) }), member('r2', 'l1'), member('r2', 'l1')])
      await runLogs.add([])
    })
    const places = await repository.read(({ runLogs }) => runLogs.listByLogs(['l3', 'l1', 'none']))
    expect(places.map(({ runId, logId }) => [runId, logId])).toEqual([['r1', 'l1'], ['r2', 'l1'], ['r1', 'l3']])
    expect(places[0]).toEqual(member('r1', 'l1', { datapointId: 'd' }))
    expect(await repository.read(({ runLogs }) => runLogs.listByDatapoint('d'))).toEqual([member('r1', 'l1', { datapointId: 'd' })])
    const list = (runIds: string[], offset = 0, limit = 9) => repository.read(({ runLogs }) => runLogs.list({ runIds, offset, limit }))
    expect(await list(['r1'])).toEqual({ items: [member('r1', 'l3', { addedAt: day(2) }), member('r1', 'l1', { datapointId: 'd' })], total: 2 })
    const both = await list(['r2', 'r1', 'none'])
    expect(both.items.map(({ runId, logId }) => runId + logId)).toEqual(['r1l3', 'r2l1', 'r2l2', 'r1l1'])
    expect(await list(['r1', 'r2'], 3, 5)).toEqual({ items: [member('r1', 'l1', { datapointId: 'd' })], total: 4 })
    expect(await list([])).toEqual({ items: [], total: 0 })
    expect(new Set(await repository.read(({ runLogs }) => runLogs.count(['r1', 'r2', 'none'])))).toEqual(
      new Set([
        { runId: 'r1', logs: 2, incomplete: 0, datapoints: 1 },
        { runId: 'r2', logs: 2, incomplete: 0, datapoints: 0 },
      ]),
    )
  })

  it('are counted by datapoint, and apart when they are not complete', async () => {
    const repository = await opened()
    await repository.write(async ({ logs, runLogs }) => {
      for (const [id, logStatus] of [['l1', 'complete'], ['l2', 'incomplete'], ['l3', null]] as const) await logs.insert(log(id, { logStatus }))
      await runLogs.add([member('r', 'l1', { datapointId: 'd' }), member('r', 'l2', { datapointId: 'd' }), member('r', 'l3', { datapointId: 'e' })])
    })
    expect(await repository.read(({ runLogs }) => runLogs.count(['r']))).toEqual([{ runId: 'r', logs: 3, incomplete: 1, datapoints: 2 }])
  })

  it('lose the Logs that are removed', async () => {
    const repository = await opened()
    await repository.write(async ({ logs, runLogs }) => {
      for (const id of ['l1', 'l2']) await logs.insert(log(id))
      await logs.insert(log('judge', { versionId: 'ev', parentId: 'l1' }))
      await runLogs.add(['l1', 'l2', 'judge'].map((logId) => member('r', logId)))
      await logs.remove(['l1'])
    })
    expect(await repository.read(({ runLogs }) => runLogs.list({ runIds: ['r'], offset: 0, limit: 9 }))).toMatchObject({ total: 1, items: [{ logId: 'l2' }] })
  })

  it('see the judgments of all Logs of their runs, and of versions, oldest first', async () => {
    const repository = await opened()
    await repository.write(async ({ logs, runLogs }) => {
      for (const [id, versionId] of [['l1', 'v'], ['l2', 'v'], ['l3', 'w']] as const) await logs.insert(log(id, { versionId }))
      await logs.insert(judge('j1', 'l1', { judgment: true, stdout: 'long' }, 3))
      await logs.insert(judge('j2', 'l2', { judgment: 0.5, error: null }))
      await logs.insert(judge('j3', 'l3', { judgment: ['a', 'ß'] }))
      await logs.insert(judge('j4', 'l1', { judgment: null, error: 'failed "here"' }))
      await logs.insert(judge('j5', 'elsewhere', { judgment: 'not mine' }))
      const members = [['r1', 'l1'], ['r1', 'l2'], ['r2', 'l3'], ['r2', 'l1']] as const
      await runLogs.add(members.map(([runId, logId]) => member(runId, logId)))
    })
    await repository.read(async ({ judgments }) => {
      const about = { evaluatorVersionId: 'ev' }
      expect(await judgments.listByRuns(['r1'])).toEqual([
        { ...about, subjectId: 'r1', logId: 'j2', parentId: 'l2', judgment: 0.5, error: null },
        { ...about, subjectId: 'r1', logId: 'j4', parentId: 'l1', judgment: null, error: 'failed "here"' },
        { ...about, subjectId: 'r1', logId: 'j1', parentId: 'l1', judgment: true, error: undefined },
      ])
      const both = await judgments.listByRuns(['r2', 'r1'])
      expect(both.map(({ subjectId, logId }) => subjectId + logId)).toEqual(['r1j2', 'r2j3', 'r1j4', 'r2j4', 'r1j1', 'r2j1'])
      expect(both[1]?.judgment).toEqual(['a', 'ß'])
      const versions = await judgments.listByVersions(['w', 'v', 'none'])
      expect(versions.map(({ subjectId, logId }) => subjectId + logId)).toEqual(['vj2', 'wj3', 'vj4', 'vj1'])
      expect([await judgments.listByRuns([]), await judgments.listByVersions([])]).toEqual([[], []])
    })
  })

  it('go with their file, and nothing points to its versions any more', async () => {
    const repository = await opened()
    await withRuns(repository, { gone: ['r1', 'r2'], kept: ['r2', 'r3'] })
    await repository.write(async ({ files, versions, evaluations, runs, runLogs, logs, datapoints }) => {
      await files.insert(file('a'))
      await versions.insert(version('v'))
      await datapoints.insertMany([datapoint('d')])
      const evaluators = ['v', 'other'].map((versionId) => ({ versionId, orchestrated: false, addedAt: day(1) }))
      await evaluations.update('kept', { fileId: 'b', evaluators })
      await runs.update('r3', { versionId: 'other', datasetVersionId: 'v' })
      await logs.insert(log('of the file'))
      await logs.insert(log('of another', { fileId: 'b', versionId: 'other' }))
      const members = [['of the file', null], ['of another', 'd']] as const
      await runLogs.add(members.map(([logId, datapointId]) => member('r3', logId, { datapointId })))
      await files.remove('a')
    })
    await repository.read(async ({ evaluations, runs, runLogs }) => {
      expect(await evaluations.find({ id: 'gone' })).toBeUndefined()
      expect(await evaluations.find({ id: 'kept' })).toMatchObject({ evaluators: [{ versionId: 'other' }] })
      expect(await runs.find('r1')).toBeUndefined()
      expect(await runs.find('r2')).toMatchObject({ versionId: null })
      expect(await runs.find('r3')).toMatchObject({ versionId: 'other', datasetVersionId: null })
      const { items } = await runLogs.list({ runIds: ['r1', 'r2', 'r3'], offset: 0, limit: 9 })
      expect(items.map(({ logId, datapointId }) => [logId, datapointId])).toEqual([['of another', null]])
    })
  })

  it('take 100 runs and Logs that are added at once', async () => {
    const repository = await opened()
    await withRuns(repository, { e: [] })
    const add = (number: number) =>
      repository.write(async ({ runs, logs, runLogs }) => {
        await runs.insert(run(`r${number}`))
        await runs.link({ evaluationId: 'e', runId: `r${number}`, control: false, addedAt: day(1) })
        await runs.setControl('e', `r${number}`)
        await logs.insert(log(`l${number}`))
        await runLogs.add([member(`r${number}`, `l${number}`)])
      })
    await Promise.all(Array.from({ length: 100 }, (_, number) => add(number)))
    await repository.read(async ({ runs, runLogs }) => {
      const listed = await runs.listByEvaluation('e')
      expect(listed).toHaveLength(100)
      expect(listed.filter(({ control }) => control)).toHaveLength(1)
      expect(await runLogs.list({ runIds: ids(listed), offset: 0, limit: 1 })).toMatchObject({ total: 100 })
    })
  })
})
