import { PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, DatabaseConnection, Dialect, Driver, FunctionNode, QueryResult, TransactionSettings } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { askEngine, toTrouble } from './engine-trouble.js'
import { codeOf } from './error-code.js'
import { decodeText, encodeText } from './postgres-text.js'

const uniqueViolation = '23505'

const beginReading = 'start transaction isolation level repeatable read read only'
/** Every statement of a write sees what others have committed. One whose process fell silent must not hold up the others without end. */
const beginWriting = `start transaction isolation level read committed; set local idle_in_transaction_session_timeout = '60s'`

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
    await connection.begin(accessMode === 'read only' ? beginReading : beginWriting)
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

class PostgresConnection implements DatabaseConnection {
  /** Whether the connection may be in a state that its next user does not expect. */
  private tainted = false
  private failure: unknown

  constructor(private readonly client: PoolClient) {}

  async begin(statement: string): Promise<void> {
    this.tainted = true
    await askEngine(() => this.client.query(statement))
  }

  async commit(): Promise<void> {
    const { command } = await askEngine(() => this.client.query('commit'))
    this.tainted = false
    // After a failed statement Postgres takes a commit for a rollback, and reports no error.
    if (command !== 'COMMIT') throw this.failure
  }

  /** What failed before matters more than that its rollback fails too, as on a lost connection. */
  async rollback(): Promise<void> {
    if (!this.tainted) return
    await this.client.query('rollback').then(() => (this.tainted = false), () => undefined)
  }

  release(): void {
    this.client.release(this.tainted)
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const { rows, rowCount } = await this.client.query<Record<string, unknown>>(sql, parameters.map(encode))
      return { rows: rows.map(decodeRow) as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
    } catch (error) {
      this.failure = toConflict(error) ?? toTrouble(error)
      throw this.failure
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }
}

function encode(value: unknown): unknown {
  return typeof value === 'string' ? encodeText(value) : value
}

function decodeRow(row: Record<string, unknown>): Record<string, unknown> {
  for (const [name, value] of Object.entries(row)) if (typeof value === 'string') row[name] = decodeText(value)
  return row
}

/** The server may speak any language, so the columns are read from the form of what it says: `(a, b)=(…)`. */
function toConflict(error: unknown): UniqueConflict | undefined {
  if (!(error instanceof Error) || codeOf(error) !== uniqueViolation) return undefined
  const { table, constraint, detail } = error as { table?: string; constraint?: string; detail?: string }
  const [, columns] = /\(([\w, ]+)\)=\(/.exec(detail ?? '') ?? []
  const names = columns?.split(', ').map((column) => `${table}.${column}`)
  return new UniqueConflict(names?.join(', ') ?? constraint ?? 'key', { cause: error })
}
