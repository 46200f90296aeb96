import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import { runAll } from './run-all.js'

/** Lets the logs of a file that are in a trace be listed and counted without the others, which cost nothing: they are not in the index. */
export async function indexTracedLogs(database: Kysely<Database>): Promise<void> {
  await runAll(database, ['create index logs_of_traces on logs (file_id, created_at, position, version_id, trace_id, id, lot) where trace_id is not null'])
}
