import type { Evaluation, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { describe, expect, it } from 'vitest'
import { createServer } from '../../create-server.js'
import type { ServerOptions } from '../../options.js'
import { engines } from '../../testing/engines.js'
import { eventually } from '../../testing/eventually.js'
import { gatedModel } from '../../testing/gated-model.js'
import { lookUp } from '../../testing/with-agent.js'
import { withEvaluation } from '../../testing/with-evaluation.js'
import { judge } from '../../testing/with-judge.js'

/** An Evaluation of a Prompt whose Evaluator the server runs, and ways to follow its runs. */
async function withJudges(options?: ServerOptions, spec: Partial<EvaluatorSpec> = {}) {
  const connection = await withEvaluation(options)
  const { ask, send, prompt, dataset } = connection
  const judging = await ask('POST /evaluators', {}, { path: 'tests/judge', spec: { ...judge, ...spec } })
  const { id } = await ask('POST /evaluations', {}, { file: { id: prompt.id }, evaluators: [{ path: 'tests/judge' }] })
  const addRun = (fields: object = {}) =>
    ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { version_id: prompt.version_id }, ...fields })
  const stats = () => ask('GET /evaluations/{id}/stats', { id })
  const set = (run_id: string, status: string) => ask('PATCH /evaluations/{id}/runs/{run_id}', { id, run_id }, { status })
  const done = () => eventually(async () => expect(await stats()).toMatchObject({ status: 'completed' }))
  const logs = async () => (await ask('GET /evaluations/{id}/logs', { id })).records
  return { ask, send, prompt, dataset, judging, id, addRun, stats, set, done, logs, log: connection.log, logsOf: connection.logsOf }
}

const flags = ({ evaluators }: Evaluation) => evaluators.map(({ version, orchestrated }) => [version.path, orchestrated])

