import type { Kysely } from 'kysely'
import type { Database } from './database.js'
import { inChunks } from './in-chunks.js'

/** Removes those runs that are in no Evaluation. Their Logs stay. */
export async function removeUnlinkedRuns(database: Kysely<Database>, ids: string[]): Promise<void> {
  for (const chunk of inChunks(ids)) {
    const linked = database.selectFrom('evaluationRuns').select('runId').where('runId', 'in', chunk)
    const removed = await database.deleteFrom('runs').where('id', 'in', chunk).where('id', 'not in', linked).returning('id').execute()
    for (const { id } of removed) {
      await database.deleteFrom('runLogs').where('runId', '=', id).execute()
      await database.updateTable('logs').set({ runId: null }).where('runId', '=', id).execute()
    }
  }
}
