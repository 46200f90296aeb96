import type { Evaluator, EvaluatorLog, EvaluatorSpec, LlmEvaluatorRequest } from '@smarter-api/schemas/humanloop'
import { expect } from 'vitest'
import type { ServerOptions } from '../options.js'
import { connectHumanloop } from './connect.js'
import { eventually } from './eventually.js'

/** An Evaluator that asks a model whether an output is good. */
export const judge = {
  evaluator_type: 'llm',
  arguments_type: 'target_free',
  return_type: 'boolean',
  prompt: { model: 'gpt-4o', template: 'Is this good?\n{{log.output}}' },
} satisfies LlmEvaluatorRequest

/** A server with a Prompt, and ways to have its Logs judged. */
export async function withJudge(options?: ServerOptions) {
  const connection = connectHumanloop(options)
  const { ask } = connection
  const prompt = await ask('POST /prompts', {}, { path: 'support/answer', model: 'gpt-4o', template: [{ role: 'user', content: '{{question}}' }] })
  const addEvaluator = (path: string, spec: Partial<EvaluatorSpec> = {}) => ask('POST /evaluators', {}, { path, spec: { ...judge, ...spec } })
  /** Has an Evaluator judge all new Logs of a file: the Prompt, unless another is named. */
  const monitor = async (evaluator: Evaluator, file = `/prompts/${prompt.id}`) => {
    const { status, text } = await connection.send(`POST ${file}/evaluators`, { activate: [{ evaluator_version_id: evaluator.version_id }] })
    expect(status, text).toBe(200)
  }
  const log = async (fields: object = {}): Promise<string> => (await ask('POST /prompts/log', {}, { id: prompt.id, output: 'Hello.', ...fields })).id
  /** Waits until a Log has this many judgments, and gives them. */
  const judgmentsOf = (id: string, count = 1): Promise<EvaluatorLog[]> =>
    eventually(async () => {
      const { evaluator_logs: judgments } = await ask('GET /logs/{id}', { id })
      expect(judgments).toHaveLength(count)
      return judgments
    })
  /** Logs an output, has it judged by a new Evaluator, and gives the judgment. */
  const judged = async (spec: Partial<EvaluatorSpec>, fields: object = {}): Promise<EvaluatorLog | undefined> => {
    await monitor(await addEvaluator('checks/one', spec))
    return (await judgmentsOf(await log(fields)))[0]
  }
  return { ...connection, prompt, addEvaluator, monitor, log, judgmentsOf, judged }
}
