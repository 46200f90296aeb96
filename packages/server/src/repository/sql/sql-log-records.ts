import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { climbTrace } from '../climb-trace.js'
import { logText } from '../log-text.js'
import { lot } from '../lot.js'
import { usesOf } from '../uses-of.js'
import type { LogRecord, LogRecords, VersionUse } from '../repository.js'
import type { Database } from './database.js'
import { inChunks } from './in-chunks.js'
import { listByIds } from './list-by-ids.js'
import { listLogs } from './list-logs.js'
import { logColumns, toLog } from './log-row.js'
import type { LogTextIndex } from './log-text-index.js'
import { prepared, preparedByKeys } from './prepared.js'
import type { SlotFor } from './prepared.js'
import { countDown, removeLogs } from './remove-logs.js'
import { verdictOf } from './verdict-of.js'

export function logRecords(database: Kysely<Database>, texts?: LogTextIndex): LogRecords {
  return {
    async find(id) {
      const [row] = await findById(database, { id })
      return row && toLog(row)
    },
    async listByIds(ids) {
      return (await listByIds(ids, (chunk) => database.selectFrom('logs').select(logColumns).where('id', 'in', chunk).execute())).map(toLog)
    },
    list: (filter) => listLogs(database, filter, texts),
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
    countUses: (fileIds) => listUses(database, fileIds),
    async insert(log) {
      await insertLog(database, toRow(log))
      await countUse(database, { fileId: log.fileId, versionId: log.versionId, logs: 1, lastUsedAt: log.createdAt })
    },
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
  for (const use of usesOf(logs)) await countUse(database, use)
}

const findById = prepared((database, value: SlotFor<{ id: string }>) => database.selectFrom('logs').select(logColumns).where('id', '=', value('id')))
const listUses = preparedByKeys((database, fileIds: string[]) => database.selectFrom('versionUses').selectAll().where('fileId', 'in', fileIds))
const columns = [...logColumns, 'searchText', 'metadataText', 'lot', 'judgment', 'error'] as const
const insertLog = prepared((database, value: SlotFor<Row>) =>
  database.insertInto('logs').values(Object.fromEntries(columns.map((column) => [column, value(column)])) as Pick<Row, (typeof columns)[number]>),
)
const countUse = prepared(
  (_database, value: SlotFor<VersionUse>) => sql`insert into version_uses (version_id, file_id, logs, last_used_at)
    values (${value('versionId')}, ${value('fileId')}, ${value('logs')}, ${value('lastUsedAt')})
    on conflict (version_id) do update set logs = version_uses.logs + excluded.logs,
      last_used_at = case when version_uses.last_used_at < excluded.last_used_at then excluded.last_used_at else version_uses.last_used_at end`,
)

type Row = ReturnType<typeof toRow>

function toRow(log: LogRecord) {
  return { ...log, ...stored(log.content), lot: lot(log.id) }
}

function stored(content: Record<string, unknown>) {
  return { content: JSON.stringify(content), ...logText(content), ...verdictOf(content) }
}
