import { sql } from 'kysely'
import type { Expression, Kysely, RawBuilder } from 'kysely'
import type { LogFilter } from '../repository.js'
import type { Database } from './database.js'

/** Finds the logs that may have what a list is filtered by. They are looked at again: it may find too many, and never too few. */
export interface LogTextIndex {
  /** Selects the `position` of each; `undefined` where it cannot tell. */
  find(wanted: Partial<LogFilter>): RawBuilder<unknown> | undefined
  /** Selects each `position` of these. */
  list(positions: number[]): RawBuilder<unknown>
}

const fewLogs = 1000
const further = 8
/** A log that an index finds has to be fetched from wherever it stands; those of a file stand side by side. */
const dearer = 2

/**
 * Gives what an index finds, if that is less than half of what the other filters leave. Both are counted in turn, and no further than the lesser one goes: a
 * search in a small file must not pay for how many logs of others have the text. Few are read at once, so that the index is asked once.
 */
export async function findFewer(
  database: Kysely<Database>,
  index: LogTextIndex,
  found: RawBuilder<unknown>,
  left: Expression<unknown>,
): Promise<RawBuilder<unknown> | undefined> {
  if (!(await hasMore(database, left, fewLogs))) return undefined
  const few = fewLogs / dearer
  const { rows } = await sql<{ position: number }>`select position from (${found}) as found limit ${few + 1}`.execute(database)
  if (rows.length <= few) return index.list(rows.map(({ position }) => position))
  for (let bound = fewLogs * further; await hasMore(database, left, bound); bound *= further) {
    if (!(await hasMore(database, found, bound / dearer))) return found
  }
  return undefined
}

async function hasMore(database: Kysely<Database>, query: Expression<unknown>, bound: number): Promise<boolean> {
  const { rows } = await sql`select 1 from (${query}) as counted limit 1 offset ${bound}`.execute(database)
  return rows.length > 0
}
