import type Libsql from 'libsql'
import { SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { Dialect, Driver, FunctionNode, TransactionSettings } from 'kysely'
import { askEngine } from './engine-trouble.js'
import { LibsqlConnection } from './libsql-connection.js'

/** Lets Kysely speak to a libSQL database, over as many connections as are in use at once. */
export function libsqlDialect(connect: () => Libsql.Database): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new LibsqlDriver(connect),
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

class LibsqlDriver implements Driver {
  private readonly idle: LibsqlConnection[] = []

  constructor(private readonly connect: () => Libsql.Database) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<LibsqlConnection> {
    return this.idle.pop() ?? askEngine(() => new LibsqlConnection(this.connect()), 'lost')
  }

  async beginTransaction(connection: LibsqlConnection, { accessMode }: TransactionSettings): Promise<void> {
    await connection.begin(accessMode === 'read only' ? 'read' : 'write')
  }

  async commitTransaction(connection: LibsqlConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: LibsqlConnection): Promise<void> {
    connection.rollback()
  }

  async releaseConnection(connection: LibsqlConnection): Promise<void> {
    if (connection.isFree) this.idle.push(connection)
    else connection.close()
  }

  async destroy(): Promise<void> {
    for (const connection of this.idle.splice(0)) connection.close()
  }
}
