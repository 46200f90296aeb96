import type { CreateRunRequest, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { expect } from 'vitest'
import type { ServerOptions } from '../options.js'
import { eventually } from './eventually.js'
import { question, withDataset } from './with-dataset.js'

type Verdict = { judgment?: unknown; error?: string }

/** A server with a Dataset of two questions, a Prompt that answers them, a boolean and a numeric Evaluator, and an Evaluation of it all. */
export async function withEvaluation(options?: ServerOptions) {
  const connection = await withDataset(options)
  const { ask, send, dataset } = connection
  const prompt = await ask('POST /prompts', {}, { path: 'tests/answer', model: 'gpt-4o', template: [{ role: 'user', content: '{{question}}' }] })
  const addEvaluator = (path: string, return_type: EvaluatorSpec['return_type'], spec: Partial<EvaluatorSpec> = {}) =>
    ask('POST /evaluators', {}, { path, spec: { evaluator_type: 'external', arguments_type: 'target_free', return_type, ...spec } })
  const exact = await addEvaluator('tests/exact', 'boolean')
  const score = await addEvaluator('tests/score', 'number')
  const evaluators = [{ version_id: exact.version_id }, { path: 'tests/score' }]
  const evaluation = await ask('POST /evaluations', {}, { file: { id: prompt.id }, name: 'first', evaluators })
  const { id } = evaluation

  /** Makes a run whose Logs come from outside, unless the fields say otherwise. */
  const addRun = (fields: Partial<CreateRunRequest> = {}) =>
    ask('POST /evaluations/{id}/runs', { id }, {
      dataset: { version_id: dataset.version_id },
      version: { version_id: prompt.version_id },
      orchestrated: false,
      ...fields,
    })
  const log = async (fields: object): Promise<string> => (await ask('POST /prompts/log', {}, { id: prompt.id, output: 'Because.', ...fields })).id
  /** Logs an answer to one of the questions for a run. */
  const answer = (run_id: string, index: number) => log({ run_id, source_datapoint_id: dataset.datapoints?.[index]?.id })
  const judge = async (parent_id: string, evaluator: { id: string }, verdict: Verdict): Promise<string> =>
    (await ask('POST /evaluators/log', {}, { id: evaluator.id, parent_id, ...verdict })).id
  const stats = () => ask('GET /evaluations/{id}/stats', { id })
  /** Waits until the server has made this many Logs of a run, and gives them. */
  const logsOf = (run_id: string, count: number, evaluation = id) =>
    eventually(async () => {
      const { records } = await ask('GET /evaluations/{id}/logs', { id: evaluation }, undefined, `?size=100&run_id=${run_id}`)
      expect(records).toHaveLength(count)
      return records
    })
  return { server: connection.server, ask, send, dataset, prompt, exact, score, evaluation, id, addEvaluator, addRun, log, answer, judge, stats, logsOf, upsertDataset: connection.upsert, question }
}
