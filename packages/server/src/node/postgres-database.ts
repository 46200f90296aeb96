import { CamelCasePlugin, Kysely } from 'kysely'
import type Pg from 'pg'
import type { Pool, PoolConfig } from 'pg'
import type { Database } from '../repository/sql/database.js'
import { postgresDialect } from './postgres-dialect.js'
import { StartError } from './start-error.js'

const connectMilliseconds = 10_000
const idleMilliseconds = 30_000
const int8 = 20

/** Kysely over a Postgres database, with the columns in camel case. It connects with the first query. */
export async function toPostgresDatabase(url: string, connections: number): Promise<Kysely<Database>> {
  return new Kysely<Database>({ dialect: postgresDialect(await openPool(url, connections)), plugins: [new CamelCasePlugin()] })
}

async function openPool(url: string, connections: number): Promise<Pool> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url) || /%(?![\da-f]{2})/i.test(url) || hasSplitPassword(new URL(url))) {
    throw new StartError('The database URL is not one of Postgres. Write one such as postgres://user:password@localhost/prompts, with signs in the password percent-encoded.')
  }
  const { Pool, types } = await importPg()
  const config: PoolConfig = {
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMilliseconds,
    idleTimeoutMillis: idleMilliseconds,
    keepAlive: true,
    pipeline: true,
    fallback_application_name: 'smarter-server',
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : (types.getTypeParser(oid, format) as unknown)) },
  }
  const pool = new Pool(config)
  // A connection that breaks while nobody waits for it is dropped by the pool. Without these the process would end; whoever uses one gets the error.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

/** Whether what is read as host, port and name is a user with the parts of a password that has a slash, or a sign like it. */
function hasSplitPassword({ username, pathname, search, hash }: URL): boolean {
  return username === '' && /^[^=]*@/.test(pathname + search + hash)
}

function ignore(): void {}

async function importPg(): Promise<Pick<typeof Pg, 'Pool' | 'types'>> {
  try {
    return (await import('pg')).default
  } catch (error) {
    throw new StartError('Postgres needs the package pg, which is not installed. Run npm install pg.', { cause: error })
  }
}
