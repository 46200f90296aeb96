import type { Kysely, Selectable } from 'kysely'
import type { LinkedRunRecord, RunLogRecord, RunLogRecords, RunRecord, RunRecords } from '../repository.js'
import { isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { inChunks, loadInChunks } from './in-chunks.js'
import { readKept, writeKept } from './kept-column.js'
import { removeUnlinkedRuns } from './remove-unlinked-runs.js'
import { toEvaluation } from './sql-evaluation-records.js'

export function runRecords(database: Kysely<Database>): RunRecords {
  const members = (evaluationId: string) => database.selectFrom('evaluationRuns').where('evaluationId', '=', evaluationId)
  return {
    async find(id) {
      const row = await database.selectFrom('runs').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toRun(row)
    },
    async listByEvaluation(evaluationId) {
      const joined = members(evaluationId).innerJoin('runs', 'runs.id', 'evaluationRuns.runId').selectAll('runs').select(['control', 'addedAt'])
      const rows = await joined.orderBy('addedAt', 'desc').orderBy('evaluationRuns.position', 'desc').execute()
      return rows.map(toLinkedRun)
    },
    async listEvaluations(runId) {
      const rows = await database
        .selectFrom('evaluationRuns')
        .innerJoin('evaluations', 'evaluations.id', 'evaluationRuns.evaluationId')
        .selectAll('evaluations')
        .where('runId', '=', runId)
        .orderBy('addedAt')
        .orderBy('evaluationRuns.position')
        .execute()
      return rows.map(toEvaluation)
    },
    async count(evaluationIds) {
      const counted = database.selectFrom('evaluationRuns').select((column) => ['evaluationId', column.fn.countAll<number>().as('runs')])
      const rows = await counted.where(isOneOf('evaluationId', evaluationIds)).groupBy('evaluationId').execute()
      return rows.map(({ evaluationId, runs }) => ({ evaluationId, runs: Number(runs) }))
    },
    async insert({ orchestrated, useExistingLogs, kept, ...run }) {
      const flags = { orchestrated: Number(orchestrated), useExistingLogs: Number(useExistingLogs) }
      await database.insertInto('runs').values({ ...run, ...flags, kept: writeKept(kept) }).execute()
    },
    async update(id, { orchestrated, useExistingLogs, ...changes }) {
      const set = {
        ...changes,
        ...(orchestrated === undefined ? {} : { orchestrated: Number(orchestrated) }),
        ...(useExistingLogs === undefined ? {} : { useExistingLogs: Number(useExistingLogs) }),
      }
      await database.updateTable('runs').set(set).where('id', '=', id).execute()
    },
    async link({ control, ...membership }) {
      await database.insertInto('evaluationRuns').values({ ...membership, control: Number(control) }).execute()
    },
    async setControl(evaluationId, runId) {
      const update = (control: number) => database.updateTable('evaluationRuns').set({ control }).where('evaluationId', '=', evaluationId)
      await update(0).execute()
      if (runId !== null) await update(1).where('runId', '=', runId).execute()
    },
    async unlink(evaluationId, runId) {
      await database.deleteFrom('evaluationRuns').where('evaluationId', '=', evaluationId).where('runId', '=', runId).execute()
      await removeUnlinkedRuns(database, [runId])
    },
  }
}

const columns = ['runId', 'logId', 'datapointId', 'addedAt'] as const satisfies (keyof RunLogRecord)[]

export function runLogRecords(database: Kysely<Database>): RunLogRecords {
  return {
    async add(members) {
      for (const chunk of inChunks(members)) {
        await database
          .insertInto('runLogs')
          .values(chunk)
          .onConflict((conflict) => conflict.columns(['runId', 'logId']).doNothing())
          .execute()
      }
    },
    async list({ runIds, offset, limit }) {
      const members = database.selectFrom('runLogs').where(isOneOf('runId', runIds))
      const { total } = await members.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const page = members.select(columns).offset(offset).limit(limit)
      return { items: await page.orderBy('addedAt', 'desc').orderBy('position', 'desc').execute(), total: Number(total) }
    },
    listByLogs: (logIds) =>
      loadInChunks(logIds, (chunk) =>
        database.selectFrom('runLogs').select(columns).where('logId', 'in', chunk).orderBy('addedAt').orderBy('position').execute(),
      ),
    listByDatapoint: (datapointId) =>
      database.selectFrom('runLogs').select(columns).where('datapointId', '=', datapointId).orderBy('addedAt').orderBy('position').execute(),
    async count(runIds) {
      const members = database.selectFrom('runLogs').leftJoin('logs', 'logs.id', 'runLogs.logId').where(isOneOf('runLogs.runId', runIds))
      const counted = members.select(({ fn, ref }) => [
        'runLogs.runId',
        fn.countAll<number>().as('logs'),
        fn.countAll<number>().filterWhere('logStatus', '=', 'incomplete').as('incomplete'),
        fn.count<number>(ref('datapointId')).distinct().as('datapoints'),
      ])
      const rows = await counted.groupBy('runLogs.runId').execute()
      return rows.map(({ runId, ...counts }) => ({
        runId,
        logs: Number(counts.logs),
        incomplete: Number(counts.incomplete),
        datapoints: Number(counts.datapoints),
      }))
    },
  }
}

function toRun({ orchestrated, useExistingLogs, kept, ...run }: Selectable<Database['runs']>): RunRecord {
  return { ...run, orchestrated: orchestrated === 1, useExistingLogs: useExistingLogs === 1, ...readKept(kept) }
}

function toLinkedRun({ control, addedAt, ...row }: Selectable<Database['runs']> & { control: number; addedAt: string }): LinkedRunRecord {
  return { ...toRun(row), control: control === 1, addedAt }
}
