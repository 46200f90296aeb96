import { CamelCasePlugin, Kysely } from 'kysely'
import type { Database } from '../repository/sql/database.js'
import { libsqlDialect } from './libsql-dialect.js'
import type { LibsqlClients } from './libsql-dialect.js'

/** Kysely over libSQL clients, with the columns in camel case. */
export function toDatabase(clients: LibsqlClients): Kysely<Database> {
  return new Kysely<Database>({ dialect: libsqlDialect(clients), plugins: [new CamelCasePlugin()] })
}
