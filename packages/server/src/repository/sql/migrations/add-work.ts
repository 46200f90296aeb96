import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import type { Engine } from './engine.js'
import { runAll } from './run-all.js'

/** Keeps the work that is done after an answer, so that it outlives the process that took the request. */
export async function addWork(database: Kysely<Database>, { counter }: Engine): Promise<void> {
  await runAll(database, [
    `create table work (position ${counter}, id text not null unique, kind text not null, rank integer not null, subject_id text not null,
      content text not null, attempts integer not null, owner text, lease_until text not null)`,
    'create index work_by_rank on work (rank, position)',
    'create index work_by_lease on work (lease_until)',
    'create index work_by_owner on work (owner)',
    'create index work_by_subject on work (subject_id)',
  ])
}
