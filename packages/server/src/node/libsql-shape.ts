import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { toShapes } from '../repository/sql/check-tables.js'
import type { TablePart, TableShape } from '../repository/sql/check-tables.js'
import type { Database } from '../repository/sql/database.js'
import { isOfTextIndex } from './libsql-text-index.js'

/** The index of texts is no part of the tables: it comes and goes. */
const isOurs = sql`tables.type = 'table' and tables.name not like 'sqlite_%' and not ${isOfTextIndex}`

/** Reads which tables a libSQL database has, with their columns and indexes. */
export async function readLibsqlShape(database: Kysely<Database>): Promise<TableShape[]> {
  const columns = await sql<TablePart>`select tables.name, columns.name as part from sqlite_master as tables join pragma_table_info(tables.name) as columns
    where ${isOurs} order by columns.cid`.execute(database)
  const indexes = await sql<TablePart>`select name, unicity || '(' || group_concat(column_name, ', ') || ')' || condition as part, statement from (
      select tables.name, indexes.name as index_name, case when indexes."unique" = 1 then 'unique ' else '' end as unicity,
        case when indexes.partial = 1 then ' of some rows' else '' end as condition, columns.name as column_name, definitions.sql as statement
      from sqlite_master as tables join pragma_index_list(tables.name) as indexes join pragma_index_info(indexes.name) as columns
      left join sqlite_master as definitions on definitions.type = 'index' and definitions.name = indexes.name
      where ${isOurs} order by tables.name, indexes.name, columns.seqno)
    group by name, index_name`.execute(database)
  return toShapes(columns.rows, indexes.rows)
}
