import type { DatabaseConnection, Kysely } from 'kysely'
import type { Database } from './database.js'

const connections = new WeakMap<Kysely<Database>, DatabaseConnection>()

/** Lets statements that are written already go straight to the connection of a transaction: the way through Kysely costs as much as they do. */
export function onConnection<Result>(work: (transaction: Kysely<Database>) => Promise<Result>): (transaction: Kysely<Database>) => Promise<Result> {
  return async (transaction) => {
    await transaction.getExecutor().provideConnection(async (connection) => keepConnection(transaction, connection))
    return work(transaction)
  }
}

/** Says which connection the statements of a transaction go to. */
export function keepConnection(transaction: Kysely<Database>, connection: DatabaseConnection): void {
  connections.set(transaction, connection)
}

/** The connection of a transaction, where it is known. */
export function connectionOf(transaction: Kysely<Database>): DatabaseConnection | undefined {
  return connections.get(transaction)
}
