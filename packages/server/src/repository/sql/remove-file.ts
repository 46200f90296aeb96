import type { Kysely } from 'kysely'
import type { Database } from './database.js'
import { removeJudges } from './remove-logs.js'
import { evaluationRecords, toEvaluation } from './sql-evaluation-records.js'

/** Removes a file with all that belongs to it, and lets nothing point to it any more. */
export async function removeFile(database: Kysely<Database>, id: string): Promise<void> {
  await removeJudges(database, id)
  const logs = database.selectFrom('logs').select('id').where('fileId', '=', id)
  await database.deleteFrom('runLogs').where('logId', 'in', logs).execute()
  const evaluations = evaluationRecords(database)
  for (const { id: evaluationId } of await database.selectFrom('evaluations').select('id').where('fileId', '=', id).execute()) {
    await evaluations.remove(evaluationId)
  }
  await forgetVersions(database, id)
  await forgetDatapoints(database, id)
  for (const table of ['datapoints', 'logs', 'versionUses', 'deployments', 'versions'] as const) {
    await database.deleteFrom(table).where('fileId', '=', id).execute()
  }
  await database.deleteFrom('files').where('id', '=', id).execute()
}

async function forgetVersions(database: Kysely<Database>, fileId: string): Promise<void> {
  const versions = database.selectFrom('versions').select('id').where('fileId', '=', fileId)
  await database.updateTable('runs').set({ versionId: null }).where('versionId', 'in', versions).execute()
  await database.updateTable('runs').set({ datasetVersionId: null }).where('datasetVersionId', 'in', versions).execute()
  await database.deleteFrom('versionDatapoints').where('versionId', 'in', versions).execute()
  const removed = new Set((await versions.execute()).map(({ id }) => id))
  for (const { id, evaluators } of (await database.selectFrom('evaluations').selectAll().execute()).map(toEvaluation)) {
    const left = evaluators.filter(({ versionId }) => !removed.has(versionId))
    if (left.length < evaluators.length) await evaluationRecords(database).update(id, { evaluators: left })
  }
}

async function forgetDatapoints(database: Kysely<Database>, fileId: string): Promise<void> {
  const datapoints = database.selectFrom('datapoints').select('id').where('fileId', '=', fileId)
  await database.updateTable('logs').set({ sourceDatapointId: null }).where('sourceDatapointId', 'in', datapoints).execute()
  await database.updateTable('runLogs').set({ datapointId: null }).where('datapointId', 'in', datapoints).execute()
}
