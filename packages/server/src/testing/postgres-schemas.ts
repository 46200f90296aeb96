import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { onTestFinished } from 'vitest'
import { postgresRepository } from '../node/postgres-repository.js'
import type { Repository } from '../repository/repository.js'
import { rootDirectory } from '../repository/root-directory.js'
import { closableRepository } from './closable-repository.js'

const port = Number(process.env['SMARTER_TEST_POSTGRES_PORT'] ?? 0)

/** Whether tests can use Postgres. Where it is not installed, the run has said so. */
export const isPostgresHere = port !== 0

/** What the lender of schemas said: scripts/postgres-for-tests.ts. */
interface Loan {
  url: string
  schema: string
  isNew: boolean
}

interface Borrowed extends Loan {
  /** Lets the next one who borrows the schema find its tables. */
  made(): void
}

interface Prepared {
  url: string
  repository: Repository
}

const prepared: Prepared[] = []

/** Empties all tables but that of the schema's version, counters included, and puts the root back. */
const emptyTables = `do $$
  declare name text; filled boolean;
  begin
    for name in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname <> 'schema_version' loop
      execute format('select exists (select from %I)', name) into filled;
      if filled then execute format('truncate table %I', name); end if;
    end loop;
    for name in select sequencename from pg_sequences where schemaname = current_schema() and last_value is not null loop
      execute format('alter sequence %I restart', name);
    end loop;
    insert into directories (id, path, name, created_at, updated_at)
      values ('${rootDirectory.id}', '', '', '${rootDirectory.createdAt}', '${rootDirectory.updatedAt}');
  end $$`

/** Makes an empty schema, which is gone when the test is over, and gives the address that leads to it. */
export async function emptySchema(): Promise<string> {
  const { url } = await borrow()
  const schema = `smarter_test_${randomBytes(8).toString('hex')}`
  await queryPostgres(url, `create schema ${schema}`)
  onTestFinished(() => queryPostgres(url, `drop schema ${schema} cascade`))
  return within(url, schema)
}

/** Opens an empty repository in Postgres until the test is over. What a test leaves running fails then, and does not reach the next test. */
export async function emptyPostgres(): Promise<Repository> {
  const mine = prepared.pop() ?? (await prepare())
  const repository = closableRepository(mine.repository)
  onTestFinished(async () => {
    await repository.close()
    await queryPostgres(mine.url, emptyTables)
    prepared.push(mine)
  })
  return repository
}

/** Runs statements on a connection of their own. */
export async function queryPostgres(url: string, statements: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}

async function prepare(): Promise<Prepared> {
  const { url, schema, isNew, made } = await borrow()
  const here = within(url, schema)
  if (isNew) await queryPostgres(url, `drop schema if exists ${schema} cascade; create schema ${schema}`)
  const repository = await postgresRepository(here, { connections: 4 })
  made()
  await queryPostgres(here, emptyTables)
  return { url: here, repository }
}

/** The loan ends with this process. */
async function borrow(): Promise<Borrowed> {
  const socket = connect(port, '127.0.0.1')
  const [line] = (await once(createInterface(socket), 'line')) as [string]
  socket.unref()
  const told = JSON.parse(line) as Loan | { failure: string }
  if ('failure' in told) throw new Error(told.failure)
  return { ...told, made: () => void socket.write('made') }
}

function within(url: string, schema: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}options=${encodeURIComponent(`-c search_path=${schema}`)}`
}
