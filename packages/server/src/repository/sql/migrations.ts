import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from './database.js'

type Migration = (database: Kysely<Database>, engine: Engine) => Promise<void>

/** What the engines spell in their own way. */
export interface Engine {
  /** Type of a primary key that counts up and never gives a number twice. */
  counter: string
}

/** Reports a database that a newer release of this program has written. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError'

  constructor(
    readonly found: number,
    readonly known: number,
  ) {
    super(`The database has schema version ${found}; this program knows versions up to ${known}.`)
  }
}

const migrations: Migration[] = [createTables, countUsesAndFoldNames]

/** Brings the tables to the newest version. Run it inside a transaction. */
export async function migrate(database: Kysely<Database>, engine: Engine): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(database)
  const found = (await database.selectFrom('schemaVersion').select('version').executeTakeFirst())?.version
  if (found !== undefined && found > migrations.length) throw new NewerDatabaseError(found, migrations.length)
  for (const migration of migrations.slice(found ?? 0)) await migration(database, engine)
  if (found === undefined) await database.insertInto('schemaVersion').values({ version: migrations.length }).execute()
  else await database.updateTable('schemaVersion').set({ version: migrations.length }).execute()
}

async function createTables(database: Kysely<Database>, { counter }: Engine): Promise<void> {
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

/** Keeps the uses of versions beside their logs, which grow without end, and makes names searchable in every script. */
async function countUsesAndFoldNames(database: Kysely<Database>): Promise<void> {
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

async function runAll(database: Kysely<Database>, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}
