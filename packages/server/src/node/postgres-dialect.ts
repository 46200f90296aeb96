import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Dialect, Driver, FunctionNode, TransactionSettings } from 'kysely'
import type { Pool } from 'pg'
import { askEngine } from './engine-trouble.js'
import { PostgresConnection } from './postgres-connection.js'

/** Lets Kysely speak to Postgres. What only reads sees one state; what writes waits for its turn by itself. */
export function postgresDialect(pool: Pool): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(pool),
    createIntrospector: (database) => new PostgresIntrospector(database),
    createQueryCompiler: () => new QueryCompiler(),
  }
}

/** Spells functions as Postgres does. Of all that finds a text within another, `like` alone is served by indexes of trigrams, where a team has made one. */
class QueryCompiler extends PostgresQueryCompiler {
  protected override visitFunction(node: FunctionNode): void {
    const [column, text] = node.arguments
    if (node.func !== 'contains' || column === undefined || text === undefined) return super.visitFunction(node)
    this.visitNode(column)
    this.append(` like '%' || replace(replace(replace(`)
    this.visitNode(text)
    this.append(String.raw`, '\', '\\'), '%', '\%'), '_', '\_') || '%'`)
  }
}

class PostgresDriver implements Driver {
  constructor(private readonly pool: Pool) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    return new PostgresConnection(await askEngine(() => this.pool.connect(), 'lost'))
  }

  async beginTransaction(connection: PostgresConnection, { accessMode }: TransactionSettings): Promise<void> {
    connection.begin(accessMode === 'read only' ? 'read' : 'write')
  }

  async commitTransaction(connection: PostgresConnection): Promise<void> {
    await connection.commit()
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    await connection.rollback()
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.release()
  }

  async destroy(): Promise<void> {
    await this.pool.end()
  }
}
