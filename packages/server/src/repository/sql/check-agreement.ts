import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { rootDirectoryId } from '../root-directory.js'
import { restoreRemedy } from './check-report.js'
import type { Rule } from './check-rule.js'
import { keyColumns, keyOf, literal, whereKey } from './table-keys.js'
import type { FoundRow, TableName } from './table-keys.js'

/** What rows must agree on. */
interface Agreement {
  table: TableName
  /** Selects from the table as `held`, after the key; `expected` is the right value. */
  columns?: RawBuilder<unknown>
  /** Conditions, with the joins before them. */
  where: RawBuilder<unknown>
  what(row: FoundRow): string
  remedy(row: FoundRow): string
}

function removal(table: TableName): (row: FoundRow) => string {
  return (row) => `Restore a backup, or remove the row: delete from ${table} where ${whereKey(table, row)}`
}

function correction(table: TableName, column: string): (row: FoundRow) => string {
  return (row) => `Set it right: update ${table} set ${column} = ${literal(row['expected'])} where ${whereKey(table, row)}`
}

const pathBelow = sql`case when parent.path = '' then held.name else parent.path || '/' || held.name end`
const countedLogs = sql`(select count(*) from logs where logs.version_id = held.version_id)`
const newestLog = sql`(select max(logs.created_at) from logs where logs.version_id = held.version_id)`
const storedBytes = sql`(select coalesce(sum(length(content)), 0) from upload_parts where upload_id = held.id)`

const agreements: Agreement[] = [
  {
    table: 'directories',
    where: sql`where (held.parent_id is null) <> (held.id = ${rootDirectoryId})`,
    what: ({ key0 }) => (key0 === rootDirectoryId ? 'The root is in another directory.' : 'It is in no directory, which only the root may be.'),
    remedy: ({ key0 }) =>
      `Set it right: update directories set parent_id = ${key0 === rootDirectoryId ? 'null' : literal(rootDirectoryId)} where id = ${literal(key0)}`,
  },
  ...(
    [
      ['directories', 'parent_id'],
      ['files', 'directory_id'],
    ] as const
  ).map(([table, parent]): Agreement => ({
    table,
    columns: sql`, held.path, ${pathBelow} as expected`,
    where: sql`join directories as parent on parent.id = ${sql.ref(`held.${parent}`)} where held.path <> ${pathBelow}`,
    what: ({ path, expected }) => `Its path is "${path}"; by its name and its directory it should be "${expected}".`,
    remedy: correction(table, 'path'),
  })),
  ...(['logs', 'deployments', 'version_uses'] as const).map((table): Agreement => ({
    table,
    columns: sql`, held.file_id, versions.file_id as expected`,
    where: sql`join versions on versions.id = held.version_id where versions.file_id <> held.file_id`,
    what: ({ fileId, expected }) => `It belongs to the file "${fileId}", but its version to "${expected}".`,
    remedy: correction(table, 'file_id'),
  })),
  {
    table: 'deployments',
    where: sql`join versions on versions.id = held.version_id where versions.deleted_at is not null`,
    what: () => 'The version that it deploys is deleted.',
    remedy: removal('deployments'),
  },
  {
    table: 'version_uses',
    columns: sql`, held.logs, ${countedLogs} as expected`,
    where: sql`where held.logs <> ${countedLogs}`,
    what: ({ logs, expected }) => `It counts ${logs} logs of the version; there are ${expected}.`,
    remedy: (row) => (Number(row['expected']) === 0 ? removal('version_uses')(row) : correction('version_uses', 'logs')(row)),
  },
  {
    table: 'version_uses',
    columns: sql`, held.last_used_at, ${newestLog} as expected`,
    where: sql`where held.last_used_at <> ${newestLog}`,
    what: ({ lastUsedAt, expected }) => `It says that the version was last used at ${lastUsedAt}; its newest log is of ${expected}.`,
    remedy: correction('version_uses', 'last_used_at'),
  },
  {
    table: 'versions',
    columns: sql`, held.file_id, (select count(*) from logs where logs.version_id = held.id) as logs,
      (select max(logs.created_at) from logs where logs.version_id = held.id) as newest`,
    where: sql`where exists (select 1 from logs where logs.version_id = held.id)
      and not exists (select 1 from version_uses where version_uses.version_id = held.id)`,
    what: ({ logs }) => `It has ${logs} logs, but version_uses has no row for it.`,
    remedy: ({ key0, fileId, logs, newest }) =>
      `Add it: insert into version_uses (version_id, file_id, logs, last_used_at) values (${[key0, fileId, logs, newest].map(literal).join(', ')})`,
  },
  {
    table: 'version_datapoints',
    columns: sql`, held.datapoint_id`,
    where: sql`join versions on versions.id = held.version_id join datapoints on datapoints.id = held.datapoint_id where versions.file_id <> datapoints.file_id`,
    what: ({ datapointId }) => `The datapoint "${datapointId}" belongs to another Dataset than the version.`,
    remedy: removal('version_datapoints'),
  },
  {
    table: 'versions',
    columns: sql`, (select count(*) from version_datapoints as counted where counted.version_id = held.id) as members`,
    where: sql`where (select count(*) from version_datapoints as counted where counted.version_id = held.id)
      <> (select coalesce(max(position) + 1, 0) from version_datapoints as counted where counted.version_id = held.id)`,
    what: ({ members }) => `The positions of its ${members} datapoints have gaps, so some of its pages lack datapoints.`,
    remedy: () => restoreRemedy,
  },
  {
    table: 'evaluations',
    where: sql`where (select count(*) from evaluation_runs where evaluation_id = held.id and control = 1) > 1`,
    what: () => 'More than one of its runs is the control.',
    remedy: ({ key0 }) => `Choose the control again, or choose none: update evaluation_runs set control = 0 where evaluation_id = ${literal(key0)}`,
  },
  {
    table: 'uploads',
    columns: sql`, held.bytes, ${storedBytes} as stored`,
    where: sql`where held.bytes <> ${storedBytes}`,
    what: ({ bytes, stored }) => `It has ${bytes} bytes; ${stored} of them are stored.`,
    remedy: () => 'Restore a backup, or upload the file again and delete this one.',
  },
]

/** Finds rows that do not agree with those around them. */
export const agreementRules: Rule[] = agreements.map(({ table, columns = sql``, where, what, remedy }) => ({
  wrong: sql`select ${keyColumns(table)}${columns} from ${sql.table(table)} as held ${where}`,
  tell: (row) => ({ table, id: keyOf(row), what: what(row), remedy: remedy(row) }),
}))
