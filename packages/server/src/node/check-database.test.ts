import { join } from 'node:path'
import Libsql from 'libsql'
import { describe, expect, it } from 'vitest'
import type { Repository } from '../repository/repository.js'
import { connectOpenAI } from '../testing/connect.js'
import { tableKeys } from '../repository/sql/table-keys.js'
import { emptySchema, isPostgresHere, queryPostgres } from '../testing/postgres-schemas.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { newer, sessionKey } from '../testing/with-chatbot.js'
import { withEvaluation } from '../testing/with-evaluation.js'
import { uploadForm } from '../testing/with-upload.js'
import { checkDatabase } from './check-database.js'
import { openChecked } from './checked-database.js'
import { libsqlRepository } from './libsql-repository.js'
import type { RepositoryPlace } from './open-repository.js'
import { postgresRepository } from './postgres-repository.js'

const patience = 60_000

interface Place {
  place: RepositoryPlace
  repository: Repository
  change(statements: string): Promise<void>
}

const places: [string, () => Promise<Place>][] = [
  ['libSQL', placeInFile],
  ...(isPostgresHere ? [['Postgres', placeInSchema] satisfies [string, () => Promise<Place>]] : []),
]

async function placeInFile(): Promise<Place> {
  const dataFile = join(await temporaryFolder(), 'data.db')
  return { place: { dataFile }, repository: await libsqlRepository(dataFile), change: async (statements) => changeFile(dataFile, statements) }
}

async function placeInSchema(): Promise<Place> {
  const databaseURL = await emptySchema()
  return { place: { databaseURL }, repository: await postgresRepository(databaseURL), change: (statements) => queryPostgres(databaseURL, statements) }
}

function changeFile(dataFile: string, statements: string): void {
  const database = new Libsql(dataFile)
  database.exec(statements)
  database.close()
}

/** Fills a database with something of every kind, through the APIs. */
async function filled(openPlace: () => Promise<Place>) {
  const opened = await openPlace()
  const { repository } = opened
  const evaluation = await withEvaluation({ repository })
  const { ask, send, addRun, answer, judge, exact, prompt, log } = evaluation
  const run = await addRun()
  const answered = await answer(run.id, 0)
  await judge(answered, exact, { judgment: true })
  await ask('POST /prompts/{id}/environments/{environment_id}', { id: prompt.id, environment_id: 'env_staging' }, undefined, `?version_id=${prompt.version_id}`)
  await send('POST /prompts/log', { id: prompt.id, output: 'again' }, { 'idempotency-key': 'k' })
  const openai = connectOpenAI({ repository })
  await openai.ask('POST /files', {}, uploadForm('x'.repeat(700_000)))
  await openai.ask('POST /responses', {}, { model: 'gpt-4o', input: 'Hi' })
  const bot = await newer({}, { repository })
  await bot.prompt('Hi', sessionKey)
  return { ...opened, ...evaluation, run, answered, log }
}

/** Damage, and where and in which words it shows. */
type Damage = [statements: string, table: string, what: RegExp, remedy: RegExp]

