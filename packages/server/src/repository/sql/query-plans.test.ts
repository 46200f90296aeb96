import { CamelCasePlugin, Kysely } from 'kysely'
import Libsql from 'libsql'
import { expect, it } from 'vitest'
import { libsqlDialect } from '../../node/libsql-dialect.js'
import { directory } from '../../testing/sample-records.js'
import type { LogFilter, Records } from '../repository.js'
import type { Database } from './database.js'
import { migrate } from './migrations.js'
import { sqlRepository } from './sql-repository.js'

/** What a statement found itself so far, and goes through. */
const found = 'above'

const page = { offset: 0, limit: 10 }
const files = { ...page, sortBy: 'createdAt', order: 'desc' } as const

/** How the engine would run the statements of some work, or those of a kind, one line per step. */
async function plansOf(work: (records: Records) => Promise<unknown>, kind = /^(with|select|update|delete)/): Promise<string[]> {
  const connection = new Libsql(':memory:')
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const database = new Kysely<Database>({
    dialect: libsqlDialect(() => connection),
    plugins: [new CamelCasePlugin()],
    log({ query }) {
      statements.push(query)
    },
  })
  await database.transaction().execute((transaction) => migrate(transaction, { counter: 'integer primary key autoincrement', bytes: 'blob' }))
  await database.insertInto('directories').values(directory('a')).execute()
  statements.length = 0
  const repository = sqlRepository(database, { connections: 1 })
  await repository.write(work)
  const plans: string[] = []
  for (const { sql, parameters } of statements.filter((statement) => kind.test(statement.sql))) {
    const steps = connection.prepare(`explain query plan ${sql}`).all(parameters) as { detail: string }[]
    plans.push(...steps.map(({ detail }) => detail))
  }
  await repository.close()
  return plans
}

it.each<[string, (records: Records) => Promise<unknown>]>([
  ['logs by file', ({ logs }) => logs.list({ ...page, fileId: 'a' })],
  ['logs by file and time', ({ logs }) => logs.list({ ...page, fileId: 'a', from: 'x', to: 'y' })],
  ['logs by version', ({ logs }) => logs.list({ ...page, versionId: 'a' })],
  ['logs by run', ({ logs }) => logs.list({ ...page, runId: 'a' })],
  ['logs by trace', ({ logs }) => logs.list({ ...page, traceId: 'a' })],
  ['logs by one parent', ({ logs }) => logs.list({ ...page, traceParentIds: ['a'] })],
  ['logs by one judged log', ({ logs }) => logs.list({ ...page, parentIds: ['a'] })],
  ['files of one kind', (records) => records.files.list({ ...files, kinds: ['prompt'] })],
  ['evaluations of a file', ({ evaluations }) => evaluations.list({ ...page, fileId: 'a' })],
  ['logs of a run', ({ runLogs }) => runLogs.list({ ...page, runIds: ['a'] })],
  ['datapoints of a version', ({ datapoints }) => datapoints.list('a', page)],
  ['directories', ({ directories }) => directories.list()],
  ['directories in one', ({ directories }) => directories.listByParent('a')],
])('a list of %s is read from an index in its order', async (_name, work) => {
  const plans = await plansOf(work)
  expect(plans).not.toEqual([])
  expect(plans.filter((step) => !/^SEARCH .* USING |^SCAN \w+ USING /.test(step))).toEqual([])
})

it.each<[string, (records: Records) => Promise<unknown>]>([
  ['the judgments of runs', ({ judgments }) => judgments.listByRuns(['a', 'b'])],
  ['the runs of logs', ({ runLogs }) => runLogs.listByLogs(['a', 'b'])],
  ['the judgments of versions', ({ judgments }) => judgments.listByVersions(['a', 'b'])],
  ['the steps below several logs', ({ logs }) => logs.list({ ...page, traceParentIds: ['a', 'b'] })],
  ['the logs of a version of a file', ({ logs }) => logs.list({ ...page, fileId: 'a', versionId: 'v' })],
  ['the logs of a version for a Dataset', ({ logs }) => logs.list({ ...page, versionId: 'v', datasetVersionId: 'dv' })],
  ['the logs above one in its trace', ({ logs }) => logs.listUpwards('a')],
  ['the removal of logs', ({ logs }) => logs.remove(['a', 'b'])],
  ['the removal of an Evaluation', ({ evaluations }) => evaluations.remove('a')],
  ['the files below a directory', (records) => records.files.list({ ...files, below: 'a' })],
  ['the uploads for a purpose', ({ uploads }) => uploads.list({ purpose: 'a', aliveAt: 'x', order: 'desc', limit: 10 })],
  ['the uploads after one', ({ uploads }) => uploads.list({ after: 'a', aliveAt: 'x', order: 'desc', limit: 10 })],
  ['the uploads that expire', ({ uploads }) => uploads.removeExpired('x')],
  ['the bytes of an upload', ({ uploads }) => uploads.readContent('a')],
  ['the fine-tuning jobs after one', ({ fineTuningJobs }) => fineTuningJobs.list({ after: 'a', order: 'desc', limit: 10 })],
  ['the move of a directory', ({ directories }) => directories.update('dir_a', { path: 'b' })],
])('no table is walked through for %s', async (_name, work) => {
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
