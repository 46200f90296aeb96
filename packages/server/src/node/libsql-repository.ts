import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { migrate, NewerDatabaseError } from '../repository/sql/migrations.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { prepareDataFolder } from './data-folder.js'
import { codeOf } from './error-code.js'
import { inMemory, toDatabase } from './libsql-database.js'
import { StartError } from './start-error.js'

const connections = 8
const ownTables = ['schema_version', 'files', 'idempotency']
const engine = { counter: 'integer primary key autoincrement', bytes: 'blob' }

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
    return sqlRepository(database, { connections: dataFile === inMemory ? 1 : connections })
  } catch (error) {
    throw explain(error, dataFile)
  }
}

/** Checks whose database it is, chooses the journal that lets reads and writes go on side by side, and brings the tables up to date. */
async function prepare(database: Kysely<Database>, dataFile: string): Promise<void> {
  await refuseForeign(database, dataFile)
  if (dataFile !== inMemory) await sql`pragma journal_mode = wal`.execute(database)
  await database.transaction().execute((transaction) => migrate(transaction, engine))
}

async function refuseForeign(database: Kysely<Database>, dataFile: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(database)
  const found = new Set(rows.map(({ name }) => name))
  if (found.size === 0 || ownTables.every((name) => found.has(name))) return
  throw new StartError(`The database ${dataFile} belongs to another program. Choose another file for the data.`)
}

function explain(error: unknown, dataFile: string): unknown {
  if (error instanceof StartError) return error
  if (error instanceof NewerDatabaseError) {
    return new StartError(`The database ${dataFile} was written by a newer release (schema ${error.found}, this one knows ${error.known}). Update @smarter-api/server.`)
  }
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') return new StartError(`The file ${dataFile} is not a database. Choose another file for the data, or move this one away.`)
  const reason = code === '' ? '' : ` (${code})`
  return new StartError(`The database ${dataFile} cannot be opened${reason}. Check that the file is whole, and that this program may write it and its folder.`, { cause: error })
}
