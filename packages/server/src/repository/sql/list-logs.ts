import type { Kysely } from 'kysely'
import { reversed } from '../../reversed.js'
import type { Listing, LogFilter, LogRecord } from '../repository.js'
import { contains, containsOneOf, isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { logColumns, toLog } from './log-row.js'

type Query = ReturnType<typeof matchingLogs>
type Window = Pick<LogFilter, 'offset' | 'limit'>

export async function listLogs(database: Kysely<Database>, { offset, limit, sample, ...wanted }: LogFilter): Promise<Listing<LogRecord>> {
  const matching = matchingLogs(database, wanted)
  if (sample === undefined) return listPage(matching, { offset, limit }, await keptCount(database, wanted))
  const drawn = matching.select('id').orderBy('lot').orderBy('position').limit(sample)
  return listPage(database.selectFrom('logs').where('id', 'in', drawn), { offset, limit })
}

/** Reads a part of a list, newest first, and counts the whole of it unless that is known. */
async function listPage(logs: Query, { offset, limit }: Window, known?: number): Promise<Listing<LogRecord>> {
  const first = known === undefined && offset === 0 ? await readPage(logs, 'desc', offset, limit) : undefined
  if (first !== undefined && first.length < limit) return { items: first, total: first.length }
  const total = known ?? (await countAll(logs))
  return { items: first ?? (await readFromNearerEnd(logs, { offset, limit }, total)), total }
}

/** The deeper a page is in a list, the more is passed over: never more than a half. */
async function readFromNearerEnd(logs: Query, { offset, limit }: Window, total: number): Promise<LogRecord[]> {
  if (offset <= total / 2) return readPage(logs, 'desc', offset, limit)
  const left = Math.min(limit, total - offset)
  return left <= 0 ? [] : reversed(await readPage(logs, 'asc', total - offset - left, left))
}

async function readPage(logs: Query, order: 'asc' | 'desc', offset: number, limit: number): Promise<LogRecord[]> {
  const rows = await logs.select(logColumns).orderBy('createdAt', order).orderBy('position', order).offset(offset).limit(limit).execute()
  return rows.map(toLog)
}

async function countAll(logs: Query): Promise<number> {
  const { total } = await logs.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

/** The logs of a file, or of one of its versions, are counted as they are written. */
async function keptCount(database: Kysely<Database>, { fileId, versionId, ...others }: Partial<LogFilter>): Promise<number | undefined> {
  if (fileId === undefined || Object.values(others).some((value) => value !== undefined)) return undefined
  const uses = database.selectFrom('versionUses').where('fileId', '=', fileId)
  const counted = versionId === undefined ? uses : uses.where('versionId', '=', versionId)
  const { total } = await counted.select((column) => column.fn.sum<number | null>('logs').as('total')).executeTakeFirstOrThrow()
  return Number(total ?? 0)
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
