import { mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import type { Client } from '@libsql/client'
import { CamelCasePlugin, Kysely, sql } from 'kysely'
import type { Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { migrate, NewerDatabaseError } from '../repository/sql/migrations.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { codeOf, libsqlDialect } from './libsql-dialect.js'
import { StartError } from './start-error.js'

const inMemory = ':memory:'
const engine = { counter: 'integer primary key autoincrement' }

/**
 * Opens a repository in a libSQL database (a format of SQLite), and makes or updates its tables.
 *
 * @param dataFile Path of the database file, which is made with its folder when it is missing, or `:memory:`. Default: `:memory:`.
 * @throws {StartError} When the file is no database, belongs to another program or a newer release, or cannot be opened. The file stays as it is.
 */
export async function libsqlRepository(dataFile: string = inMemory): Promise<Repository> {
  const isFile = dataFile !== inMemory
  if (isFile) prepareFolder(dataFile)
  const client = openClient(dataFile, isFile)
  const database = new Kysely<Database>({ dialect: libsqlDialect(client), plugins: [new CamelCasePlugin()] })
  try {
    await refuseForeign(database, dataFile)
    await database.transaction().execute((transaction) => migrate(transaction, engine))
    if (isFile) await sql`pragma journal_mode = wal`.execute(database)
    await forgetRunningAttempts(database)
  } catch (error) {
    client.close()
    throw explain(error, dataFile)
  }
  return sqlRepository(database, { singleConnection: !isFile })
}

function prepareFolder(dataFile: string): void {
  const folder = dirname(resolve(dataFile))
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new StartError(`The folder ${folder} for the database cannot be made (${codeOf(error)}). Choose another place for the data.`)
  }
  if (statSync(dataFile, { throwIfNoEntry: false })?.isDirectory()) {
    throw new StartError(`The database ${dataFile} is a folder. Name a file, such as ${dataFile.replace(/\/+$/, '')}/smarter.db.`)
  }
}

function openClient(dataFile: string, isFile: boolean): Client {
  try {
    return createClient({ url: isFile ? pathToFileURL(resolve(dataFile)).href : inMemory })
  } catch (error) {
    throw explain(error, dataFile)
  }
}

async function refuseForeign(database: Kysely<Database>, dataFile: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(database)
  if (rows.length === 0 || rows.some(({ name }) => name === 'schema_version')) return
  throw new StartError(`The database ${dataFile} belongs to another program. Choose another file for the data.`)
}

/** Attempts that were running when the last process ended will not finish. One that does all the same finds its claim gone and stores nothing. */
async function forgetRunningAttempts(database: Kysely<Database>): Promise<void> {
  await database.deleteFrom('idempotency').where('answer', 'is', null).execute()
}

function explain(error: unknown, dataFile: string): unknown {
  if (error instanceof NewerDatabaseError) {
    return new StartError(`The database ${dataFile} was written by a newer release (schema ${error.found}, this one knows ${error.known}). Update @smarter-api/server.`)
  }
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') return new StartError(`The file ${dataFile} is not a database. Choose another file for the data, or move this one away.`)
  if (code.startsWith('SQLITE_')) return new StartError(`The database ${dataFile} cannot be opened (${code}). Check that the file is whole and may be written.`)
  return error
}
