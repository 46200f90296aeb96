import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import { runAll } from './run-all.js'

/** Keeps the uses of versions beside their logs, which grow without end, and makes names searchable in every script. */
export async function countUsesAndFoldNames(database: Kysely<Database>): Promise<void> {
  await runAll(database, [
    `create table version_uses (version_id text not null primary key, file_id text not null, logs integer not null, last_used_at text not null)`,
    'create index version_uses_by_file on version_uses (file_id)',
    `insert into version_uses (version_id, file_id, logs, last_used_at)
      select version_id, file_id, count(*), max(created_at) from logs group by version_id, file_id`,
    `alter table files add column folded_name text not null default ''`,
    'create index chat_devices_by_end on chat_devices (expires_at)',
  ])
  for (const { id, name } of await database.selectFrom('files').select(['id', 'name']).execute()) {
    await database.updateTable('files').set({ foldedName: name.toLowerCase() }).where('id', '=', id).execute()
  }
}
