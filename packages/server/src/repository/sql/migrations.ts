import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from './database.js'
import { addApiKeys } from './migrations/add-api-keys.js'
import { addHumanloopResources } from './migrations/add-humanloop-resources.js'
import { addOpenaiResources } from './migrations/add-openai-resources.js'
import { addWork } from './migrations/add-work.js'
import { countUsesAndFoldNames } from './migrations/count-uses-and-fold-names.js'
import { createTables } from './migrations/create-tables.js'
import type { Engine } from './migrations/engine.js'
import { keepJudgmentsApart } from './migrations/keep-judgments-apart.js'
import { indexLogsForLists } from './migrations/index-logs-for-lists.js'
import { indexTracedLogs } from './migrations/index-traced-logs.js'
import { keepForeignFields } from './migrations/keep-foreign-fields.js'

type Migration = (database: Kysely<Database>, engine: Engine) => Promise<void>

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

/** Each brings the tables from one version to the next. */
export const migrations: readonly Migration[] = [
  createTables,
  countUsesAndFoldNames,
  addHumanloopResources,
  addOpenaiResources,
  keepJudgmentsApart,
  addWork,
  keepForeignFields,
  addApiKeys,
  indexLogsForLists,
  indexTracedLogs,
]

/** Brings the tables to the newest version. Run it inside a transaction. */
export async function migrate(database: Kysely<Database>, engine: Engine): Promise<void> {
  await sql`create table if not exists schema_version (version integer not null)`.execute(database)
  const found = await findVersion(database)
  if (found !== undefined && found > migrations.length) throw new NewerDatabaseError(found, migrations.length)
  for (const migration of migrations.slice(found ?? 0)) await migration(database, engine)
  if (found === undefined) await database.insertInto('schemaVersion').values({ version: migrations.length }).execute()
  else await database.updateTable('schemaVersion').set({ version: migrations.length }).execute()
}

/** Whether tables that are there need no migration. */
export async function isUpToDate(database: Kysely<Database>): Promise<boolean> {
  return (await findVersion(database)) === migrations.length
}

async function findVersion(database: Kysely<Database>): Promise<number | undefined> {
  return (await database.selectFrom('schemaVersion').select('version').executeTakeFirst())?.version
}
