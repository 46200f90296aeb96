import { beforeEach, describe, expect, it } from 'vitest'
import { bind, type Bound, type HumanloopClient, request } from '@smarter-api/core'
import { humanloopTestClient, type SentRequest } from '@smarter-api/test-support'
import {
  addEvaluationEvaluators,
  addExistingEvaluationRun,
  addLogsToEvaluationRun,
  ConflictError,
  createEvaluation,
  type CreateEvaluationParams,
  createEvaluationRun,
  type Dataset,
  deleteEvaluation,
  type EvaluationStatus,
  evaluations,
  type Evaluator,
  getEvaluation,
  getEvaluationLogs,
  getEvaluationStats,
  listEvaluationRuns,
  listEvaluations,
  logEvaluator,
  NotFoundError,
  removeEvaluationEvaluator,
  removeEvaluationRun,
  UnprocessableEntityError,
  updateEvaluationRun,
  upsertDataset,
  upsertEvaluator,
} from '../index.js'
import type * as Methods from './methods.js'

const standalone: typeof Methods = {
  addEvaluators: addEvaluationEvaluators,
  addExistingRun: addExistingEvaluationRun,
  addLogsToRun: addLogsToEvaluationRun,
  create: createEvaluation,
  createRun: createEvaluationRun,
  delete: deleteEvaluation,
  get: getEvaluation,
  getLogs: getEvaluationLogs,
  getStats: getEvaluationStats,
  list: listEvaluations,
  listRunsForEvaluation: listEvaluationRuns,
  removeEvaluator: removeEvaluationEvaluator,
  removeRun: removeEvaluationRun,
  updateEvaluationRun,
}

const styles: [string, (client: HumanloopClient) => Bound<typeof Methods>][] = [
  ['standalone functions', (client) => bind(client, standalone)],
  ['the facade', evaluations],
]

const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } as const
const file = { path: 'support/answer' }
const dataset = { path: 'support/questions' }

