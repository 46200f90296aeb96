import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../repository/sql/database.js'
import type { LogTextIndex } from '../repository/sql/log-text-index.js'
import { runAll } from '../repository/sql/migrations/run-all.js'
import { toTextQuery } from './libsql-text-query.js'

/** Its table. */
export const textIndex = 'log_texts'
const definition = `using fts5(text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')`

/**
 * An index of the texts of logs, which is filled behind the answers and is no part of the schema: it may be dropped, and the next start makes it anew. Each
 * log is there under its position, which no other one ever gets. Nothing is taken out of the index, so it may name logs that are gone or have changed.
 * `indexed` is the position of the last log that was taken up, `entries` how many texts the index was given; `log_texts_due` has those logs up to there that
 * wait, and from which part of their text on.
 */
const statements = [
  ...['log_texts', 'log_texts_state', 'log_texts_due'].map((table) => `drop table if exists ${table}`),
  `create virtual table log_texts ${definition}`,
  'create table log_texts_state (indexed integer not null, entries integer not null)',
  'insert into log_texts_state (indexed, entries) values (0, 0)',
  'create table log_texts_due (position integer primary key, part integer not null)',
  'drop trigger if exists log_texts_change',
  `create trigger log_texts_change after update of search_text, metadata_text on logs
    when new.position <= (select indexed from log_texts_state)
      and (new.search_text <> old.search_text or new.metadata_text <> old.metadata_text)
    begin
      insert into log_texts_due (position, part) values (new.position, 0) on conflict (position) do update set part = 0;
    end`,
]

/** The tables of the index, and those that the engine makes for it. */
export const isOfTextIndex = sql`tables.name like 'log\\_texts%' escape '\\'`

/** Makes the index where it is not there. Gives `undefined` where the engine cannot: then texts are looked through. */
export async function libsqlTextIndex(database: Kysely<Database>): Promise<LogTextIndex | undefined> {
  try {
    await database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ sql: string }>`select sql from sqlite_master where name = 'log_texts'`.execute(transaction)
      if (rows[0]?.sql.endsWith(definition) !== true) await runAll(transaction, statements)
    })
  } catch {
    return undefined
  }
  return {
    find(wanted) {
      const query = toTextQuery(wanted)
      if (query === undefined) return undefined
      return sql`select rowid as position from log_texts where log_texts match ${query} and rowid not in (select position from log_texts_due)
        union all select position from log_texts_due
        union all select position from logs where position > (select indexed from log_texts_state)`
    },
    list: (positions) => sql`select value as position from json_each(${JSON.stringify(positions)})`,
  }
}
