import { sql } from 'kysely'
import type { Kysely, RawBuilder, Selectable } from 'kysely'
import { reversed } from '../../reversed.js'
import { RepositoryUnavailable } from '../repository-unavailable.js'
import type { Listing, LogFilter, LogRecord } from '../repository.js'
import { contains, containsOneOf, isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { logColumns, toLog } from './log-row.js'
import { findFewer } from './log-text-index.js'
import type { LogTextIndex } from './log-text-index.js'

type Logs = ReturnType<typeof allLogs>
type Wanted = Omit<LogFilter, keyof Window>
type Window = Pick<LogFilter, 'offset' | 'limit'>

export async function listLogs(database: Kysely<Database>, { offset, limit, ...wanted }: LogFilter, texts?: LogTextIndex): Promise<Listing<LogRecord>> {
  const window = { offset, limit }
  const lookThrough = (): Promise<Listing<LogRecord>> => listAmong(database, allLogs(database), wanted, window)
  const found = texts?.find(wanted)
  if (texts === undefined || found === undefined) return lookThrough()
  try {
    const left = matchingLogs(database, allLogs(database), { ...wanted, search: undefined, metadataSearch: undefined, ids: undefined })
    const fewer = await findFewer(database, texts, found, left.select('position'))
    return await (fewer === undefined ? lookThrough() : listFound(database, fewer, wanted, window))
  } catch (error) {
    if (error instanceof RepositoryUnavailable) throw error
    // An index may be gone or damaged: nothing but time depends on it.
    return lookThrough()
  }
}

/** Reads a page and counts the list in one pass: logs that an index finds have to be fetched from wherever they stand. */
async function listFound(database: Kysely<Database>, found: RawBuilder<unknown>, wanted: Wanted, { offset, limit }: Window): Promise<Listing<LogRecord>> {
  const logs = logsAt(database, found)
  if (wanted.sample !== undefined) return listAmong(database, logs, wanted, { offset, limit })
  const matching = matchingLogs(database, logs, wanted)
  const counted = matching.select(['position as place', (column) => column.fn.countAll<number>().over().as('total')])
  const page = counted.orderBy('createdAt', 'desc').orderBy('position', 'desc').offset(offset).limit(limit)
  const columns = logColumns.map((column) => `logs.${column}` as const)
  const paged = database.selectFrom(page.as('page')).innerJoin('logs', 'position', 'place').select([...columns, 'total'])
  const rows = await paged.orderBy('createdAt', 'desc').orderBy('position', 'desc').execute()
  const [first] = rows
  const total = first?.total ?? (offset === 0 && limit > 0 ? 0 : await countAll(matching))
  return { items: rows.map(({ total: _total, ...row }) => toLog(row)), total }
}

async function listAmong(database: Kysely<Database>, logs: Logs, { sample, ...wanted }: Wanted, window: Window): Promise<Listing<LogRecord>> {
  const matching = matchingLogs(database, logs, wanted)
  if (sample === undefined) return listPage(matching, window, await keptCount(database, wanted))
  const drawn = matching.select('id').orderBy('lot').orderBy('position').limit(sample)
  return listPage(allLogs(database).where('id', 'in', drawn), window)
}

function allLogs(database: Kysely<Database>) {
  return database.selectFrom('logs')
}

/** The join keeps its order: planners do not know how few logs an index of texts finds. */
function logsAt(database: Kysely<Database>, positions: RawBuilder<unknown>): Logs {
  const logs = sql<Selectable<Database['logs']>>`(select logs.* from (${positions}) as found cross join logs on logs.position = found.position)`
  return database.selectFrom(logs.as('logs')) as unknown as Logs
}

/** Reads a part of a list, newest first, and counts the whole of it unless that is known. */
async function listPage(logs: Logs, { offset, limit }: Window, known?: number): Promise<Listing<LogRecord>> {
  const first = known === undefined && offset === 0 ? await readPage(logs, 'desc', offset, limit) : undefined
  if (first !== undefined && first.length < limit) return { items: first, total: first.length }
  const total = known ?? (await countAll(logs))
  return { items: first ?? (await readFromNearerEnd(logs, { offset, limit }, total)), total }
}

/** The deeper a page is in a list, the more is passed over: never more than a half. */
async function readFromNearerEnd(logs: Logs, { offset, limit }: Window, total: number): Promise<LogRecord[]> {
  if (offset <= total / 2) return readPage(logs, 'desc', offset, limit)
  const left = Math.min(limit, total - offset)
  return left <= 0 ? [] : reversed(await readPage(logs, 'asc', total - offset - left, left))
}

async function readPage(logs: Logs, order: 'asc' | 'desc', offset: number, limit: number): Promise<LogRecord[]> {
  const rows = await logs.select(logColumns).orderBy('createdAt', order).orderBy('position', order).offset(offset).limit(limit).execute()
  return rows.map(toLog)
}

async function countAll(logs: Logs): Promise<number> {
  const { total } = await logs.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

/** The logs of a file, or of one of its versions, are counted as they are written. */
async function keptCount(database: Kysely<Database>, { fileId, versionId, ...others }: Wanted): Promise<number | undefined> {
  if (fileId === undefined || Object.values(others).some((value) => value !== undefined)) return undefined
  const uses = database.selectFrom('versionUses').where('fileId', '=', fileId)
  const counted = versionId === undefined ? uses : uses.where('versionId', '=', versionId)
  const { total } = await counted.select((column) => column.fn.sum<number | null>('logs').as('total')).executeTakeFirstOrThrow()
  return Number(total ?? 0)
}

function matchingLogs(database: Kysely<Database>, among: Logs, wanted: Wanted): Logs {
  const { datasetVersionId, traceParentIds, parentIds, kinds, ids, search, metadataSearch, from, to, inTrace } = wanted
  let logs = among
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
