import type { Kysely } from 'kysely'
import type { Database } from './database.js'
import { removeJudges } from './remove-logs.js'

/** Removes a file with all that belongs to it. */
export async function removeFile(database: Kysely<Database>, id: string): Promise<void> {
  await removeJudges(database, id)
  const datapoints = database.selectFrom('datapoints').select('id').where('fileId', '=', id)
  await database.updateTable('logs').set({ sourceDatapointId: null }).where('sourceDatapointId', 'in', datapoints).execute()
  const versions = database.selectFrom('versions').select('id').where('fileId', '=', id)
  await database.deleteFrom('versionDatapoints').where('versionId', 'in', versions).execute()
  for (const table of ['datapoints', 'logs', 'versionUses', 'deployments', 'versions'] as const) await database.deleteFrom(table).where('fileId', '=', id).execute()
  await database.deleteFrom('files').where('id', '=', id).execute()
}
