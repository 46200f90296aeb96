import { sql } from 'kysely'
import type { Expression, Kysely, RawBuilder } from 'kysely'
import type { LogFilter } from '../repository.js'
import type { Database } from './database.js'

/** Finds the logs that may have what a list is filtered by. They are looked at again: it may find too many, and never too few. */
export interface LogTextIndex {
  /** Selects the `position` of each; `undefined` where it cannot tell. */
  find(wanted: Partial<LogFilter>): RawBuilder<unknown> | undefined
}

const fewLogs = 1000
const further = 8
/** A log that an index finds has to be fetched from wherever it stands; those of a file stand side by side. */
const dearer = 2

/**
 * Whether an index finds less than half of what the other filters leave. Both are counted in turn, and no further than the lesser one goes: a search in a
 * small file must not pay for how many logs of others have the text.
 */
export async function isNarrower(database: Kysely<Database>, found: RawBuilder<unknown>, left: Expression<unknown>): Promise<boolean> {
  for (let bound = fewLogs; ; bound *= further) {
    if (!(await hasMore(database, sql`${left}`, bound))) return false
    if (!(await hasMore(database, found, bound / dearer))) return true
  }
}

async function hasMore(database: Kysely<Database>, query: RawBuilder<unknown>, bound: number): Promise<boolean> {
  const { rows } = await sql`select 1 from (${query}) as counted limit 1 offset ${bound}`.execute(database)
  return rows.length > 0
}
