import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import { runAll } from './run-all.js'

/** Keeps what records from another platform carry beyond what this server knows. */
export async function keepForeignFields(database: Kysely<Database>): Promise<void> {
  await runAll(
    database,
    ['versions', 'evaluations', 'runs'].map((table) => `alter table ${table} add column kept text`),
  )
}
