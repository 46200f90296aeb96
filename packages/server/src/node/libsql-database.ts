import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CamelCasePlugin, Kysely } from 'kysely'
import Libsql from 'libsql'
import type { Database } from '../repository/sql/database.js'
import type { LibsqlConnection } from './libsql-connection.js'
import { libsqlDialect } from './libsql-dialect.js'
import { LibsqlPool } from './libsql-pool.js'

/** The name of a database that is in no file. */
export const inMemory = ':memory:'

/** How long the engine itself waits for another process, which holds up everything else. */
const busyMilliseconds = 100

/** Kysely over a libSQL database in a file or in memory, with the columns in camel case. The file is opened by the first query. */
export function toDatabase(dataFile: string): Kysely<Database> {
  return databaseOver(toPool(dataFile))
}

/** The connections to a database in a file or in memory, which are opened when they are needed. */
export function toPool(dataFile: string): LibsqlPool {
  return new LibsqlPool(connector(dataFile))
}

/**
 * The same for a database that is there, and that stays as it is. Where a journal is beside it, it is opened to be read alone, for who writes at the end
 * would move the journal into it. Who only reads cannot remove the files that the engine makes beside it, though, and those of one user may keep the server
 * of another one out: without a journal it is opened in the usual way, so that they go when it is closed.
 */
export function toReadOnlyDatabase(dataFile: string): Kysely<Database> {
  const path = resolve(dataFile)
  const hasJournal = ['-wal', '-journal'].some((ending) => existsSync(path + ending))
  const pool = new LibsqlPool(() => {
    const database = new Libsql(hasJournal ? `${pathToFileURL(path).href}?mode=ro` : path, { timeout: busyMilliseconds })
    database.exec('pragma query_only = on')
    return database
  })
  return databaseOver(pool)
}

/** Kysely over connections to libSQL, with the columns in camel case. */
export function databaseOver(connections: LibsqlPool | LibsqlConnection): Kysely<Database> {
  return new Kysely<Database>({ dialect: libsqlDialect(connections), plugins: [new CamelCasePlugin()] })
}

/** Each connection to memory would have a database of its own: there is one. */
function connector(dataFile: string): () => Libsql.Database {
  if (dataFile !== inMemory) return () => openFile(dataFile)
  const only = new Libsql(inMemory)
  return () => only
}

/** A write is acknowledged when the disk has it: that is the default of most builds of the engine, but not of all. */
function openFile(dataFile: string): Libsql.Database {
  const database = new Libsql(resolve(dataFile), { timeout: busyMilliseconds })
  database.exec('pragma synchronous = full')
  return database
}
