import type { Kysely } from 'kysely'
import type { Database } from './database.js'
import { inChunks } from './in-chunks.js'

/** Removes logs with all that judges them and their places in runs, and sets the uses of their versions right. */
export async function removeLogs(database: Kysely<Database>, ids: string[]): Promise<void> {
  const removed = new Map<string, number>()
  for (let waiting = [...new Set(ids)]; waiting.length > 0; ) {
    const judges: string[] = []
    for (const chunk of inChunks(waiting)) {
      const gone = await database.deleteFrom('logs').where('id', 'in', chunk).returning(['id', 'versionId']).execute()
      await database.deleteFrom('runLogs').where('logId', 'in', chunk).execute()
      for (const { versionId } of gone) removed.set(versionId, (removed.get(versionId) ?? 0) + 1)
      judges.push(...(await database.selectFrom('logs').select('id').where('parentId', 'in', chunk).execute()).map(({ id }) => id))
    }
    waiting = judges
  }
  for (const [versionId, count] of removed) await countDown(database, versionId, count)
}

/** Removes the logs of other files that judge the logs of this one. */
export async function removeJudges(database: Kysely<Database>, fileId: string): Promise<void> {
  const judged = database.selectFrom('logs').select('id').where('fileId', '=', fileId)
  const judges = await database.selectFrom('logs').select('id').where('parentId', 'in', judged).where('fileId', '!=', fileId).execute()
  await removeLogs(database, judges.map(({ id }) => id))
}

/** Takes logs off the uses of a version, and looks again when it was used last. */
export async function countDown(database: Kysely<Database>, versionId: string, count: number): Promise<void> {
  const { newest } = await database
    .selectFrom('logs')
    .select((column) => column.fn.max('createdAt').as('newest'))
    .where('versionId', '=', versionId)
    .executeTakeFirstOrThrow()
  if (newest === null) await database.deleteFrom('versionUses').where('versionId', '=', versionId).execute()
  else {
    await database
      .updateTable('versionUses')
      .set((column) => ({ logs: column('logs', '-', count), lastUsedAt: newest }))
      .where('versionId', '=', versionId)
      .execute()
  }
}
