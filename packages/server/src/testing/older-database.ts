import { sql } from 'kysely'
import { toDatabase } from '../node/libsql-database.js'
import { migrations } from '../repository/sql/migrations.js'

const createdAt = '2026-01-01T00:00:00.000Z'
const details = JSON.stringify({ description: null, readme: null, tags: null, monitors: [] })

/** A file as older releases stored it, with one version and one log. */
export interface OlderFile {
  id: string
  path: string
  createdAt?: string
  log?: Record<string, unknown>
}

/** Writes a database as it was in an older version of the schema, 1 or 2. */
export async function olderDatabase(dataFile: string, version: number, files: OlderFile[]): Promise<void> {
  const database = toDatabase(dataFile)
  await database.transaction().execute(async (transaction) => {
    await sql`create table schema_version (version integer not null)`.execute(transaction)
    await transaction.insertInto('schemaVersion').values({ version }).execute()
    for (const migration of migrations.slice(0, version)) await migration(transaction, { counter: 'integer primary key autoincrement', bytes: 'blob' })
    for (const { id, path, log = {}, createdAt: at = createdAt } of files) {
      const name = path.slice(path.lastIndexOf('/') + 1)
      const folded = version === 1 ? sql`` : sql`, folded_name`
      const foldedValue = version === 1 ? sql`` : sql`, ${name.toLowerCase()}`
      await sql`insert into files (id, kind, path, name, details, created_at, updated_at ${folded})
        values (${id}, 'prompt', ${path}, ${name}, ${details}, ${at}, ${at} ${foldedValue})`.execute(transaction)
      await sql`insert into versions (id, file_id, hash, content, created_at, updated_at)
        values (${`${id}_v`}, ${id}, 'hash', ${JSON.stringify({ model: 'gpt-4o' })}, ${at}, ${at})`.execute(transaction)
      await sql`insert into logs (id, kind, file_id, version_id, created_at, content)
        values (${`${id}_log`}, 'prompt', ${id}, ${`${id}_v`}, ${at}, ${JSON.stringify(log)})`.execute(transaction)
    }
  })
  await database.destroy()
}
