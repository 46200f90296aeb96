import { climbTrace } from '../climb-trace.js'
import { logText } from '../log-text.js'
import { lot } from '../lot.js'
import { usesOf } from '../uses-of.js'
import type { LogFilter, LogRecord, LogRecords } from '../repository.js'
import { cut, newestFirst, sortedBy } from './memory-order.js'
import type { MemoryTables } from './memory-tables.js'

export function logRecords(tables: MemoryTables): LogRecords {
  const { logs, uses } = tables
  return {
    find: async (id) => logs.find('id', id),
    listByIds: async (ids) => logs.findAll('id', ids),
    async list(filter) {
      const { datasetVersionId } = filter
      const held = datasetVersionId === undefined ? undefined : new Set(tables.members.find('versionId', datasetVersionId)?.ids)
      const matching = candidates(tables, filter).filter((log) => matches(log, filter) && (held?.has(log.sourceDatapointId ?? '') ?? true))
      return cut(newestFirst(chosen(matching, filter.sample), ({ createdAt }) => createdAt), filter)
    },
    listUpwards: async (id) => climbTrace(id, (above) => logs.find('id', above)),
    countUses: async (fileIds) => fileIds.flatMap((fileId) => uses.group('fileId', fileId)),
    insert: async (log) => insertLogs(tables, [log]),
    insertMany: async (added) => insertLogs(tables, added),
    async update(id, changes) {
      logs.update('id', id, changes)
      const log = logs.find('id', id)
      if (log !== undefined && changes.createdAt !== undefined) recountUses(tables, log.versionId)
    },
    remove: async (ids) => removeLogs(tables, ids),
  }
}

function insertLogs({ logs, uses }: MemoryTables, added: LogRecord[]): void {
  for (const log of added) logs.insert(log)
  for (const latest of usesOf(added)) {
    const use = uses.find('versionId', latest.versionId)
    if (use === undefined) uses.insert(latest)
    else uses.update('versionId', use.versionId, { logs: use.logs + latest.logs, lastUsedAt: latest.lastUsedAt > use.lastUsedAt ? latest.lastUsedAt : use.lastUsedAt })
  }
}

/** Removes logs with all that judges them and their places in runs, and sets the uses of their versions right. */
export function removeLogs(tables: MemoryTables, ids: string[]): void {
  const { logs, runLogs } = tables
  const versions = new Set<string>()
  for (const waiting = [...ids]; waiting.length > 0; ) {
    const log = logs.find('id', waiting.pop() ?? '')
    if (log === undefined) continue
    logs.remove('id', log.id)
    runLogs.removeGroup('logId', log.id)
    versions.add(log.versionId)
    for (const { id } of logs.group('parentId', log.id)) waiting.push(id)
  }
  for (const versionId of versions) recountUses(tables, versionId)
}

function recountUses({ logs, uses }: MemoryTables, versionId: string): void {
  const [newest, ...older] = newestFirst(logs.group('versionId', versionId), ({ createdAt }) => createdAt)
  if (newest === undefined) uses.remove('versionId', versionId)
  else uses.update('versionId', versionId, { logs: older.length + 1, lastUsedAt: newest.createdAt })
}

function candidates({ logs }: MemoryTables, filter: LogFilter): LogRecord[] {
  if (filter.parentIds !== undefined) return logs.groupsOf('parentId', filter.parentIds)
  if (filter.traceParentIds !== undefined) return logs.groupsOf('traceParentId', filter.traceParentIds)
  for (const column of ['traceId', 'runId', 'versionId', 'fileId'] as const) {
    const key = filter[column]
    if (key !== undefined) return logs.group(column, key)
  }
  return logs.all()
}

function matches(log: LogRecord, filter: LogFilter): boolean {
  const { traceParentIds, parentIds, kinds, ids, search, metadataSearch, from, to, inTrace } = filter
  const equal = (['fileId', 'versionId', 'traceId', 'runId'] as const).every(
    (column) => filter[column] === undefined || filter[column] === log[column],
  )
  return (
    equal &&
    isAmong(log.parentId, parentIds) &&
    isAmong(log.traceParentId, traceParentIds) &&
    isAmong(log.kind, kinds) &&
    (ids === undefined || ids.some((part) => log.id.includes(part))) &&
    (from === undefined || log.createdAt >= from) &&
    (to === undefined || log.createdAt <= to) &&
    (inTrace === undefined || inTrace === (log.traceId !== null)) &&
    (search === undefined || logText(log.content).searchText.includes(search.toLowerCase())) &&
    (metadataSearch === undefined || logText(log.content).metadataText.includes(metadataSearch.toLowerCase()))
  )
}

function isAmong(value: string | null, wanted: string[] | undefined): boolean {
  return wanted === undefined || (value !== null && wanted.includes(value))
}

function chosen(logs: LogRecord[], size: number | undefined): LogRecord[] {
  if (size === undefined) return logs
  const drawn = new Set(sortedBy(logs, ({ id }) => lot(id), 'asc', (one, other) => one - other).slice(0, size))
  return logs.filter((log) => drawn.has(log))
}