const damages: Damage[] = [
  [`delete from versions where id = (select version_id from deployments)`, 'logs', /version_id is "\w+", but versions has no such row/, /delete from logs where id = '\w+'/],
  [`delete from versions where id = (select version_id from deployments)`, 'deployments', /version_id is/, /delete from deployments where file_id = '\w+' and environment_id = 'env_staging'/],
  [`delete from environments where name = 'staging'`, 'deployments', /environment_id is "env_staging"/, /delete/],
  [`delete from files where path = 'tests/answer'`, 'versions', /file_id is/, /delete from versions/],
  [`delete from directories where path = 'tests'`, 'files', /directory_id is/, /delete from files/],
  [`update directories set parent_id = 'dir_none' where path = 'tests'`, 'directories', /parent_id is "dir_none"/, /delete/],
  [`update directories set parent_id = null where path = 'tests'`, 'directories', /in no directory/, /parent_id = 'dir_root'/],
  [`update directories set path = 'test' where path = 'tests'`, 'directories', /path is "test".*should be "tests"/, /set path = 'tests'/],
  [`update files set path = 'elsewhere/answer' where path = 'tests/answer'`, 'files', /should be "tests\/answer"/, /set path = 'tests\/answer'/],
  [`delete from logs where parent_id is not null`, 'version_uses', /counts 1 logs of the version; there are 0/, /delete from version_uses/],
  [`update version_uses set logs = 7 where logs = 2`, 'version_uses', /counts 7 logs.*there are 2/, /set logs = 2/],
  [`update version_uses set last_used_at = '2000-01-01T00:00:00.000Z'`, 'version_uses', /last used at 2000/, /set last_used_at = '20/],
  [`delete from version_uses where logs = 2`, 'versions', /has 2 logs, but version_uses has no row/, /insert into version_uses .* values \('\w+', '\w+', 2, '/],
  [`update logs set parent_id = 'log_none' where parent_id is not null`, 'logs', /parent_id is "log_none"/, /set parent_id = null where id = '\w+'/],
  [`update logs set file_id = (select id from files where path = 'tests/score') where parent_id is null`, 'logs', /belongs to the file "\w+", but its version to "\w+"/, /set file_id/],
  [`update versions set deleted_at = created_at where id = (select version_id from deployments)`, 'deployments', /is deleted/, /delete/],
  [`delete from datapoints where content like '%Two%'`, 'version_datapoints', /datapoint_id is/, /delete from version_datapoints where version_id = '\w+' and position = 1/],
  [`update datapoints set file_id = (select id from files where path = 'tests/score')`, 'version_datapoints', /another Dataset/, /delete/],
  [`update version_datapoints set position = 5 where position = 1`, 'versions', /positions of its 2 datapoints have gaps/, /Restore/],
  [`update evaluations set file_id = 'none'`, 'evaluations', /file_id is "none"/, /set file_id = null/],
  [`delete from versions where file_id = (select id from files where path = 'tests/exact')`, 'evaluations', /Evaluators include the version "\w+"/, /remove that Evaluator/],
  [`update runs set version_id = 'none'`, 'runs', /version_id is "none"/, /set version_id = null/],
  [`delete from runs`, 'run_logs', /run_id is/, /delete from run_logs where run_id = '\w+' and log_id = '\w+'/],
  [`delete from evaluations`, 'evaluation_runs', /evaluation_id is/, /delete/],
  [`update run_logs set datapoint_id = 'none'`, 'run_logs', /datapoint_id is "none"/, /set datapoint_id = null/],
  [`delete from logs where parent_id is null`, 'run_logs', /log_id is/, /delete/],
  [`insert into evaluation_runs (evaluation_id, run_id, control, added_at) select evaluation_id, 'other', 1, added_at from evaluation_runs`, 'evaluations', /More than one of its runs/, /set control = 0/],
  [`delete from chat_sessions`, 'chat_messages', /session_key is/, /delete from chat_messages where position = \d+/],
  [`delete from upload_parts where position = 1`, 'uploads', /has 700000 bytes; 524288 of them are stored/, /upload the file again/],
  [`delete from uploads`, 'upload_parts', /upload_id is/, /delete from upload_parts where upload_id = '[\w-]+' and position = 0/],
  [`update logs set content = '{"output": "half' where parent_id is null`, 'logs', /content is not JSON/, /Restore/],
  [`update versions set content = ''`, 'versions', /content is not JSON/, /Restore/],
  [`update idempotency set answer = 'x'`, 'idempotency', /answer is not JSON/, /Restore/],
  [`update chat_messages set message = 'x'`, 'chat_messages', /message is not JSON/, /Restore/],
]

const tables = Object.keys(tableKeys)

function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern)
}

describe.each(places)('a check of a database in %s', (engine, openPlace) => {
  it('finds nothing wrong with what the server writes, while the server runs, and counts it', async () => {
    const { place, repository, send, prompt } = await filled(openPlace)
    const report = await checkDatabase(place)
    expect(report).toMatchObject({ engine, problems: [], unlisted: 0, note: null })
    expect(report.counts).toMatchObject({ files: 4, versions: 4, logs: 3, datapoints: 2, deployments: 1, runs: 1, uploads: 1, responses: 1, chat_sessions: 1, idempotency: 1 })
    expect((await send('POST /prompts/log', { id: prompt.id })).status).toBe(200)
    await repository.close()
    expect((await checkDatabase(place)).counts['logs']).toBe(4)
  }, patience)

  it('tells each kind of damage: table, row, what is wrong and what to do', async () => {
    const { place, repository, change } = await filled(openPlace)
    await repository.close()
    await change(tables.map((table) => `create table kept_${table} as select * from ${table};`).join('\n'))
    for (const [statements, table, what, remedy] of damages) {
      await change(`begin; ${tables.map((name) => `delete from ${name}; insert into ${name} select * from kept_${name};`).join('\n')} commit`)
      await change(statements)
      const { problems } = await checkDatabase(place)
      expect(problems, statements).toContainEqual({ table, id: expect.any(String) as unknown, what: matching(what), remedy: matching(remedy) })
    }
  }, patience)

  it('counts every table there is', async () => {
    const { place, repository } = await openPlace()
    await repository.close()
    const { database, readShape } = await openChecked(place)
    const names = (await database.connection().execute(readShape)).map(({ name }) => name)
    await database.destroy()
    expect(new Set([...Object.keys((await checkDatabase(place)).counts), 'schema_version'])).toEqual(new Set(names))
  })

  it('tells which tables, columns and indexes are missing', async () => {
    const { place, repository, change } = await openPlace()
    await repository.close()
    await change('drop index work_by_subject; alter table uploads drop column fault; drop table chat_devices')
    const { problems, note } = await checkDatabase(place)
    const remedy = expect.stringContaining('Restore') as unknown
    expect(problems).toEqual([
      { table: 'chat_devices', id: null, what: 'The table is missing.', remedy },
      { table: 'uploads', id: null, what: 'The column fault is missing.', remedy },
      { table: 'work', id: null, what: 'The index on (subject_id) is missing.', remedy: matching(/^Make it again: create index work_by_subject on work \(subject_id\)$/i) },
    ])
    expect(note).toContain('rows were not checked')
  })

  it('lists a hundred problems of a sort, and counts the others', async () => {
    const { place, repository, change, prompt } = await filled(openPlace)
    await repository.close()
    const rows = Array.from({ length: 130 }, (_, index) => `('log_${index}', 'prompt', '${prompt.id}', 'none', '2026-01-01T00:00:00.000Z', '{')`)
    await change(`insert into logs (id, kind, file_id, version_id, created_at, content) values ${rows.join(', ')}`)
    const { problems, unlisted } = await checkDatabase(place)
    expect([problems.length, unlisted]).toEqual([200, 60])
  }, patience)
})
