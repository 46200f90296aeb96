import { CamelCasePlugin, Kysely } from 'kysely'
import type { Pool, PoolConfig } from 'pg'
import type { Repository } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { postgresDialect } from './postgres-dialect.js'
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
const connectMilliseconds = 10_000
const idleMilliseconds = 30_000
const int8 = 20

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
  const pool = await openPool(url, connections)
  const database = new Kysely<Database>({ dialect: postgresDialect(pool), plugins: [new CamelCasePlugin()] })
  try {
    await preparePostgres(database)
  } catch (error) {
    await database.destroy()
    throw explainPostgres(error, url)
  }
  return sqlRepository(database, { connections, writers: Math.floor(connections / 2), transact: transactInTurn })
}

async function openPool(url: string, connections: number): Promise<Pool> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StartError('The database URL is not one of Postgres. Write one such as postgres://user:password@localhost/prompts; % signs and the like in a password are percent-encoded.')
  }
  const { Pool, types } = await importPg()
  const config: PoolConfig = {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMilliseconds,
    idleTimeoutMillis: idleMilliseconds,
    keepAlive: true,
    fallback_application_name: 'smarter-server',
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : (types.getTypeParser(oid, format) as unknown)) },
  }
  const pool = new Pool(config)
  const ignore = (): void => undefined
  // A connection that breaks while nobody waits for it is dropped by the pool. Without these the process would end; whoever uses one gets the error.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

async function importPg(): Promise<Pick<typeof import('pg'), 'Pool' | 'types'>> {
  try {
    return (await import('pg')).default
  } catch (error) {
    throw new StartError('Postgres needs the package pg, which is not installed. Run npm install pg.', { cause: error })
  }
}
