import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import type { Engine } from './engine.js'
import { runAll } from './run-all.js'

/** Keeps responses of models, uploaded files and fine-tuning jobs. */
export async function addOpenaiResources(database: Kysely<Database>, { counter, bytes }: Engine): Promise<void> {
  const position = `position ${counter}`
  await runAll(database, [
    `create table responses (${position}, id text not null unique, content text not null, input text not null, created_at text not null)`,
    `create table uploads (${position}, id text not null unique, filename text not null, purpose text not null, bytes bigint not null, fault text,
      created_at text not null, expires_at text)`,
    'create index uploads_by_purpose on uploads (purpose, position)',
    'create index uploads_by_end on uploads (expires_at)',
    `create table upload_parts (upload_id text not null, position integer not null, content ${bytes} not null, primary key (upload_id, position))`,
    `create table fine_tuning_jobs (${position}, id text not null unique, created_at text not null, request text not null, fault text not null,
      examples integer not null, bytes bigint not null, pauses text not null, cancelled_at text, result_file_id text)`,
  ])
}
