import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../repository/sql/database.js'
import type { LogTextIndex } from '../repository/sql/log-text-index.js'
import { runAll } from '../repository/sql/migrations/run-all.js'
import { toTextQuery } from './libsql-text-query.js'

/** Its table. */
export const textIndex = 'log_texts'

/**
 * An index of the texts of logs, which is filled behind the answers and is no part of the schema: it may be dropped, and the next start makes it anew. Each
 * log is there under its position, which no other one ever gets. Nothing is taken out of the index, so it may name logs that are gone or have changed.
 * `indexed` is the position of the last log that was taken up, `entries` how many texts the index was given; `log_texts_due` has those logs up to there that
 * wait, and from which part of their text on.
 */
const parts = [
  `virtual table log_texts using fts5(text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')`,
  'table log_texts_state (indexed integer not null, entries integer not null)',
  'table log_texts_due (position integer primary key, part integer not null)',
  `trigger log_texts_change after update of search_text, metadata_text on logs
    when new.position <= (select indexed from log_texts_state)
      and (new.search_text <> old.search_text or new.metadata_text <> old.metadata_text)
    begin
      insert into log_texts_due (position, part) values (new.position, 0) on conflict (position) do update set part = 0;
    end`,
]
const statements = [
  ...['log_texts', 'log_texts_state', 'log_texts_due'].map((table) => `drop table if exists ${table}`),
  'drop trigger if exists log_texts_change',
  ...parts.map((part) => `create ${part}`),
  'insert into log_texts_state (indexed, entries) values (0, 0)',
]

/** The tables of the index, and those that the engine makes for it. */
export const isOfTextIndex = sql`tables.name like 'log\\_texts%' escape '\\'`

/** Makes the index where it is not there. Gives `undefined` where the engine cannot: then texts are looked through. */
export async function libsqlTextIndex(database: Kysely<Database>): Promise<LogTextIndex | undefined> {
  try {
    await database.transaction().execute(async (transaction) => {
      if (!(await isWhole(transaction))) await runAll(transaction, statements)
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

/** Without one of its parts it would not hear of changes, or nothing could be changed. The engine keeps statements as they were written, but for their beginning. */
async function isWhole(database: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ statement: string }>`select lower(sql) as statement from sqlite_master as tables where ${isOfTextIndex}`.execute(database)
  const there = new Set(rows.map(({ statement }) => statement))
  return parts.every((part) => there.has(`create ${part}`))
}
