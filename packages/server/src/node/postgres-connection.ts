import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import type { PoolClient, QueryResult as PgResult } from 'pg'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { toTrouble } from './engine-trouble.js'
import { codeOf } from './error-code.js'
import { decodeText, encodeText } from './postgres-text.js'

const uniqueViolation = '23505'
/** So many statements that give no rows are on their way at once: what they hold is kept until they are sent. */
const mostBehind = 8

const beginReading = 'start transaction isolation level repeatable read read only'
/** Every statement of a write sees what others have committed. One whose process fell silent must not hold up the others without end. */
const beginWriting = `start transaction isolation level read committed; set local idle_in_transaction_session_timeout = '60s'`

type Answer = Pick<PgResult<Record<string, unknown>>, 'command' | 'rows' | 'rowCount'>

const noAnswer: Answer = { command: '', rows: [], rowCount: 0 }

/**
 * A connection to Postgres, for one transaction or one statement. Within a transaction nobody waits for an answer that tells nothing: how it begins goes
 * along with the first statement, and statements without rows go along with the next one or with the end. Where one fails, Postgres refuses all that come
 * behind it, the commit too: whatever is waited for next tells the first failure.
 */
export class PostgresConnection implements DatabaseConnection {
  private mode: 'read' | 'write' = 'write'
  /** How the transaction begins, until that is sent. */
  private beginning: string | undefined
  private begun = Promise.resolve(noAnswer)
  private behind: Promise<unknown>[] = []
  private last: Promise<unknown> = Promise.resolve()
  private ended: Promise<unknown> = Promise.resolve()
  private failure: unknown
  /** Whether the connection may be in a state that its next user does not expect, as it is within a transaction. */
  private tainted = false

  constructor(private readonly client: PoolClient) {}

  begin(mode: 'read' | 'write'): void {
    this.mode = mode
    this.beginning = mode === 'read' ? beginReading : beginWriting
  }

  async commit(): Promise<void> {
    if (!this.tainted) return
    const committed = this.endWith('commit')
    // What was read is known, and nobody needs to wait for the end, but the next user of the connection.
    if (this.mode === 'read' && this.failure === undefined) this.ended = committed.catch(ignore)
    else await committed
  }

  /** What failed before matters more than that its rollback fails too, as on a lost connection. */
  async rollback(): Promise<void> {
    if (this.tainted) await this.endWith('rollback').catch(ignore)
  }

  release(): void {
    void this.ended.then(() => this.client.release(this.tainted))
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const isInBeginning = this.beginning !== undefined && parameters.length === 0
    if (this.beginning !== undefined) this.sendBeginning(isInBeginning ? `${this.beginning}; ${sql}` : this.beginning)
    // What changes something would be kept at once if there were no transaction.
    if (!isInBeginning && !sql.startsWith('select')) await this.begun
    const answered = isInBeginning ? this.begun : this.send(sql, parameters)
    if (this.tainted && givesNoRows(sql)) {
      await this.leaveBehind(answered)
      return { rows: [] }
    }
    const { rows, rowCount } = await answered
    return { rows: rows.map(decodeRow) as Row[], numAffectedRows: BigInt(rowCount ?? 0) }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  private sendBeginning(statements: string): void {
    this.beginning = undefined
    this.tainted = true
    this.begun = this.send(statements)
    this.begun.catch(ignore)
  }

  private async endWith(statement: 'commit' | 'rollback'): Promise<void> {
    const { command } = await this.send(statement)
    this.tainted = false
    // After a failed statement Postgres takes a commit for a rollback, and reports no error.
    if (command !== statement.toUpperCase()) throw this.failure
  }

  private async leaveBehind(answered: Promise<unknown>): Promise<void> {
    answered.catch(ignore)
    this.behind.push(answered)
    if (this.behind.length > mostBehind) await this.behind.shift()
  }

  private async send(sql: string, parameters: readonly unknown[] = []): Promise<Answer> {
    const ask = () => this.client.query<Record<string, unknown>>(sql, parameters.map(encode)) as Promise<Answer | Answer[]>
    // Without its pipeline the client would complain of a statement that is sent before the last one is answered.
    const answered = this.client.pipeline ? ask() : this.last.then(ask)
    this.last = answered.catch(ignore)
    try {
      const answer = await answered
      return Array.isArray(answer) ? (answer.at(-1) as Answer) : answer
    } catch (error) {
      throw (this.failure ??= toConflict(error) ?? toTrouble(error))
    }
  }
}

/** Whether nothing is learnt from its answer, but that it did not fail. */
function givesNoRows(sql: string): boolean {
  return /^(insert|update|delete|lock) /.test(sql) && !/\sreturning\s/.test(sql)
}

function ignore(): void {}

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
