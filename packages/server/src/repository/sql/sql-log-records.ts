import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { climbTrace } from '../climb-trace.js'
import { logText } from '../log-text.js'
import { lot } from '../lot.js'
import { usesOf } from '../uses-of.js'
import type { LogRecord, LogRecords } from '../repository.js'
import type { Database } from './database.js'
import { inChunks, loadInChunks } from './in-chunks.js'
import { listByIds } from './list-by-ids.js'
import { listLogs } from './list-logs.js'
import { logColumns, toLog } from './log-row.js'
import { countDown, removeLogs } from './remove-logs.js'
import { verdictOf } from './verdict-of.js'

export function logRecords(database: Kysely<Database>): LogRecords {
  return {
    async find(id) {
      const row = await database.selectFrom('logs').select(logColumns).where('id', '=', id).executeTakeFirst()
      return row && toLog(row)
    },
    async listByIds(ids) {
      return (await listByIds(ids, (chunk) => database.selectFrom('logs').select(logColumns).where('id', 'in', chunk).execute())).map(toLog)
    },
    list: (filter) => listLogs(database, filter),
    async listUpwards(id) {
      const above = database.withRecursive('above(id, traceParentId)', (query) =>
        query
          .selectFrom('logs')
          .select(['id', 'traceParentId'])
          .where('id', '=', id)
          .union(query.selectFrom('above').innerJoin('logs', 'logs.id', 'above.traceParentId').select(['logs.id', 'logs.traceParentId'])),
      )
      const rows = await above.selectFrom('logs').where('id', 'in', (query) => query.selectFrom('above').select('above.id')).select(logColumns).execute()
      const found = new Map(rows.map((row) => [row.id, toLog(row)]))
      return climbTrace(id, (next) => found.get(next))
    },
    countUses: (fileIds) => loadInChunks(fileIds, (chunk) => database.selectFrom('versionUses').selectAll().where('fileId', 'in', chunk).execute()),
    insert: (log) => insertLogs(database, [log]),
    insertMany: (logs) => insertLogs(database, logs),
    async update(id, { content, ...changes }) {
      const set = { ...changes, ...(content === undefined ? {} : stored(content)) }
      const changed = await database.updateTable('logs').set(set).where('id', '=', id).returning('versionId').executeTakeFirst()
      if (changed !== undefined && changes.createdAt !== undefined) await countDown(database, changed.versionId, 0)
    },
    remove: (ids) => removeLogs(database, ids),
  }
}

async function insertLogs(database: Kysely<Database>, logs: LogRecord[]): Promise<void> {
  for (const chunk of inChunks(logs)) {
    await database.insertInto('logs').values(chunk.map(toRow)).execute()
  }
  for (const { versionId, fileId, logs: count, lastUsedAt } of usesOf(logs)) {
    await sql`insert into version_uses (version_id, file_id, logs, last_used_at) values (${versionId}, ${fileId}, ${count}, ${lastUsedAt})
      on conflict (version_id) do update set logs = version_uses.logs + excluded.logs,
        last_used_at = case when version_uses.last_used_at < excluded.last_used_at then excluded.last_used_at else version_uses.last_used_at end`.execute(database)
  }
}

function toRow(log: LogRecord) {
  return { ...log, ...stored(log.content), lot: lot(log.id) }
}

function stored(content: Record<string, unknown>) {
  return { content: JSON.stringify(content), ...logText(content), ...verdictOf(content) }
}
