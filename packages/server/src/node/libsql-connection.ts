import type Libsql from 'libsql'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { askEngine, toTrouble } from './engine-trouble.js'
import { codeOf } from './error-code.js'

const busyPauses = [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000, 1000]
const mostStatements = 200
/** Lists of many values make texts that are long and seldom the same. */
const longestKept = 4000

interface KeptStatement {
  statement: Libsql.Statement
  givesRows: boolean
}

/** A connection to a libSQL database. It keeps the statements that it has prepared: preparing one costs more than most of them take. */
export class LibsqlConnection implements DatabaseConnection {
  private readonly statements = new Map<string, KeptStatement>()
  private isHeldUp = false

  constructor(private readonly database: Libsql.Database) {}

  /** Whether it can be used again. A statement that found the database busy stays open in it, and nothing could be committed any more. */
  get isFree(): boolean {
    return !this.isHeldUp && !this.database.inTransaction
  }

  async begin(mode: 'read' | 'write'): Promise<void> {
    await askEngine(() => whenFree(() => this.database.exec(mode === 'read' ? 'begin' : 'begin immediate')))
  }

  async commit(): Promise<void> {
    await askEngine(() => this.database.exec('commit'))
  }

  /** Undoes a transaction, unless the engine has done so itself. */
  rollback(): void {
    if (this.database.inTransaction) this.database.exec('rollback')
  }

  close(): void {
    this.statements.clear()
    this.database.close()
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return this.database.inTransaction ? this.execute(sql, parameters) : await whenFree(() => this.execute(sql, parameters))
    } catch (error) {
      if (isBusy(error)) this.isHeldUp = true
      throw toConflict(error) ?? toTrouble(error)
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  private execute<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const { statement, givesRows } = this.statements.get(sql) ?? this.prepare(sql)
    if (givesRows) return { rows: statement.all(parameters) as Row[] }
    return { rows: [], numAffectedRows: BigInt(statement.run(parameters).changes) }
  }

  private prepare(sql: string): KeptStatement {
    const statement = this.database.prepare(sql)
    const prepared = { statement, givesRows: statement.reader }
    if (sql.length > longestKept) return prepared
    const [oldest] = this.statements.keys()
    if (oldest !== undefined && this.statements.size >= mostStatements) this.statements.delete(oldest)
    this.statements.set(sql, prepared)
    return prepared
  }
}

/** Tries again while another process holds the database, for about five seconds. */
async function whenFree<Result>(attempt: () => Result): Promise<Result> {
  for (const pause of busyPauses) {
    try {
      return attempt()
    } catch (error) {
      if (!isBusy(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  return attempt()
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY')
}

function toConflict(error: unknown): UniqueConflict | undefined {
  const [, columns] = /UNIQUE constraint failed: ([\w., ]+)/.exec(error instanceof Error ? error.message : '') ?? []
  return columns === undefined ? undefined : new UniqueConflict(columns, { cause: error })
}
