import { sql } from 'kysely'
import { agreementRules } from './check-agreement.js'
import { findBrokenJson, findLostEvaluators, listFirst } from './check-json.js'
import { referenceRules } from './check-references.js'
import type { DatabaseFindings } from './check-report.js'
import { findProblems } from './check-rule.js'
import type { Look } from './check-rule.js'
import { tableKeys } from './table-keys.js'

/** Checks all rows of a database whose tables are whole: that what they point to is there, that they agree with each other, and that they can be read. */
export async function checkRows(look: Look): Promise<DatabaseFindings> {
  const findings: DatabaseFindings = { counts: await countRows(look), problems: [], unlisted: 0 }
  const add = ({ problems, unlisted }: Pick<DatabaseFindings, 'problems' | 'unlisted'>): void => {
    findings.problems.push(...problems)
    findings.unlisted += unlisted
  }
  for (const rule of [...referenceRules, ...agreementRules]) add(await findProblems(look, rule))
  add(await listFirst(findBrokenJson(look)))
  add(await listFirst(findLostEvaluators(look)))
  return findings
}

async function countRows(look: Look): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of Object.keys(tableKeys)) {
    const { rows } = await look((database) => sql<{ total: number }>`select count(*) as total from ${sql.table(table)}`.execute(database))
    counts[table] = Number(rows[0]?.total ?? 0)
  }
  return counts
}
