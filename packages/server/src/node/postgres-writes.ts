import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import { lot } from '../repository/lot.js'
import type { Database } from '../repository/sql/database.js'
import type { Transact } from '../repository/sql/sql-repository.js'
import { UniqueConflict } from '../repository/unique-conflict.js'
import { codeOf } from './error-code.js'

const deadlock = '40P01'

/**
 * Runs writes one after the other, whatever process they are of, save those that name what they are about: they go on side by side. Where such a one met
 * another all the same, at a key that both wrote or in a deadlock, it runs again, and alone: it then finds what the other one wrote.
 */
export const transactInTurn: Transact = async (inTransaction, work, about) => {
  const inTurn = (wait: (transaction: Kysely<Database>) => Promise<unknown>) =>
    inTransaction('write', async (transaction) => {
      await wait(transaction)
      return work(transaction)
    })
  if (about === undefined) return inTurn(waitForAll)
  try {
    return await inTurn((transaction) => waitFor(transaction, about))
  } catch (error) {
    if (error instanceof UniqueConflict || codeOf(error) === deadlock) return inTurn(waitForAll)
    throw error
  }
}

// Locks of tables take no snapshot, are handed on in the order they were asked for, and end with the transaction, however it ends. A text without values
// goes in one message with how the transaction begins.
function waitForAll(transaction: Kysely<Database>): Promise<unknown> {
  return sql`lock table schema_version in share row exclusive mode`.execute(transaction)
}

function waitFor(transaction: Kysely<Database>, about: string): Promise<unknown> {
  const name = sql.lit(String(lot(about) | 0))
  return sql`lock table schema_version in row exclusive mode; select pg_advisory_xact_lock(hashtext(current_schema()), ${name}::integer)`.execute(transaction)
}
