import type { Transact } from '../repository/sql/sql-repository.js'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { codeOf } from './error-code.js'

/** How often a write is tried side by side with others before it waits until it is alone. */
const tries = 3
const serializationFailures: ReadonlySet<string> = new Set(['40001', '40P01'])

/**
 * Runs a write side by side with others, and from the start again where they met; alone in the end, which always succeeds.
 * A key that is taken is another's as likely as not, so that is tried again too: the work then finds what the other one wrote.
 */
export const transactSideBySide: Transact = async (database, work) => {
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      return await database.transaction().setIsolationLevel('serializable').execute(work)
    } catch (error) {
      if (!(error instanceof UniqueConflict) && !serializationFailures.has(codeOf(error))) throw error
    }
  }
  return database.transaction().execute(work)
}
