import type { Kysely } from 'kysely'
import type { Database } from './database.js'
import { removeJudges } from './remove-logs.js'

/** Removes a file with all that belongs to it. */
export async function removeFile(database: Kysely<Database>, id: string): Promise<void> {
  await removeJudges(database, id)
  for (const table of ['logs', 'versionUses', 'deployments', 'versions'] as const) await database.deleteFrom(table).where('fileId', '=', id).execute()
  await database.deleteFrom('files').where('id', '=', id).execute()
}
