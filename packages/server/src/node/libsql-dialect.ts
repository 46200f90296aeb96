import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Dialect, Driver, FunctionNode, TransactionSettings } from 'kysely'
import type { LibsqlConnection } from './libsql-connection.js'
import type { LibsqlPool } from './libsql-pool.js'

/** All statements are spelled alike, so that those which are prepared for one connection serve all. */
const adapter = new SqliteAdapter()

/** Lets Kysely speak to a libSQL database, over a pool of connections, or over one that somebody else looks after. */
export function libsqlDialect(connections: LibsqlPool | LibsqlConnection): Dialect {
  return {
    createAdapter: () => adapter,
    createDriver: () => ('take' in connections ? new PoolDriver(connections) : new ConnectionDriver(connections)),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new QueryCompiler(),
  }
}

/** Spells functions as SQLite does. */
class QueryCompiler extends SqliteQueryCompiler {
  protected override visitFunction(node: FunctionNode): void {
    if (node.func !== 'contains') return super.visitFunction(node)
    super.visitFunction({ ...node, func: 'instr' })
    this.append(' > 0')
  }
}

/** A transaction is on its connection already. */
class ConnectionDriver implements Driver {
  constructor(private readonly connection: LibsqlConnection) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LibsqlConnection> {
    return this.connection
  }

  beginTransaction(): Promise<void> {
    return refuseNesting()
  }

  commitTransaction(): Promise<void> {
    return refuseNesting()
  }

  rollbackTransaction(): Promise<void> {
    return refuseNesting()
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}

class PoolDriver implements Driver {
  constructor(private readonly pool: LibsqlPool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LibsqlConnection> {
    return this.pool.take()
  }

  async beginTransaction(connection: LibsqlConnection, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only' ? 'read' : 'write')
  }

  async commitTransaction(connection: LibsqlConnection): Promise<void> {
    connection.commit()
  }

  async rollbackTransaction(connection: LibsqlConnection): Promise<void> {
    connection.rollback()
  }

  async releaseConnection(connection: LibsqlConnection): Promise<void> {
    this.pool.giveBack(connection)
  }

  async destroy(): Promise<void> {
    this.pool.close()
  }
}

function refuseNesting(): Promise<never> {
  return Promise.reject(new Error('There is a transaction on this connection already.'))
}
