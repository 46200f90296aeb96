import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import type { Engine } from './engine.js'
import { runAll } from './run-all.js'

export async function createTables(database: Kysely<Database>, { counter }: Engine): Promise<void> {
  const position = `position ${counter}`
  const statements = [
    `create table environments (${position}, id text not null unique, name text not null unique, is_default integer not null, created_at text not null)`,
    `create table files (${position}, id text not null unique, kind text not null, path text not null unique, name text not null,
      details text not null, created_at text not null, updated_at text not null)`,
    'create index files_by_creation on files (kind, created_at, position)',
    'create index files_by_update on files (kind, updated_at, position)',
    'create index files_by_name on files (kind, name, position)',
    `create table versions (${position}, id text not null unique, file_id text not null, hash text not null, name text, description text,
      content text not null, created_at text not null, updated_at text not null, deleted_at text, unique (file_id, hash), unique (file_id, name))`,
    'create index versions_by_creation on versions (file_id, created_at, position)',
    `create table deployments (file_id text not null, environment_id text not null, version_id text not null, created_at text not null,
      primary key (file_id, environment_id))`,
    `create table logs (${position}, id text not null unique, kind text not null, file_id text not null, version_id text not null,
      trace_parent_id text, trace_id text, created_at text not null, content text not null)`,
    'create index logs_by_creation on logs (file_id, created_at, position)',
    'create index logs_by_version on logs (file_id, version_id, created_at)',
    'create index logs_by_parent on logs (trace_parent_id, created_at, position)',
    `create table manifests (id ${counter}, kind text not null, name text not null, manifest text not null, created_at text not null,
      updated_at text not null, unique (kind, name))`,
    `create table chat_sessions (${position}, key text not null unique, manifest_id integer not null, created_at text not null)`,
    `create table chat_messages (${position}, session_key text not null, message text not null)`,
    'create index chat_messages_by_session on chat_messages (session_key, position)',
    'create table chat_devices (device text not null primary key, session_key text not null, expires_at text not null)',
    `create table idempotency (key text not null primary key, request text not null, token text not null, answer text,
      lease_until text not null, expires_at text not null)`,
    'create index idempotency_by_end on idempotency (expires_at)',
  ]
  await runAll(database, statements)
}
