import { RepositoryUnavailable } from '../repository/repository-unavailable.js'
import type { RepositoryTrouble } from '../repository/repository-unavailable.js'
import { codeOf } from './error-code.js'

/** What libSQL, the system and Postgres call a database that cannot be used for a while, whatever is asked of it. */
const codes: readonly [RepositoryTrouble, RegExp][] = [
  ['full', /^(SQLITE_FULL|ENOSPC|EDQUOT|53100)$/],
  // Of Postgres: a lock that was waited for, and a statement that ran, for longer than its database allows.
  ['busy', /^SQLITE_(BUSY|PROTOCOL)|^(55P03|57014)$/],
  ['lost', /^SQLITE_(CANTOPEN|IOERR|READONLY)/],
  // Of Postgres: connections that break, one that is short of memory or connections, that starts, stops, or can only be read.
  ['lost', /^(08|53)\w{3}$|^57P0[1-5]$|^25(006|P03)$/],
  ['lost', /^E(?!RR_)[A-Z_]+$/],
]
/** The words of `pg` where it gives no code. */
const lostWords = /timeout|terminated|connection error|not queryable/

/**
 * Tells a failure of the engine itself from one of what was asked of it, which stays as it is.
 *
 * @param error What the engine threw.
 * @param otherwise The trouble where the failure has no name of its own. Default: none.
 */
export function toTrouble(error: unknown, otherwise?: RepositoryTrouble): unknown {
  const trouble = troubleOf(error) ?? otherwise
  return trouble === undefined || error instanceof RepositoryUnavailable ? error : new RepositoryUnavailable(trouble, { cause: error })
}

/** Asks an engine for something, and tells its failures as {@link toTrouble} does. */
export async function askEngine<Result>(ask: () => Result | Promise<Result>, otherwise?: RepositoryTrouble): Promise<Result> {
  try {
    return await ask()
  } catch (error) {
    throw toTrouble(error, otherwise)
  }
}

/** What the engine said, in its own words. */
export function saidByEngine(error: unknown): unknown {
  return error instanceof RepositoryUnavailable ? error.cause : error
}

/** Whether a disk is full, that of a database or another one. */
export function isDiskFull(error: unknown): boolean {
  return troubleOf(error) === 'full'
}

function troubleOf(error: unknown): RepositoryTrouble | undefined {
  if (error instanceof RepositoryUnavailable) return error.trouble
  const code = codeOf(error)
  if (code === '') return error instanceof Error && lostWords.test(error.message) ? 'lost' : undefined
  return codes.find(([, pattern]) => pattern.test(code))?.[0]
}
