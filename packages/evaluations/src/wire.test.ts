import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Uploadable } from '@smarter-api/core'
import { fromPath } from '@smarter-api/core/node'
import { humanloopTestClient } from '@smarter-api/test-support'
import * as datasetMethods from './datasets/methods.js'
import * as evaluationMethods from './evaluations/methods.js'
import * as evaluatorMethods from './evaluators/methods.js'
import {
  addExistingEvaluationRun,
  createEvaluationRun,
  datasets,
  evaluations,
  evaluators,
  getEvaluationLogs,
  listDatasetDatapoints,
  listEvaluations,
  logEvaluator,
  updateEvaluationRun,
  uploadDatasetCsv,
  upsertDataset,
} from './index.js'

function answering(answer: unknown) {
  return humanloopTestClient({ client: { validate: undefined }, answer: async () => Response.json(answer) })
}

/** A client of a list on pages of two. */
function paging(...records: object[]) {
  return humanloopTestClient({
    client: { validate: undefined },
    answer: async ({ url }) => {
      const page = Number(new URL(url).searchParams.get('page') ?? 1)
      return Response.json({ records: records.slice(2 * page - 2, 2 * page), page, size: 2, total: records.length })
    },
  })
}

describe('a CSV', () => {
  const csv = 'question,answer\nWhy?,"Because, it is"\n'
  const bytes = new TextEncoder().encode(csv)
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evaluations-'))
    await writeFile(join(folder, 'rows.csv'), csv)
  })
  afterAll(() => rm(folder, { recursive: true }))

  const sources: [kind: string, name: string, file: () => Uploadable][] = [
    ['a File', 'rows.csv', () => new File([csv], 'rows.csv', { type: 'text/csv' })],
    ['a Blob', 'file', () => new Blob([csv], { type: 'text/csv' })],
    ['bytes', 'file', () => bytes],
    ['text with a name and a type', 'rows.csv', () => ['rows.csv', csv, 'text/csv']],
    ['bytes with a name', 'rows.csv', () => ['rows.csv', bytes]],
    ['a stream', 'file', () => new Blob([csv]).stream()],
    ['an async iterable', 'file', () => lines(csv)],
    ['a path', 'rows.csv', () => fromPath(join(folder, 'rows.csv'))],
  ]

  it.each(sources)('is sent from %s under the name %s, with its labels, in one form', async (_, name, file) => {
    const { client, sent } = answering({ id: 'ds_1' })
    await uploadDatasetCsv(client, { id: 'ds_1', environment: 'staging', file: file(), version_name: 'two' })
    const [{ line, body, headers } = { line: '', body: undefined, headers: new Headers() }] = sent
    expect(line).toBe('POST /datasets/ds_1/datapoints/csv?environment=staging')
    expect(headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/)
    const form = body as FormData
    const { file: sentFile, ...fields } = Object.fromEntries(form.entries())
    expect(fields).toEqual({ version_name: 'two' })
    expect(sentFile).toBeInstanceOf(File)
    expect([(sentFile as File).name, await (sentFile as File).text()]).toEqual([name, csv])
  })
})

