import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import { runAll } from './run-all.js'

/** What lists are filtered by and drawn from, beside the time: an index that has it all is read without the logs, which are long. */
const filters = 'trace_id, id, lot'

/** Lets lists of logs be filtered and counted in an index alone, and leaves logs out of the indexes of what most of them do not have. */
export async function indexLogsForLists(database: Kysely<Database>): Promise<void> {
  await runAll(database, [
    ...replaced('logs_by_creation', `(file_id, created_at, position, ${filters})`),
    ...replaced('logs_by_version', `(version_id, created_at, position, file_id, ${filters})`),
    'create index logs_by_lot on logs (file_id, lot, position, id)',
    ...replaced('logs_by_judged', '(parent_id, created_at, position) where parent_id is not null'),
    ...replaced('logs_by_trace', '(trace_id, created_at, position) where trace_id is not null'),
    ...replaced('logs_by_parent', '(trace_parent_id, created_at, position) where trace_parent_id is not null'),
    ...replaced('logs_by_run', '(run_id, created_at, position) where run_id is not null'),
    ...replaced('logs_by_datapoint', '(source_datapoint_id, version_id) where source_datapoint_id is not null'),
  ])
}

function replaced(index: string, columns: string): string[] {
  return [`drop index ${index}`, `create index ${index} on logs ${columns}`]
}
