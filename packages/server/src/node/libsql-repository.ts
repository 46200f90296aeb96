import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { migrate } from '../repository/sql/migrations.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { prepareDataFolder } from './data-folder.js'
import { inMemory, toDatabase } from './libsql-database.js'
import { explainLibsql, foreignFile } from './libsql-start-error.js'
import { areForeign } from './own-tables.js'
import { mostTogether, transactTogether } from './libsql-writes.js'

const readers = 7
/** How libSQL spells what engines spell in their own way. */
export const libsqlEngine = { counter: 'integer primary key autoincrement', bytes: 'blob' }

/**
 * Opens a repository in a libSQL database (a format of SQLite), and makes or updates its tables.
 *
 * @param dataFile Path of the database file, which is made with its folder when it is missing, or `:memory:`. Default: `:memory:`.
 * @throws {StartError} When the file is no database, belongs to another program or a newer release, or cannot be opened. The file stays as it is.
 */
export async function libsqlRepository(dataFile: string = inMemory): Promise<Repository> {
  try {
    if (dataFile !== inMemory) prepareDataFolder(dataFile)
    const database = toDatabase(dataFile)
    await prepare(database, dataFile).catch(async (error: unknown) => {
      await database.destroy()
      throw error
    })
    if (dataFile === inMemory) return sqlRepository(database, { readers: 0 })
    return sqlRepository(database, { readers, writers: mostTogether, transact: transactTogether(), tidyUp: emptyJournal })
  } catch (error) {
    throw explainLibsql(error, dataFile)
  }
}

/** Checks whose database it is, chooses the journal that lets reads and writes go on side by side, and brings the tables up to date. */
async function prepare(database: Kysely<Database>, dataFile: string): Promise<void> {
  await refuseForeign(database, dataFile)
  if (dataFile !== inMemory) await sql`pragma journal_mode = wal`.execute(database)
  await database.transaction().execute((transaction) => migrate(transaction, libsqlEngine))
}

/** Moves all that was written into the file itself, so that a copy of it alone is whole. While others use the file it is left to them. */
async function emptyJournal(database: Kysely<Database>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(database)
}

async function refuseForeign(database: Kysely<Database>, dataFile: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(database)
  if (areForeign(rows.map(({ name }) => name))) throw foreignFile(dataFile)
}
