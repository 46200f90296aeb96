import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import type { Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { migrate } from '../repository/sql/migrations.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import type { SqlRepositoryOptions } from '../repository/sql/sql-repository.js'
import { prepareDataFolder } from './data-folder.js'
import { databaseOver, inMemory, toPool } from './libsql-database.js'
import { explainLibsql, foreignFile } from './libsql-start-error.js'
import { areForeign } from './own-tables.js'
import { countWaiting, indexSome } from './libsql-text-fill.js'
import { libsqlTextIndex } from './libsql-text-index.js'
import { libsqlTransactions } from './libsql-transactions.js'
import { mostTogether, transactTogether } from './libsql-writes.js'
import { startUpkeep } from './upkeep.js'
import type { Pace } from './upkeep.js'

const readers = 7
/** How libSQL spells what engines spell in their own way. */
export const libsqlEngine = { counter: 'integer primary key autoincrement', bytes: 'blob' }

/**
 * Opens a repository in a libSQL database (a format of SQLite), and makes or updates its tables.
 *
 * @param dataFile Path of the database file, which is made with its folder when it is missing, or `:memory:`. Default: `:memory:`.
 * @throws {StartError} When the file is no database, belongs to another program or a newer release, or cannot be opened. The file stays as it is.
 */
export function libsqlRepository(dataFile: string = inMemory): Promise<Repository> {
  return openLibsql(dataFile)
}

/** The same, with another pace for what goes on behind the answers. */
export async function openLibsql(dataFile: string, pace: Pace = {}): Promise<Repository> {
  try {
    if (dataFile !== inMemory) prepareDataFolder(dataFile)
    const pool = toPool(dataFile)
    const database = databaseOver(pool)
    const inTransaction = libsqlTransactions(pool)
    await prepare(database, dataFile).catch(async (error: unknown) => {
      await database.destroy()
      throw error
    })
    const indexing = await indexTexts(database, pace)
    if (dataFile === inMemory) return sqlRepository(database, { readers: 0, inTransaction, ...indexing })
    return sqlRepository(database, { readers, writers: mostTogether, inTransaction, transact: transactTogether(), tidyUp: emptyJournal, ...indexing })
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

/** Finds logs by their texts in an index that is filled behind the answers, where the engine can make one. */
async function indexTexts(database: Kysely<Database>, pace: Pace): Promise<Pick<SqlRepositoryOptions, 'texts' | 'upkeep'>> {
  const texts = await libsqlTextIndex(database)
  if (texts === undefined) return {}
  return { texts, upkeep: ({ read, write }) => startUpkeep({ measure: () => read(countWaiting), doSome: () => write(indexSome) }, pace) }
}

/**
 * Moves all that was written into the file itself, so that a copy of it alone is whole. While others use the file it is left to them; where it cannot be
 * moved, as on a full disk, it stays beside the file, where the next one who opens it finds it.
 */
async function emptyJournal(database: Kysely<Database>): Promise<void> {
  try {
    await sql`pragma wal_checkpoint(truncate)`.execute(database)
  } catch (error) {
    if (!(error instanceof RepositoryUnavailable)) throw error
  }
}

async function refuseForeign(database: Kysely<Database>, dataFile: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(database)
  if (areForeign(rows.map(({ name }) => name))) throw foreignFile(dataFile)
}