describe.each(styles)('%s', (_, style) => {
  let api: Bound<typeof Methods>
  let client: HumanloopClient
  let sent: readonly SentRequest[]
  let prompt: { id: string; version_id: string }
  let questions: Dataset
  let short: Evaluator

  beforeEach(async () => {
    ;({ client, sent } = humanloopTestClient())
    api = style(client)
    prompt = await request(client, 'POST /prompts', { ...file, model: 'gpt-4o', template: [{ role: 'user', content: '{{question}}' }] })
    const datapoints = [{ inputs: { question: 'Why?' } }, { inputs: { question: 'When?' } }]
    questions = await upsertDataset(client, { ...dataset, datapoints, include_datapoints: true })
    short = await upsertEvaluator(client, { path: 'checks/short', spec })
  })

  const lastLine = () => sent.at(-1)?.line
  const create = (name: string) => api.create({ file, name, evaluators: [{ path: 'checks/short' }] })
  const answer = (run_id: string, index: number) =>
    request<{ id: string }>(client, 'POST /prompts/log', { ...file, output: 'Soon.', run_id, source_datapoint_id: questions.datapoints?.[index]?.id })
  const runIds = async (id: string) => (await api.listRunsForEvaluation({ id })).runs.map((run) => run.id)

  describe('Evaluations', () => {
    it('are made for a file, with the Evaluators that judge its runs', async () => {
      const evaluators = [{ version_id: short.version_id }]
      const made = await api.create({ file: { id: prompt.id }, name: 'Shorter', evaluators })
      expect(sent.at(-1)).toMatchObject({ line: 'POST /evaluations', body: { file: { id: prompt.id }, name: 'Shorter', evaluators } })
      expect(made).toMatchObject({ name: 'Shorter', file_id: prompt.id, runs_count: 0, evaluators: [{ version: { path: 'checks/short' } }] })
      expect(await api.get({ id: made.id })).toEqual(made)
      expect(lastLine()).toBe(`GET /evaluations/${made.id}`)
    })

    it('of a file are walked on every page, newest first', async () => {
      for (const name of ['one', 'two', 'three']) await create(name)
      const before = sent.length
      const found: unknown[] = []
      for await (const { name } of api.list({ file_id: prompt.id, size: 2 })) found.push(name)
      expect(found).toEqual(['three', 'two', 'one'])
      expect(sent.slice(before).map(({ line }) => line)).toEqual(['', '&page=2'].map((next) => `GET /evaluations?file_id=${prompt.id}&size=2${next}`))
    })

    it('take Evaluators, and give them up again, which gives the Evaluation', async () => {
      const { id } = await create('one')
      const { version_id } = await upsertEvaluator(client, { path: 'checks/polite', spec })
      const both = await api.addEvaluators({ id, evaluators: [{ path: 'checks/polite' }] })
      expect(both.evaluators.map(({ version }) => version.path)).toEqual(['checks/short', 'checks/polite'])
      const one = await api.removeEvaluator({ id, evaluator_version_id: version_id })
      expect(lastLine()).toBe(`DELETE /evaluations/${id}/evaluators/${version_id}`)
      expect(one.evaluators.map(({ version }) => version.path)).toEqual(['checks/short'])
      await expect(api.removeEvaluator({ id, evaluator_version_id: version_id })).rejects.toThrow(NotFoundError)
    })

    it('are deleted, which gives nothing', async () => {
      const { id } = await create('one')
      expect(await api.delete({ id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /evaluations/${id}`)
      await expect(api.get({ id })).rejects.toThrow(NotFoundError)
    })

    it('raise a ConflictError for a name in use, and do not try again', async () => {
      await create('one')
      const before = sent.length
      await expect(api.create({ file, name: 'one', evaluators: [] }, { maxRetries: 2 })).rejects.toThrow(ConflictError)
      expect(sent).toHaveLength(before + 1)
    })

    it('raise an UnprocessableEntityError that names the field, and a NotFoundError in the words of the API', async () => {
      const refused = api.create({ file, name: 'one' } as CreateEvaluationParams)
      await expect(refused).rejects.toThrow(UnprocessableEntityError)
      await expect(refused).rejects.toMatchObject({ route: 'POST /evaluations', body: { detail: [{ loc: ['body', 'evaluators'] }] } })
      await expect(api.create({ file: { path: 'support/none' }, evaluators: [] })).rejects.toThrow(NotFoundError)
      await expect(api.list({ file_id: 'pr_none' })).rejects.toThrow(NotFoundError)
      await expect(api.getStats({ id: 'evr_none' })).rejects.toThrow(/^GET \/evaluations\/\{id\}\/stats failed with 404: .*evr_none/)
    })
  })

  describe('runs', () => {
    it('pair a version with a Dataset, each chosen in its own way, and are listed newest first', async () => {
      const { id } = await create('one')
      const choices = { dataset, version: { version_id: prompt.version_id }, orchestrated: false }
      const first = await api.createRun({ id, ...choices })
      expect(sent.at(-1)?.line).toBe(`POST /evaluations/${id}/runs`)
      expect(sent.at(-1)?.body).toEqual(choices)
      expect(first).toMatchObject({ orchestrated: false, status: 'pending', control: true, dataset: { id: questions.id }, version: { version_id: prompt.version_id } })
      const second = await api.createRun({ id, dataset: { id: questions.id }, version: file, orchestrated: false })
      expect(await runIds(id)).toEqual([second.id, first.id])
    })

    it('with neither are made of the Evaluation alone, by an empty body', async () => {
      const { id } = await create('one')
      expect(await api.createRun({ id })).toMatchObject({ dataset: null, version: null })
      expect(sent.at(-1)).toMatchObject({ line: `POST /evaluations/${id}/runs`, body: {} })
    })

    it('are compared with another one, and cancelled', async () => {
      const { id } = await create('one')
      const { id: first } = await api.createRun({ id, version: file })
      const { id: run_id } = await api.createRun({ id, version: file })
      expect(await api.updateEvaluationRun({ id, run_id, control: true })).toMatchObject({ id: run_id, control: true })
      expect(sent.at(-1)).toMatchObject({ line: `PATCH /evaluations/${id}/runs/${run_id}`, body: { control: true } })
      expect(await api.updateEvaluationRun({ id, run_id: first, status: 'cancelled' })).toMatchObject({ status: 'cancelled', control: false })
      await expect(api.updateEvaluationRun({ id, run_id, status: 'lost' as EvaluationStatus })).rejects.toThrow(UnprocessableEntityError)
    })

    it('are shared with another Evaluation, and taken out of one, which gives nothing', async () => {
      const { id } = await create('one')
      const { id: other } = await create('two')
      const { id: run_id } = await api.createRun({ id, version: file })
      await api.addExistingRun({ id: other, run_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /evaluations/${other}/runs/${run_id}`, body: undefined })
      expect(await api.removeRun({ id, run_id })).toBeUndefined()
      expect(lastLine()).toBe(`DELETE /evaluations/${id}/runs/${run_id}`)
      expect([await runIds(id), await runIds(other)]).toEqual([[], [run_id]])
      await expect(api.removeRun({ id, run_id })).rejects.toThrow(NotFoundError)
      await expect(api.addExistingRun({ id, run_id: 'run_none' })).rejects.toThrow(NotFoundError)
    })

    it('take Logs that exist', async () => {
      const { id } = await create('one')
      const { id: run_id } = await api.createRun({ id, version: file })
      const { id: log } = await request<{ id: string }>(client, 'POST /prompts/log', { ...file, output: 'Soon.' })
      expect(await api.addLogsToRun({ id, run_id, log_ids: [log] })).toMatchObject({ id: run_id })
      expect(sent.at(-1)).toMatchObject({ line: `POST /evaluations/${id}/runs/${run_id}/logs`, body: { log_ids: [log] } })
      expect((await api.getLogs({ id })).items).toMatchObject([{ run_id, log: { id: log }, evaluator_logs: [] }])
      await expect(api.addLogsToRun({ id, run_id, log_ids: ['log_none'] })).rejects.toThrow(NotFoundError)
    })
  })

  describe('results', () => {
    it('come from your Logs and judgments, until every run is complete', async () => {
      const { id } = await create('one')
      const { id: run_id } = await api.createRun({ id, dataset, version: file, orchestrated: false })
      const logs = [await answer(run_id, 0), await answer(run_id, 1)]
      expect(await api.getStats({ id })).toMatchObject({ status: 'running', run_stats: [{ run_id, num_logs: 2 }] })
      for (const [index, { id: parent_id }] of logs.entries()) await logEvaluator(client, { id: short.id, parent_id, judgment: index === 0 })
      const { status, run_stats, report } = await api.getStats({ id })
      expect(lastLine()).toBe(`GET /evaluations/${id}/stats`)
      expect([status, typeof report]).toEqual(['completed', 'string'])
      expect(run_stats[0]?.evaluator_stats).toMatchObject([{ evaluator_version_id: short.version_id, num_judgments: 2, num_true: 1, num_false: 1 }])
    })

    it('are walked one by one, of all runs or of some', async () => {
      const { id } = await create('one')
      const runs = [await api.createRun({ id, dataset, version: file, orchestrated: false }), await api.createRun({ id, dataset, version: file, orchestrated: false })]
      for (const run of runs) for (const index of [0, 1]) await answer(run.id, index)
      const asked: unknown[] = []
      for await (const { datapoint } of api.getLogs({ id, size: 3 })) asked.push(datapoint?.inputs?.['question'])
      expect([asked.length, new Set(asked)]).toEqual([4, new Set(['Why?', 'When?'])])
      const [first, second] = runs.map((run) => run.id)
      expect((await api.getLogs({ id, run_id: [first ?? ''] })).total).toBe(2)
      expect((await api.getLogs({ id, run_id: [first ?? '', second ?? ''] })).total).toBe(4)
      expect(lastLine()).toBe(`GET /evaluations/${id}/logs?run_id=${first}&run_id=${second}`)
      await expect(api.getLogs({ id: 'evr_none' })).rejects.toThrow(NotFoundError)
    })
  })
})
