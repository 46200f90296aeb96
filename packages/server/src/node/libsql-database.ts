import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CamelCasePlugin, Kysely } from 'kysely'
import Libsql from 'libsql'
import type { Database } from '../repository/sql/database.js'
import { libsqlDialect } from './libsql-dialect.js'

/** The name of a database that is in no file. */
export const inMemory = ':memory:'

/** How long the engine itself waits for another process, which holds up everything else. */
const busyMilliseconds = 100

/** Kysely over a libSQL database in a file or in memory, with the columns in camel case. The file is opened by the first query. */
export function toDatabase(dataFile: string): Kysely<Database> {
  return over(connector(dataFile))
}

/** The same for a database that is there, and that stays as it is. */
export function toReadOnlyDatabase(dataFile: string): Kysely<Database> {
  const address = `${pathToFileURL(resolve(dataFile)).href}?mode=ro`
  return over(() => new Libsql(address, { timeout: busyMilliseconds }))
}

function over(connect: () => Libsql.Database): Kysely<Database> {
  return new Kysely<Database>({ dialect: libsqlDialect(connect), plugins: [new CamelCasePlugin()] })
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
