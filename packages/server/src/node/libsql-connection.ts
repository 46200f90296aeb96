import type Libsql from 'libsql'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { saidByEngine, toTrouble } from './engine-trouble.js'
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
    return !this.isHeldUp && this.database.open && !this.database.inTransaction
  }

  /** Begins at once, or, as a promise, when no other process holds the database any more. */
  begin(mode: 'read' | 'write'): unknown {
    return whenFree(() => this.opened.exec(mode === 'read' ? 'begin' : 'begin immediate'))
  }

  commit(): void {
    askNow(() => this.opened.exec('commit'))
  }

  /** Undoes a transaction, unless the engine has done so itself. */
  rollback(): void {
    if (this.database.open && this.database.inTransaction) this.database.exec('rollback')
  }

  close(): void {
    this.statements.clear()
    if (this.database.open) this.database.close()
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return this.opened.inTransaction ? this.execute(sql, parameters) : await whenFree(() => this.execute(sql, parameters))
    } catch (error) {
      if (isBusy(error)) this.isHeldUp = true
      throw toConflict(error) ?? toTrouble(error)
    }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  /** The engine ends the whole process when a database is used that is closed. */
  private get opened(): Libsql.Database {
    if (this.database.open) return this.database
    throw new Error('The database is closed.')
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

function askNow<Result>(ask: () => Result): Result {
  try {
    return ask()
  } catch (error) {
    throw toTrouble(error)
  }
}

/** Asks at once, and again while another process holds the database, for about five seconds. */
function whenFree<Result>(ask: () => Result): Result | Promise<Result> {
  try {
    return ask()
  } catch (error) {
    if (isBusy(error)) return askAgain(ask)
    throw toTrouble(error)
  }
}

async function askAgain<Result>(ask: () => Result): Promise<Result> {
  for (const pause of busyPauses) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    try {
      return ask()
    } catch (error) {
      if (!isBusy(error)) throw toTrouble(error)
    }
  }
  return askNow(ask)
}

function isBusy(error: unknown): boolean {
  return codeOf(saidByEngine(error)).startsWith('SQLITE_BUSY')
}

function toConflict(error: unknown): UniqueConflict | undefined {
  const [, columns] = /UNIQUE constraint failed: ([\w., ]+)/.exec(error instanceof Error ? error.message : '') ?? []
  return columns === undefined ? undefined : new UniqueConflict(columns, { cause: error })
}
