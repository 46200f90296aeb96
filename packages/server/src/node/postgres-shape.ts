import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { TableShape } from '../repository/sql/check-tables.js'
import { toShapes } from '../repository/sql/check-tables.js'
import type { TablePart } from '../repository/sql/check-tables.js'
import type { Database } from '../repository/sql/database.js'

const isInSchema = sql`relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
  and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')`

/** Names the tables of the first schema, but for those of extensions. */
export async function listPostgresTables(database: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class where ${isInSchema}`.execute(database)
  return rows.map(({ name }) => name)
}

/** Reads which tables the first schema has, with their columns and their indexes that can be used. */
export async function readPostgresShape(database: Kysely<Database>): Promise<TableShape[]> {
  const columns = await sql<TablePart>`select relname as name, attname as part from pg_class join pg_attribute on attrelid = pg_class.oid
    where ${isInSchema} and attnum > 0 and not attisdropped order by attnum`.execute(database)
  const indexes = await sql<TablePart>`select relname as name, case when indisunique then 'unique ' else '' end
      || '(' || (select string_agg(attname, ', ' order by place) from unnest(indkey) with ordinality as keys (number, place)
        join pg_attribute on attrelid = pg_class.oid and attnum = number) || ')' || case when indpred is null then '' else ' of some rows' end as part
    from pg_class join pg_index on indrelid = pg_class.oid where ${isInSchema} and indisvalid`.execute(database)
  return toShapes(columns.rows, indexes.rows)
}