describe.each(engines)('orchestrated runs in %s', (_name, open) => {
  it('are answered at once, made in the background, judged, and completed', async () => {
    const gate = gatedModel()
    const { addRun, stats, done, logs } = await withJudges({ repository: await open(), model: gate.model })
    const run = await addRun()
    expect(run).toMatchObject({ status: 'pending', orchestrated: true })
    await gate.asked(2)
    expect((await stats()).progress).toBe(`${run.id}: pending, Logs 0 of 2, judgments 0 of 2`)
    gate.open()
    await done()
    expect(await stats()).toMatchObject({ run_stats: [{ num_logs: 2, evaluator_stats: [{ total_logs: 2, num_judgments: 2, num_true: 2, num_errors: 0 }] }] })
    for (const { log, datapoint, evaluator_logs: judgments } of await logs()) {
      expect(log).toMatchObject({ inputs: datapoint?.inputs, source_datapoint_id: datapoint?.id })
      expect(judgments).toMatchObject([{ judgment: true, parent_id: log.id, source_datapoint_id: datapoint?.id }])
    }
  })

  it('stop soon when they are cancelled, and go on when they are opened again', async () => {
    const gate = gatedModel()
    const repository = await open()
    const { addRun, set, done, logs, ask, prompt, log } = await withJudges({ repository, model: gate.model })
    const run = await addRun()
    await gate.asked(2)
    expect((await set(run.id, 'cancelled')).status).toBe('cancelled')
    expect(await repository.read(({ work }) => work.firstLeaseEnd())).toBeUndefined()
    gate.open()
    await log({ run_id: run.id })
    await eventually(async () => expect(await repository.read(({ work }) => work.firstLeaseEnd())).toBeUndefined())
    expect((await logs()).map((entry) => [entry.log.output, entry.evaluator_logs])).toEqual([['Because.', []]])
    await set(run.id, 'running')
    await done()
    expect((await logs()).map(({ evaluator_logs: judgments }) => judgments.length)).toEqual([1, 1, 1])
    expect((await ask('GET /prompts/{id}', { id: prompt.id })).total_logs_count).toBe(3)
  })

  it('go on where they were when the server starts again', async () => {
    const repository = await open()
    const lent = { ...repository, close: async () => undefined }
    const gate = gatedModel()
    const first = await withEvaluation({ repository: lent, model: gate.model })
    const { id } = await first.ask('POST /evaluations', {}, { file: { id: first.prompt.id }, evaluators: [] })
    await first.ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: first.dataset.id }, version: { id: first.prompt.id } })
    await gate.asked(2)
    await first.server.close({ patience: 0 })
    const second = createServer({ repository: lent })
    await eventually(async () => {
      const response = await second.fetch(`http://localhost/v5/evaluations/${id}/stats`)
      expect(await response.json()).toMatchObject({ status: 'completed', run_stats: [{ num_logs: 2 }] })
    })
    gate.open()
    await second.close()
    expect((await repository.read((records) => records.logs.list({ kinds: ['prompt'], offset: 0, limit: 9 }))).total).toBe(2)
  })

  it('of Agents run their tools, and wait where one runs elsewhere', async () => {
    const { ask, logsOf, send } = await withJudges({ repository: await open() })
    const { id: tool } = await ask('POST /tools', {}, { path: 'mock', tool_type: 'mock', setup_values: { output: 'x' }, function: { name: 'mock', description: 'x' } })
    const inline = { type: 'inline', json_schema: lookUp }
    const template = [{ role: 'user', content: 'call mock\n{{question}}' }]
    const agent = await ask('POST /agents', {}, { path: 'agent', model: 'gpt-4o', template, tools: [{ type: 'file', link: { file_id: tool } }, inline] })
    const evaluation = await ask('POST /evaluations', {}, { file: { id: agent.id }, evaluators: [{ path: 'tests/judge' }] })
    const sets = await ask('POST /datasets', {}, { path: 'commands', datapoints: [{ inputs: { question: 'Why?' } }, { inputs: { question: 'call look_up {}' } }] })
    const run = await ask('POST /evaluations/{id}/runs', { id: evaluation.id }, { dataset: { id: sets.id }, version: { id: agent.id } })
    expect(run.orchestrated).toBe(true)
    const logs = await logsOf(run.id, 2, evaluation.id)
    const waiting = logs.find(({ log }) => 'log_status' in log && log.log_status === 'incomplete')?.log
    expect(logs.find(({ log }) => log !== waiting)?.log.output).toContain('The tool answered: "x"')
    const status = async () => (await ask('GET /evaluations/{id}/stats', { id: evaluation.id })).status
    expect(await status()).toBe('running')
    const [call] = (waiting as { output_message?: { tool_calls?: { id: string }[] } }).output_message?.tool_calls ?? []
    await send('POST /agents/continue', { log_id: waiting?.id, messages: [{ role: 'tool', tool_call_id: call?.id, content: 'Found.' }] })
    await eventually(async () => expect(await status()).toBe('completed'))
    expect((await ask('GET /logs/{id}', { id: waiting?.id ?? '' })).evaluator_logs).toMatchObject([{ judgment: true }])
  })
})

