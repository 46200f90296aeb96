import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import type { Engine } from './engine.js'
import { runAll } from './run-all.js'

/** Keeps digests of the keys that open the server. A revoked key stays, and its name is free again. */
export async function addApiKeys(database: Kysely<Database>, { counter }: Engine): Promise<void> {
  await runAll(database, [
    `create table api_keys (position ${counter}, id text not null unique, name text not null, digest text not null unique, prefix text not null,
      created_at text not null, last_used_at text, revoked_at text)`,
    'create unique index api_keys_by_name on api_keys (name) where revoked_at is null',
  ])
}
