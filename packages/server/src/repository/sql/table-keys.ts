import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'

/** The tables, and the columns that name a row of each. */
export const tableKeys = {
  environments: ['id'],
  directories: ['id'],
  files: ['id'],
  versions: ['id'],
  deployments: ['file_id', 'environment_id'],
  logs: ['id'],
  version_uses: ['version_id'],
  datapoints: ['id'],
  version_datapoints: ['version_id', 'position'],
  evaluations: ['id'],
  runs: ['id'],
  evaluation_runs: ['evaluation_id', 'run_id'],
  run_logs: ['run_id', 'log_id'],
  manifests: ['id'],
  chat_sessions: ['key'],
  chat_messages: ['position'],
  chat_devices: ['device'],
  responses: ['id'],
  uploads: ['id'],
  upload_parts: ['upload_id', 'position'],
  fine_tuning_jobs: ['id'],
  work: ['id'],
  api_keys: ['id'],
  idempotency: ['key'],
} as const satisfies Record<string, readonly string[]>

export type TableName = keyof typeof tableKeys

/** A row as a query of the check gives it. Its key is in `key0` and `key1`. */
export interface FoundRow {
  key0: string | number
  key1?: string | number | null
  [column: string]: string | number | null | undefined
}

/** Selects the key of a table that the query calls `held`. */
export function keyColumns(table: TableName): RawBuilder<unknown> {
  return sql.join(tableKeys[table].map((column, index) => sql`${sql.ref(`held.${column}`)} as ${sql.id(`key${index}`)}`))
}

export function keyOf({ key0, key1 }: FoundRow): string {
  return key1 === undefined || key1 === null ? String(key0) : `${key0}, ${key1}`
}

/** The condition that a person writes to name a row. */
export function whereKey(table: TableName, { key0, key1 }: FoundRow): string {
  return tableKeys[table].map((column, index) => `${column} = ${literal(index === 0 ? key0 : key1)}`).join(' and ')
}

/** A value as a person writes it in SQL. */
export function literal(value: string | number | null | undefined): string {
  if (value === undefined || value === null) return 'null'
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}
