import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { mostListed } from './check-report.js'
import type { DatabaseProblem } from './check-report.js'
import type { Database } from './database.js'
import type { FoundRow } from './table-keys.js'

/** Reads one state of the database. Each question is one short transaction, so that a server may go on writing. */
export type Look = <Result>(question: (database: Kysely<Database>) => Promise<Result>) => Promise<Result>

/** One sort of problem. */
export interface Rule {
  /** Selects the rows that are wrong. */
  wrong: RawBuilder<FoundRow>
  tell(row: FoundRow): DatabaseProblem
}

/** Lists the problems of one sort, and counts those beyond the longest list. */
export async function findProblems(look: Look, { wrong, tell }: Rule): Promise<{ problems: DatabaseProblem[]; unlisted: number }> {
  const { rows } = await look((database) => sql<FoundRow>`select * from (${wrong}) as found limit ${mostListed}`.execute(database))
  const problems = rows.map(tell)
  if (rows.length < mostListed) return { problems, unlisted: 0 }
  const counted = await look((database) => sql<{ total: number }>`select count(*) as total from (${wrong}) as found`.execute(database))
  return { problems, unlisted: Math.max(0, Number(counted.rows[0]?.total ?? 0) - rows.length) }
}