describe('Evaluators of an Evaluation', () => {
  it('are run by the server when they ask a model or hold code, unless the choice says otherwise', async () => {
    const { ask, judging } = await withJudges()
    const python = { evaluator_type: 'python', code: 'x', arguments_type: 'target_free', return_type: 'boolean' }
    const human = { evaluator_type: 'human', arguments_type: 'target_free', return_type: 'boolean' }
    for (const [path, spec] of Object.entries({ python, human })) await ask('POST /evaluators', {}, { path, spec })
    const made = await ask('POST /evaluations', {}, { evaluators: [{ id: judging.id }, { path: 'python' }, { path: 'human' }] })
    expect(flags(made)).toEqual([['tests/judge', true], ['python', true], ['human', false]])
    const chosen = [{ id: judging.id, orchestrated: false }, { path: 'python', orchestrated: false }, { path: 'human', orchestrated: true }]
    expect(flags(await ask('POST /evaluations', {}, { evaluators: chosen }))).toEqual([['tests/judge', false], ['python', false], ['human', true]])
  })

  it('that hold code leave an error on each Log, and end the run', async () => {
    const { addRun, done, stats } = await withJudges({}, { evaluator_type: 'python', code: 'x', prompt: undefined } as object)
    await addRun()
    await done()
    expect((await stats()).run_stats[0]?.evaluator_stats).toMatchObject([{ num_judgments: 0, num_errors: 2, num_nulls: 0 }])
  })

  it('of people and other programs wait for their judgments, orchestrated or not', async () => {
    const { ask, dataset, prompt, judging, send, logsOf } = await withJudges()
    const { id } = await ask('POST /evaluations', {}, { evaluators: [{ path: 'tests/exact', orchestrated: true }, { id: judging.id, orchestrated: false }] })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: prompt.id } })
    for (const { log } of await logsOf(run.id, 2, id)) {
      for (const path of ['tests/exact', 'tests/judge']) expect((await send('POST /evaluators/log', { path, parent_id: log.id, judgment: true })).status).toBe(200)
    }
    expect(await ask('GET /evaluations/{id}/stats', { id })).toMatchObject({ status: 'completed', run_stats: [{ evaluator_stats: [{ num_judgments: 2 }, { num_judgments: 2 }] }] })
  })

  it('judge Logs that come from outside, that are taken over, and that are there when they are added', async () => {
    const { ask, addRun, dataset, log, stats, done, id } = await withJudges()
    const source_datapoint_id = dataset.datapoints?.[0]?.id
    await log({ source_datapoint_id })
    const existing = await addRun({ use_existing_logs: true, orchestrated: false })
    await log({ run_id: existing.id, source_datapoint_id: dataset.datapoints?.[1]?.id })
    await done()
    await ask('POST /evaluators', {}, { path: 'tests/later', spec: { ...judge, return_type: 'number' } })
    await ask('POST /evaluations/{id}/evaluators', { id }, { evaluators: [{ path: 'tests/later' }] })
    await done()
    expect((await stats()).run_stats[0]).toMatchObject({ num_logs: 2, evaluator_stats: [{ num_judgments: 2 }, { num_judgments: 2, mean: 1 }] })
  })

  it('judge a Log once, however many runs hold it and whatever monitors its file', async () => {
    const { ask, send, addRun, done, prompt, judging, logs } = await withJudges()
    await send(`POST /prompts/${prompt.id}/evaluators`, { activate: [{ evaluator_version_id: judging.version_id }] })
    await addRun()
    await done()
    await addRun({ use_existing_logs: true, orchestrated: false })
    await done()
    expect((await logs()).map(({ evaluator_logs: judgments }) => judgments.length)).toEqual([1, 1, 1, 1])
    expect((await ask('GET /evaluators/{id}', { id: judging.id })).total_logs_count).toBe(2)
  })

  it('judge a Flow when its trace is complete', async () => {
    const { ask, dataset, judging } = await withJudges()
    const flow = await ask('POST /flows', {}, { path: 'tests/flow', attributes: {} })
    const { id } = await ask('POST /evaluations', {}, { file: { id: flow.id }, evaluators: [{ id: judging.id }] })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: flow.id } })
    const ids: string[] = []
    for (const { id: source_datapoint_id } of dataset.datapoints ?? []) {
      ids.push((await ask('POST /flows/log', {}, { id: flow.id, run_id: run.id, source_datapoint_id, inputs: {}, log_status: 'incomplete' })).id)
    }
    for (const log_id of ids) await ask('PATCH /flows/logs/{log_id}', { log_id }, { output: 'Done.', log_status: 'complete' })
    await eventually(async () => expect((await ask('GET /evaluations/{id}/stats', { id })).status).toBe('completed'))
  })
})

describe('a run that was said to be over', () => {
  it('is not judged any more', async () => {
    const { addRun, set, log, logs, judging, ask, send, id } = await withJudges()
    const run = await addRun({ orchestrated: false })
    await set(run.id, 'completed')
    await log({ run_id: run.id })
    const other = await ask('POST /evaluations', {}, { evaluators: [{ id: judging.id }] })
    expect((await send(`POST /evaluations/${other.id}/runs/${run.id}`)).status).toBe(200)
    await ask('POST /evaluators', {}, { path: 'tests/later', spec: judge })
    await ask('POST /evaluations/{id}/evaluators', { id }, { evaluators: [{ path: 'tests/later' }] })
    expect((await logs()).map(({ evaluator_logs: judgments }) => judgments)).toEqual([[]])
    await set(run.id, 'running')
    await eventually(async () => expect((await logs()).map(({ evaluator_logs: judgments }) => judgments.length)).toEqual([2]))
  })
})
