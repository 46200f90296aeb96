import type { Kysely, Selectable } from 'kysely'
import { climbTrace } from '../climb-trace.js'
import { logText } from '../log-text.js'
import { lot } from '../lot.js'
import { usesOf } from '../uses-of.js'
import type { LogFilter, LogRecord, LogRecords } from '../repository.js'
import { contains, containsOneOf, isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { inChunks, loadInChunks } from './in-chunks.js'
import { listByIds } from './list-by-ids.js'
import { countDown, removeLogs } from './remove-logs.js'
import { verdictOf } from './verdict-of.js'

const columns = [
  'id', 'kind', 'fileId', 'versionId', 'parentId', 'traceParentId', 'traceId', 'sourceDatapointId', 'runId', 'logStatus', 'createdAt', 'content',
] as const satisfies (keyof LogRecord)[]

type Row = Pick<Selectable<Database['logs']>, (typeof columns)[number]>

export function logRecords(database: Kysely<Database>): LogRecords {
  return {
    async find(id) {
      const row = await database.selectFrom('logs').select(columns).where('id', '=', id).executeTakeFirst()
      return row && toLog(row)
    },
    async listByIds(ids) {
      return (await listByIds(ids, (chunk) => database.selectFrom('logs').select(columns).where('id', 'in', chunk).execute())).map(toLog)
    },
    async list({ offset, limit, sample, ...wanted }) {
      const matching = matchingLogs(database, wanted)
      const drawn = (size: number) => matching.select('id').orderBy('lot').orderBy('position').limit(size)
      const logs = sample === undefined ? matching : database.selectFrom('logs').where('id', 'in', drawn(sample))
      const { total } = await logs.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await logs.select(columns).orderBy('createdAt', 'desc').orderBy('position', 'desc').offset(offset).limit(limit).execute()
      return { items: rows.map(toLog), total: Number(total) }
    },
    async listUpwards(id) {
      const above = database.withRecursive('above(id, traceParentId)', (query) =>
        query
          .selectFrom('logs')
          .select(['id', 'traceParentId'])
          .where('id', '=', id)
          .union(query.selectFrom('above').innerJoin('logs', 'logs.id', 'above.traceParentId').select(['logs.id', 'logs.traceParentId'])),
      )
      const rows = await above.selectFrom('logs').where('id', 'in', (query) => query.selectFrom('above').select('above.id')).select(columns).execute()
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
    await database.insertInto('logs').values(chunk.map((log) => ({ ...log, ...stored(log.content), lot: lot(log.id) }))).execute()
  }
  for (const use of usesOf(logs)) {
    await database
      .insertInto('versionUses')
      .values(use)
      .onConflict((conflict) =>
        conflict.column('versionId').doUpdateSet(({ eb, ref }) => ({
          logs: eb('versionUses.logs', '+', use.logs),
          lastUsedAt: eb.case().when('versionUses.lastUsedAt', '<', use.lastUsedAt).then(use.lastUsedAt).else(ref('versionUses.lastUsedAt')).end(),
        })),
      )
      .execute()
  }
}

function matchingLogs(database: Kysely<Database>, wanted: Partial<LogFilter>) {
  const { datasetVersionId, traceParentIds, parentIds, kinds, ids, search, metadataSearch, from, to, inTrace } = wanted
  let logs = database.selectFrom('logs')
  for (const column of ['fileId', 'versionId', 'traceId', 'runId'] as const) {
    const value = wanted[column]
    if (value !== undefined) logs = logs.where(column, '=', value)
  }
  if (datasetVersionId !== undefined) {
    const held = database.selectFrom('versionDatapoints').select('datapointId').where('versionId', '=', datasetVersionId)
    logs = logs.where('sourceDatapointId', 'in', held)
  }
  if (traceParentIds !== undefined) logs = logs.where(isOneOf('traceParentId', traceParentIds))
  if (parentIds !== undefined) logs = logs.where(isOneOf('parentId', parentIds))
  if (kinds !== undefined) logs = logs.where(isOneOf('kind', kinds))
  if (ids !== undefined) logs = logs.where(containsOneOf('id', ids))
  if (from !== undefined) logs = logs.where('createdAt', '>=', from)
  if (to !== undefined) logs = logs.where('createdAt', '<=', to)
  if (inTrace !== undefined) logs = logs.where('traceId', inTrace ? 'is not' : 'is', null)
  if (search !== undefined) logs = logs.where(contains('searchText', search.toLowerCase()))
  if (metadataSearch !== undefined) logs = logs.where(contains('metadataText', metadataSearch.toLowerCase()))
  return logs
}

function stored(content: Record<string, unknown>) {
  return { content: JSON.stringify(content), ...logText(content), ...verdictOf(content) }
}

function toLog({ content, ...log }: Row): LogRecord {
  return { ...log, content: JSON.parse(content) as Record<string, unknown> }
}
