import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

export async function runAll(database: Kysely<Database>, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database)
}
