import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from 'kysely'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { codeOf } from './error-code.js'

const busyPauses = [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000, 1000]

/** The clients of one database: the same one twice, or one that is for writing alone. */
export interface LibsqlClients {
  reader: Client
  writer: Client
}

/** Lets Kysely speak to libSQL clients. Closing the database closes them. */
export function libsqlDialect(clients: LibsqlClients): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new LibsqlDriver(clients),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

class LibsqlDriver implements Driver {
  constructor(private readonly clients: LibsqlClients) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LibsqlConnection> {
    return new LibsqlConnection(this.clients)
  }

  async beginTransaction(connection: LibsqlConnection, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only' ? 'read' : 'write')
  }

  async commitTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.clients.reader.close()
    this.clients.writer.close()
  }
}

class LibsqlConnection implements DatabaseConnection {
  private transaction: Transaction | undefined

  constructor(private readonly clients: LibsqlClients) {}

  async begin(mode: 'read' | 'write'): Promise<void> {
    const { reader, writer } = this.clients
    // A beginning that found the database busy stays open in its connection, where no write could be committed any more.
    this.transaction = await (mode === 'read' ? reader.transaction(mode) : whenFree(() => writer.transaction(mode), () => writer.reconnect()))
  }

  async commit(): Promise<void> {
    await this.transaction?.commit()
    this.transaction = undefined
  }

  async rollback(): Promise<void> {
    await this.transaction?.rollback()
    this.transaction = undefined
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const statement: InStatement = { sql, args: [...parameters] as (string | number | null | Uint8Array)[] }
    const { rows, rowsAffected } = await this.execute(statement)
    return { rows: rows as Row[], numAffectedRows: BigInt(rowsAffected) }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  private async execute(statement: InStatement): Promise<ResultSet> {
    try {
      return await (this.transaction === undefined ? whenFree(() => this.clients.reader.execute(statement)) : this.transaction.execute(statement))
    } catch (error) {
      throw toConflict(error) ?? error
    }
  }
}

/** Tries again while another process holds the database, for about five seconds. */
async function whenFree<Result>(attempt: () => Promise<Result>, recover: () => void = () => undefined): Promise<Result> {
  for (const pause of busyPauses) {
    try {
      return await attempt()
    } catch (error) {
      if (!codeOf(error).startsWith('SQLITE_BUSY')) throw error
      recover()
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return attempt()
}

function toConflict(error: unknown): UniqueConflict | undefined {
  const [, columns] = /UNIQUE constraint failed: ([\w., ]+)/.exec(error instanceof Error ? error.message : '') ?? []
  return columns === undefined ? undefined : new UniqueConflict(columns, { cause: error })
}
