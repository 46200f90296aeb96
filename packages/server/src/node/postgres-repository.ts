import type { Repository } from '../repository/repository.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { toPostgresDatabase } from './postgres-database.js'
import { preparePostgres } from './postgres-migration.js'
import { explainPostgres } from './postgres-start-error.js'
import { transactInTurn } from './postgres-writes.js'
import { StartError } from './start-error.js'

/** Options of {@link postgresRepository}. */
export interface PostgresRepositoryOptions {
  /** Largest number of connections that this process holds, 2 or more. Default: 10. */
  connections?: number
}

const defaultConnections = 10

/**
 * Opens a repository in a Postgres database (13 or later), and makes or updates its tables. Any number of processes may use one database at the same
 * time. It needs the package `pg`.
 *
 * The tables are made in the first schema of the search path; `?options=-c%20search_path%3Dsmarter` at the end of the address chooses another one.
 *
 * @param url Address of the database, such as `postgres://user:password@localhost/prompts`. What it leaves out is taken from the variables `PGHOST`,
 * `PGUSER`, `PGPASSWORD` and so on.
 * @throws {StartError} When the package is missing, the address is none, or the database cannot be used: it does not answer or lets nobody in, it belongs
 * to another program or a newer release, or the role may not write. The message never holds the password.
 */
export async function postgresRepository(url: string, { connections = defaultConnections }: PostgresRepositoryOptions = {}): Promise<Repository> {
  if (!Number.isInteger(connections) || connections < 2) throw new StartError(`A Postgres repository needs 2 connections or more, not ${connections}.`)
  const database = await toPostgresDatabase(url, connections)
  try {
    await preparePostgres(database)
  } catch (error) {
    await database.destroy()
    throw explainPostgres(error, url)
  }
  const writers = Math.floor(connections / 2)
  return sqlRepository(database, { readers: connections - writers, writers, transact: transactInTurn })
}
