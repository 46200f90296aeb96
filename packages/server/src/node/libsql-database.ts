import { resolve } from 'node:path'
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
  return new Kysely<Database>({ dialect: libsqlDialect(connector(dataFile)), plugins: [new CamelCasePlugin()] })
}

/** Each connection to memory would have a database of its own: there is one. */
function connector(dataFile: string): () => Libsql.Database {
  if (dataFile !== inMemory) return () => new Libsql(resolve(dataFile), { timeout: busyMilliseconds })
  const only = new Libsql(inMemory)
  return () => only
}
