import { CamelCasePlugin, Kysely } from 'kysely'
import Libsql from 'libsql'
import { expect, it } from 'vitest'
import { libsqlDialect } from '../../node/libsql-dialect.js'
import { LibsqlPool } from '../../node/libsql-pool.js'
import { foundByIndex, listedInOrder } from '../../testing/planned-work.js'
import { directory } from '../../testing/sample-records.js'
import type { LogFilter, Records } from '../repository.js'
import type { Database } from './database.js'
import { migrate } from './migrations.js'
import { sqlRepository } from './sql-repository.js'

/** What a statement found itself so far, and goes through. */
const found = 'above'

/** How the engine would run the statements of some work, or those of a kind, one line per step. */
async function plansOf(work: (records: Records) => Promise<unknown>, kind = /^(with|select|update|delete)/): Promise<string[]> {
  const connection = new Libsql(':memory:')
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Kysely<Database>({
    dialect: libsqlDialect(new LibsqlPool(() => connection)),
    plugins: [new CamelCasePlugin()],
    log({ query }) {
      statements.push(query)
    },
  })
  await database.transaction().execute((transaction) => migrate(transaction, { counter: 'integer primary key autoincrement', bytes: 'blob' }))
  await database.insertInto('directories').values(directory('a')).execute()
  statements.length = 0
  const repository = sqlRepository(database, { readers: 0 })
  await repository.write(work)
  const plans: string[] = []
  for (const { sql, parameters } of statements.filter((statement) => kind.test(statement.sql))) {
    const steps = connection.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[]
    plans.push(...steps.map(({ detail }) => detail))
  }
  await repository.close()
  return plans
}

it.each(listedInOrder)('a list of %s is read from an index in its order', async (_name, work) => {
  const plans = await plansOf(work)
  expect(plans).not.toEqual([])
  expect(plans.filter((step) => !/^SEARCH .* USING |^SCAN \w+ USING /.test(step))).toEqual([])
})

it.each(foundByIndex)('no table is walked through for %s', async (_name, work) => {
  const plans = await plansOf(work)
  expect(plans).not.toEqual([])
  expect(plans.filter((step) => step.startsWith('SCAN ') && step !== `SCAN ${found}`)).toEqual([])
})

it.each<[string, Partial<LogFilter>]>([
  ['a time', { from: 'x', to: 'y' }],
  ['parts of ids', { ids: ['a', 'b'] }],
  ['being in a trace', { inTrace: true }],
  ['being in none', { inTrace: false }],
  ['a version and a time', { versionId: 'v', from: 'x' }],
  ['a version and being in a trace', { versionId: 'v', inTrace: true }],
  ['a sample', { sample: 10 }],
])('the logs of a file that are chosen by %s are counted in an index, without their contents', async (_name, filter) => {
  const [count] = await plansOf(({ logs }) => logs.list({ offset: 10, limit: 10, fileId: 'a', ...filter }), /^select count/)
  expect(count).toMatch(/^SEARCH logs USING COVERING INDEX /)
})

it('the logs of a file that are in a trace are found without the others', async () => {
  const plans = await plansOf(({ logs }) => logs.list({ offset: 0, limit: 10, fileId: 'a', inTrace: true }))
  expect(plans).toEqual([expect.stringMatching(/^SEARCH logs USING INDEX logs_of_traces /)])
})
