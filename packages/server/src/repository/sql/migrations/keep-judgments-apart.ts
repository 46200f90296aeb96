import type { Kysely } from 'kysely'
import type { Database } from '../database.js'
import { verdictOf } from '../verdict-of.js'
import { runAll } from './run-all.js'
import { updateLogs } from './update-logs.js'

/** Keeps what a log judges beside its content: engines read JSON in ways of their own, and some refuse characters that it may hold. */
export async function keepJudgmentsApart(database: Kysely<Database>): Promise<void> {
  await runAll(database, ['alter table logs add column judgment text', 'alter table logs add column error text'])
  await updateLogs(database, (_id, content) => verdictOf(content))
}
