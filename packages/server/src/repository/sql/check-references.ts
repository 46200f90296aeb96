import { sql } from 'kysely'
import type { Rule } from './check-rule.js'
import { keyColumns, keyOf, whereKey } from './table-keys.js'
import type { TableName } from './table-keys.js'

/** A column that holds the key of another row. */
interface Reference {
  table: TableName
  column: string
  target: TableName
  /** The target's column. Default: `id`. */
  targetColumn?: string
  /** Whether the column may hold nothing, so that this is the way to mend it. */
  optional?: boolean
}

/** What a log says of its run, its datapoint and its trace is not among them: those may be gone, or never come. */
const references: Reference[] = [
  { table: 'directories', column: 'parent_id', target: 'directories' },
  { table: 'files', column: 'directory_id', target: 'directories' },
  { table: 'versions', column: 'file_id', target: 'files' },
  { table: 'deployments', column: 'file_id', target: 'files' },
  { table: 'deployments', column: 'environment_id', target: 'environments' },
  { table: 'deployments', column: 'version_id', target: 'versions' },
  { table: 'logs', column: 'file_id', target: 'files' },
  { table: 'logs', column: 'version_id', target: 'versions' },
  { table: 'logs', column: 'parent_id', target: 'logs', optional: true },
  { table: 'version_uses', column: 'version_id', target: 'versions' },
  { table: 'datapoints', column: 'file_id', target: 'files' },
  { table: 'version_datapoints', column: 'version_id', target: 'versions' },
  { table: 'version_datapoints', column: 'datapoint_id', target: 'datapoints' },
  { table: 'evaluations', column: 'file_id', target: 'files', optional: true },
  { table: 'runs', column: 'version_id', target: 'versions', optional: true },
  { table: 'runs', column: 'dataset_version_id', target: 'versions', optional: true },
  { table: 'evaluation_runs', column: 'evaluation_id', target: 'evaluations' },
  { table: 'evaluation_runs', column: 'run_id', target: 'runs' },
  { table: 'run_logs', column: 'run_id', target: 'runs' },
  { table: 'run_logs', column: 'log_id', target: 'logs' },
  { table: 'run_logs', column: 'datapoint_id', target: 'datapoints', optional: true },
  { table: 'chat_messages', column: 'session_key', target: 'chat_sessions', targetColumn: 'key' },
  { table: 'upload_parts', column: 'upload_id', target: 'uploads' },
]

/** Finds rows that point to rows which are not there. */
export const referenceRules: Rule[] = references.map(({ table, column, target, targetColumn = 'id', optional = false }) => ({
  wrong: sql`select ${keyColumns(table)}, ${sql.ref(`held.${column}`)} as value from ${sql.table(table)} as held
    where ${sql.ref(`held.${column}`)} is not null
    and not exists (select 1 from ${sql.table(target)} as target where ${sql.ref(`target.${targetColumn}`)} = ${sql.ref(`held.${column}`)})`,
  tell: (row) => ({
    table,
    id: keyOf(row),
    what: `Its ${column} is ${JSON.stringify(row['value'])}, but ${target} has no such row.`,
    remedy: optional
      ? `Restore a backup, or forget it: update ${table} set ${column} = null where ${whereKey(table, row)}`
      : `Restore a backup, or remove the row: delete from ${table} where ${whereKey(table, row)}`,
  }),
}))