describe('requests', () => {
  it('choose the version to add to in the query, and say what to add in the body', async () => {
    const { client, sent } = answering({ id: 'ds_1' })
    const datapoints = [{ inputs: { question: 'Why?', environment: 'test' }, target: { answer: null } }]
    await upsertDataset(client, { path: 'questions', version_id: 'dsv_1', include_datapoints: true, action: 'add', datapoints })
    expect(sent).toMatchObject([{ line: 'POST /datasets?version_id=dsv_1&include_datapoints=true' }])
    expect(sent[0]?.body).toEqual({ path: 'questions', action: 'add', datapoints })
  })

  it('send the environment of an Evaluator’s version in the query and that of the Log in the body', async () => {
    const { client, sent } = answering({ id: 'log_2', parent_id: 'log_1', version_id: 'evv_1' })
    const verdict = { id: 'ev_1', parent_id: 'log_1', judgment: false, error: null, start_time: '2025-05-20T10:00:00.123456Z' }
    await logEvaluator(client, { ...verdict, environment: 'production', log_environment: 'staging' })
    expect(sent).toMatchObject([{ line: 'POST /evaluators/log?environment=production' }])
    expect(sent[0]?.body).toEqual({ ...verdict, environment: 'staging' })
  })

  it('tell the id of an Evaluation in the path from the ids in its body', async () => {
    const { client, sent } = answering({ id: 'run_1' })
    const choices = { dataset: { id: 'ds_1', environment: 'staging' }, version: { version_id: 'prv_1' } }
    await createEvaluationRun(client, { id: 'evr_1', ...choices, orchestrated: false })
    await updateEvaluationRun(client, { id: 'evr_1', run_id: 'run_1', control: true, status: null })
    expect(sent.map(({ line, body }) => [line, body])).toEqual([
      ['POST /evaluations/evr_1/runs', { ...choices, orchestrated: false }],
      ['PATCH /evaluations/evr_1/runs/run_1', { control: true, status: null }],
    ])
  })

  it('have no body where the path says it all', async () => {
    const { client, sent } = answering(null)
    expect(await addExistingEvaluationRun(client, { id: 'evr_1', run_id: 'run_1' })).toBeNull()
    expect(sent).toMatchObject([{ line: 'POST /evaluations/evr_1/runs/run_1', body: undefined }])
    expect(sent[0]?.headers.has('content-type')).toBe(false)
  })
})

describe('lists', () => {
  it('walk the Logs of some runs of an Evaluation, whose ids are repeated on every page', async () => {
    const { client, sent } = paging({ run_id: 'run_1' }, { run_id: 'run_2' }, { run_id: 'run_2' })
    expect((await found(getEvaluationLogs(client, { id: 'evr_1', run_id: ['run_1', 'run_2'], size: 2 }))).map(({ run_id }) => run_id)).toEqual(['run_1', 'run_2', 'run_2'])
    expect(sent.map(({ line }) => line)).toEqual(['', '&page=2'].map((page) => `GET /evaluations/evr_1/logs?run_id=run_1&run_id=run_2&size=2${page}`))
  })

  it('walk datapoints of one version from the page on that is asked for, and Evaluations of one file', async () => {
    const { client, sent } = paging({ id: 'dp_1' }, { id: 'dp_2' }, { id: 'dp_3' }, { id: 'dp_4' })
    expect(await found(listDatasetDatapoints(client, { id: 'ds_1', version_id: 'dsv_1', page: 2, size: 2 }))).toEqual([{ id: 'dp_3' }, { id: 'dp_4' }])
    expect((await listEvaluations(client, { file_id: 'pr_1' })).total).toBe(4)
    expect(sent.map(({ line }) => line)).toEqual(['GET /datasets/ds_1/datapoints?version_id=dsv_1&page=2&size=2', 'GET /evaluations?file_id=pr_1'])
  })
})

describe('the facades', () => {
  const { client } = answering([])

  it.each([
    ['datasets', datasets(client), datasetMethods],
    ['evaluations', evaluations(client), evaluationMethods],
    ['evaluators', evaluators(client), evaluatorMethods],
  ])('of %s have every function and nothing else', (_, facade, methods) => {
    expect(new Set(Object.keys(facade))).toEqual(new Set(Object.keys(methods)))
  })

  it('work with their functions taken apart', async () => {
    const { listEnvironments } = datasets(client)
    expect(await listEnvironments({ id: 'ds_1' })).toEqual([])
  })
})

async function* lines(text: string) {
  yield* text.split(/(?<=\n)/)
}

async function found<T>(list: AsyncIterable<T>) {
  const items: T[] = []
  for await (const item of list) items.push(item)
  return items
}
