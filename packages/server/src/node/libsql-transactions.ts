import type { Kysely } from 'kysely'
import { keepConnection } from '../repository/sql/connection-of.js'
import type { Database } from '../repository/sql/database.js'
import type { InTransaction } from '../repository/sql/sql-repository.js'
import type { LibsqlConnection } from './libsql-connection.js'
import { databaseOver } from './libsql-database.js'
import type { LibsqlPool } from './libsql-pool.js'

/** Runs transactions on connections of a pool. The engine answers at once, so that most of the way that a transaction takes through Kysely is spared. */
export function libsqlTransactions(pool: LibsqlPool): InTransaction {
  const databases = new WeakMap<LibsqlConnection, Kysely<Database>>()

  function databaseOn(connection: LibsqlConnection): Kysely<Database> {
    const known = databases.get(connection)
    if (known !== undefined) return known
    const database = databaseOver(connection)
    keepConnection(database, connection)
    databases.set(connection, database)
    return database
  }

  return async (mode, work) => {
    const connection = pool.take()
    try {
      await connection.begin(mode)
      const result = await work(databaseOn(connection))
      connection.commit()
      return result
    } catch (error) {
      undo(connection)
      throw error
    } finally {
      pool.giveBack(connection)
    }
  }
}

function undo(connection: LibsqlConnection): void {
  try {
    connection.rollback()
  } catch {
    // The pool closes a connection whose transaction is still open, which undoes it too. Why the work failed matters more.
  }
}
