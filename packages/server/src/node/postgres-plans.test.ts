import { CamelCasePlugin, Kysely } from 'kysely'
import { Client, Pool } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Records } from '../repository/repository.js'
import type { Database } from '../repository/sql/database.js'
import { sqlRepository } from '../repository/sql/sql-repository.js'
import { foundByIndex, listedInOrder } from '../testing/planned-work.js'
import { emptySchema, isPostgresHere } from '../testing/postgres-schemas.js'
import { directory } from '../testing/sample-records.js'
import { postgresDialect } from './postgres-dialect.js'
import { preparePostgres } from './postgres-migration.js'

/** Without these the planner does what it can do with indexes alone; where it uses one all the same, there is no other way. */
const avoided = ['seqscan', 'bitmapscan', 'sort', 'incremental_sort', 'hashjoin', 'mergejoin', 'hashagg', 'material']

/** How Postgres would run the statements of some work, one line per step. */
async function plansOf(work: (records: Records) => Promise<unknown>): Promise<string[]> {
  const connectionString = await emptySchema()
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Kysely<Database>({
    dialect: postgresDialect(new Pool({ connectionString })),
    plugins: [new CamelCasePlugin()],
    log({ query }) {
      statements.push(query)
    },
  })
  await preparePostgres(database)
  await database.insertInto('directories').values(directory('a')).execute()
  statements.length = 0
  const repository = sqlRepository(database, { readers: 1 })
  await repository.write(work)
  await repository.close()
  const planner = new Client({ connectionString })
  await planner.connect()
  onTestFinished(() => planner.end())
  for (const way of avoided) await planner.query(`set enable_${way} = off`)
  const plans: string[] = []
  for (const { sql, parameters } of statements.filter((statement) => /^(with|select|update|delete)/.test(statement.sql))) {
    const { rows } = await planner.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters])
    plans.push(...rows.map((row) => row['QUERY PLAN']))
  }
  return plans
}

describe.runIf(isPostgresHere)('in Postgres', () => {
  it.each(listedInOrder)('a list of %s is read from an index in its order', async (_name, work) => {
    const plans = await plansOf(work)
    expect(plans).not.toEqual([])
    expect(plans.filter((step) => /Seq Scan|Sort/.test(step))).toEqual([])
  })

  it.each(foundByIndex)('no table is walked through for %s', async (_name, work) => {
    const plans = await plansOf(work)
    expect(plans).not.toEqual([])
    expect(plans.filter((step) => step.includes('Seq Scan'))).toEqual([])
  })
})
