import { describe, expect, it } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { connectHumanloop } from '../testing/connect.js'
import { exported } from '../testing/exported.js'
import { at, evaluationExport, fileExport, importFiles, lines, madeBy, production, wireFile, wireLog, wirePrompt } from '../testing/humanloop-export.js'

const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean', attributes: {}, options: null, number_limits: null, number_valence: null }
const judge = wireFile('evaluator', 'ev_1', { spec, attributes: {} })
const dataset = wireFile('dataset', 'ds_1', { datapoints_count: 2, attributes: {} })
const flow = wireFile('flow', 'fl_1', { attributes: { version: 1 } })
const datapoints = [{ id: 'dp_1', inputs: { q: 'One?' }, messages: null, target: { a: 1 } }, { id: 'dp_2', inputs: { q: 'One?' }, messages: null, target: { a: 1 } }]

function ask(repository: Repository) {
  return connectHumanloop({ repository: { ...repository, close: async () => undefined } })
}

const unchanged = (counts: Awaited<ReturnType<typeof importFiles>>['counts']): boolean => Object.values(counts).every(({ added, completed }) => added + completed === 0)

describe('an import of an export of the hosted platform', () => {
  it('gives files back as they were: ids, times, users, labels, and fields that nobody here knows', async () => {
    const repository = memoryRepository()
    const older = wirePrompt({ version_id: 'prv_0', version_name: null, model: 'gpt-3.5', environments: [], created_at: at(0), updated_at: at(0) })
    const { lost, notes } = await importFiles(repository, fileExport(wirePrompt(), { versions: [wirePrompt(), older], logs: [wireLog('log_1'), wireLog('log_2')] }))
    expect([lost, notes]).toEqual([[], []])
    const { send } = ask(repository)
    const live = { version_logs_count: 2, total_logs_count: 2, environments: [{ ...production, created_at: '2024-01-01T00:00:00.000Z' }], last_used_at: '2025-06-05T12:04:00.123Z' }
    expect((await send('GET /prompts/pr_1')).body).toEqual({ ...wirePrompt(), ...live })
    const { body } = await send('GET /prompts/pr_1/versions')
    expect(body).toEqual({ records: [{ ...wirePrompt(), ...live }, { ...older, version_logs_count: 0, total_logs_count: 2 }] })
    expect((await send('GET /directories/dir_support')).body).toMatchObject({ path: 'support', parent_id: 'dir_root' })
  })

  it('finds a version by its content afterwards, and forgets an old time once it is changed', async () => {
    const repository = memoryRepository()
    await importFiles(repository, fileExport(wirePrompt()))
    const connection = ask(repository)
    const { model, template, temperature } = wirePrompt() as { model: string; template: []; temperature: number }
    expect(await connection.ask('POST /prompts', {}, { path: 'support/greeting', model, template, temperature })).toMatchObject({ id: 'pr_1', version_id: 'prv_1', updated_at: at(2) })
    await connection.send('PATCH /prompts/pr_1/versions/prv_1', { description: 'Changed.' })
    expect((await connection.send('GET /prompts/pr_1')).body).toMatchObject({ version_description: 'Changed.', created_at: at(1), updated_at: expect.not.stringContaining('2025-06-05') as unknown })
  })

  it('gives Logs back as they were, and searches, filters and counts them', async () => {
    const repository = memoryRepository()
    const log = wireLog('log_1', { provider_request: { deep: [{ a: null }] } })
    const { counts } = await importFiles(repository, fileExport(wirePrompt(), { logs: [log, wireLog('log_2', { created_at: '2025-06-05T14:00:00.5+02:00', output: 'Other' })] }))
    expect(counts.logs).toEqual({ added: 2, completed: 0, present: 0 })
    const { send } = ask(repository)
    const { prompt: _prompt, ...rest } = log
    expect((await send('GET /logs/log_1')).body).toMatchObject(rest)
    const list = await send('GET /logs?file_id=pr_1&search=other')
    expect(list.body).toMatchObject({ total: 1, records: [{ id: 'log_2', created_at: '2025-06-05T14:00:00.5+02:00' }] })
    expect((await send('GET /logs?file_id=pr_1&start_date=2025-06-05T12:01:00Z')).body).toMatchObject({ total: 1, records: [{ id: 'log_1' }] })
    await send('PATCH /prompts/pr_1/log/log_2', { output: 'Third' })
    expect((await send('GET /logs/log_2')).body).toMatchObject({ output: 'Third', created_at: '2025-06-05T14:00:00.5+02:00' })
  })

  it('takes every kind of file over', async () => {
    const repository = memoryRepository()
    const tool = wireFile('tool', 'tl_1', { path: 'a/tool', function: { name: 'f', description: 'd', strict: null, parameters: null }, source_code: 'def f(): ...', setup_values: null, attributes: null, tool_type: 'python', signature: 'f() -> None' })
    const agent = wireFile('agent', 'ag_1', {
      path: 'a/agent', model: 'gpt-4o', status: 'committed', committed_by: madeBy, committed_at: at(1), max_iterations: 5, attributes: {},
      tools: [{ type: 'file', link: { file_id: 'tl_1', environment_id: null, version_id: null, since: 1 }, on_agent_call: 'continue', file: tool, colour: 'red' }],
    })
    const exports = [tool, agent, flow, judge].map((file) => fileExport(file))
    const held = fileExport(dataset, { 'datapoints/ds_1_v/1.jsonl': lines(datapoints) })
    const { lost, counts } = await importFiles(repository, ...exports, held)
    expect(lost).toEqual(['files/ag_1/versions/ag_1_v: These fields are not kept: tools.0.colour, tools.0.link.since.'])
    expect([counts.files?.added, counts.datapoints?.added]).toEqual([5, 2])
    const { send } = ask(repository)
    expect((await send('GET /tools/tl_1')).body).toMatchObject({ signature: 'f() -> None', created_by: madeBy, source_code: 'def f(): ...' })
    expect((await send('GET /agents/ag_1')).body).toMatchObject({ max_iterations: 5, committed_by: madeBy, tools: [{ link: { file_id: 'tl_1' }, file: { id: 'tl_1' } }] })
    expect((await send('GET /evaluators/ev_1')).body).toMatchObject({ spec })
    expect((await send('GET /datasets/ds_1?include_datapoints=true')).body).toMatchObject({ datapoints_count: 2, datapoints })
    const again = await send('POST /datasets?include_datapoints=true', { path: 'things/dataset-file', datapoints: [{ inputs: { q: 'One?' }, target: { a: 1 } }] })
    expect(again.body).toMatchObject({ datapoints_count: 1, datapoints: [{ id: 'dp_1' }] })
  })

  it('changes nothing the second time, and says so', async () => {
    const repository = memoryRepository()
    const step = wireLog('log_step', { trace_parent_id: 'log_flow', trace_id: 'log_flow' })
    const run = wireLog('log_flow', { trace_children: [step], trace_id: 'log_flow', log_status: 'complete' }, flow)
    const places = [{ run_id: 'run_1', datapoint: datapoints[0], log: wireLog('log_1', { source_datapoint_id: 'dp_1' }), evaluator_logs: [wireLog('log_j', { parent_id: 'log_1', judgment: true }, judge)] }]
    const files = [
      fileExport(wirePrompt(), { logs: [wireLog('log_1'), step], ...evaluationExport(judge, dataset, places) }),
      fileExport(flow, { logs: [run] }), fileExport(judge, { logs: [wireLog('log_j', { parent_id: 'log_1', judgment: true }, judge)] }),
      fileExport(dataset, { 'datapoints/ds_1_v/1.jsonl': lines(datapoints) }),
    ]
    const first = await importFiles(repository, ...files)
    const before = await exported(repository)
    const second = await importFiles(repository, ...files)
    expect([first.lost, second.lost, unchanged(second.counts)]).toEqual([[], [], true])
    expect(second.counts.logs?.present).toBe(4)
    expect(await exported(repository)).toEqual(before)
  })

  it('is finished by the next one wherever it breaks off', async () => {
    const step = wireLog('log_step', { trace_parent_id: 'log_flow' }, wirePrompt({ version_id: 'prv_gone', model: 'gone' }))
    const places = [{ run_id: 'run_1', datapoint: datapoints[0], log: wireLog('log_1'), evaluator_logs: [wireLog('log_j', { parent_id: 'log_1', judgment: true }, judge)] }]
    const files = [
      fileExport(wirePrompt(), { logs: [wireLog('log_1')], 'logs/2.jsonl': lines([wireLog('log_0')]), ...evaluationExport(judge, dataset, places) }),
      fileExport(flow, { logs: [wireLog('log_flow', { trace_children: [step], log_status: 'complete' }, flow)] }), fileExport(judge),
      fileExport(dataset, { 'datapoints/ds_1_v/1.jsonl': lines(datapoints) }),
    ]
    const whole = memoryRepository()
    await importFiles(whole, ...files)
    const wanted = await exported(whole)
    let broken = 0
    for (let writes = 0; ; writes += 1) {
      const repository = memoryRepository()
      let left = writes
      const failing: Pick<Repository, 'read' | 'write'> = {
        read: (work) => repository.read(work),
        write: (work) => repository.write(async (records) => {
          const result = await work(records)
          if ((left -= 1) < 0) throw new Error('killed')
          return result
        }),
      }
      const outcome = await importFiles(failing, ...files).catch(() => undefined)
      if (outcome !== undefined) break
      broken += 1
      await importFiles(repository, ...files)
      expect(await exported(repository), `broken off after ${writes} writes`).toEqual(wanted)
    }
    expect(broken).toBeGreaterThan(10)
  })
})

describe('Logs that turn up in odd places', () => {
  it('are taken once, whatever pages and Logs they are in, and what one copy lacks comes from another', async () => {
    const repository = memoryRepository()
    const poor = wireLog('log_1', { inputs: null, trace_id: null })
    const pages = { logs: [wireLog('log_2'), poor], 'logs/2.jsonl': lines([wireLog('log_1', { trace_id: 'log_flow' }), wireLog('log_2')]) }
    const { lost, counts } = await importFiles(repository, fileExport(wirePrompt(), pages))
    expect([lost, counts.logs]).toEqual([[], { added: 2, completed: 0, present: 2 }])
    expect((await ask(repository).send('GET /logs/log_1')).body).toMatchObject({ inputs: { name: 'Ö' }, trace_id: 'log_flow' })
  })

  it('keep a version that was deleted, and one whose file is not in the export', async () => {
    const repository = memoryRepository()
    const gone = wirePrompt({ version_id: 'prv_gone', version_name: 'gone', model: 'gone' })
    const foreign = wirePrompt({ id: 'pr_other', path: 'elsewhere/other', version_id: 'prv_other' })
    const run = wireLog('log_flow', { trace_children: [wireLog('log_a', {}, gone), wireLog('log_b', {}, foreign)], log_status: 'complete' }, flow)
    const { lost, notes } = await importFiles(repository, fileExport(wirePrompt()), fileExport(flow, { logs: [run] }))
    expect([lost, notes]).toEqual([[], ['files/fl_1/logs/1.jsonl:1: The version prv_other of "elsewhere/other" is in no file of its own, and was made from this copy.']])
    const { send } = ask(repository)
    expect((await send('GET /prompts/pr_1?version_id=prv_gone')).status).toBe(404)
    expect((await send('GET /logs/log_flow')).body).toMatchObject({
      trace_children: [{ id: 'log_a', trace_parent_id: 'log_flow', trace_id: 'log_flow', prompt: { version_id: 'prv_gone', version_name: 'gone' } }, { id: 'log_b', prompt: { path: 'elsewhere/other' } }],
    })
    expect((await send('GET /prompts/pr_other')).body).toMatchObject({ version_id: 'prv_other' })
  })

  it('are kept when the Log that they judge is not in the export, which is told', async () => {
    const repository = memoryRepository()
    const { lost, notes } = await importFiles(repository, fileExport(judge, { logs: [wireLog('log_j', { parent_id: 'log_far', judgment: true }, judge)] }))
    expect([lost, notes]).toEqual([[], [expect.stringMatching(/^files\/ev_1\/logs\/1\.jsonl:1: The Log log_far.* is not in the export\.$/)]])
    expect((await ask(repository).send('GET /logs/log_j')).body).toMatchObject({ parent_id: 'log_far', judgment: true })
  })

  it('judge the Log that holds them', async () => {
    const repository = memoryRepository()
    const judged = wireLog('log_1', { evaluator_logs: [wireLog('log_j', { judgment: false }, judge)] })
    await importFiles(repository, fileExport(wirePrompt(), { logs: [judged] }), fileExport(judge))
    expect((await ask(repository).send('GET /logs/log_1')).body).toMatchObject({ evaluator_logs: [{ id: 'log_j', parent_id: 'log_1', judgment: false }] })
  })
})

describe('Evaluations', () => {
  it('come with their runs, Logs and judgments', async () => {
    const repository = memoryRepository()
    const places = datapoints.map((datapoint, index) => ({
      run_id: 'run_1', datapoint, log: wireLog(`log_${index}`, { source_datapoint_id: datapoint.id }), evaluator_logs: [wireLog(`log_j${index}`, { judgment: index === 0 }, judge)],
    }))
    const { lost, counts } = await importFiles(repository, fileExport(wirePrompt(), evaluationExport(judge, dataset, places)), fileExport(judge), fileExport(dataset, { 'datapoints/ds_1_v/1.jsonl': lines(datapoints) }))
    expect([lost, counts.places?.added, counts.runs?.added]).toEqual([[], 2, 1])
    const { send } = ask(repository)
    expect((await send('GET /evaluations/evr_1')).body).toMatchObject({ name: 'Night run', created_by: madeBy, url: 'https://app.humanloop.com/x', created_at: at(9), runs_count: 1, evaluators: [{ orchestrated: true, added_at: at(10) }] })
    expect((await send('GET /evaluations/evr_1/runs')).body).toMatchObject({ runs: [{ id: 'run_1', added_at: at(11), created_by: madeBy, status: 'completed', control: true, dataset: { id: 'ds_1' } }] })
    expect((await send('GET /evaluations/evr_1/stats')).body).toMatchObject({ run_stats: [{ num_logs: 2, evaluator_stats: [{ num_true: 1, num_false: 1 }] }] })
    const { body } = await send('GET /evaluations/evr_1/logs')
    expect(body).toMatchObject({ total: 2, records: expect.arrayContaining([expect.objectContaining({ datapoint: datapoints[1], log: expect.objectContaining({ id: 'log_1' }) as unknown })]) as unknown })
  })

  it('keep their statistics when the export has no Logs, until a Log comes', async () => {
    const repository = memoryRepository()
    await importFiles(repository, fileExport(wirePrompt(), evaluationExport(judge, dataset, null, 7)), fileExport(judge), fileExport(dataset, { 'datapoints/ds_1_v/1.jsonl': lines(datapoints) }))
    const connection = ask(repository)
    expect((await connection.send('GET /evaluations/evr_1/stats')).body).toMatchObject({ report: 'Fine', progress: 'All done', run_stats: [{ num_logs: 7, batch_id: 'bat_1' }] })
    await connection.ask('POST /prompts/log', {}, { id: 'pr_1', output: 'x', run_id: 'run_1', source_datapoint_id: 'dp_1' })
    expect((await connection.send('GET /evaluations/evr_1/stats')).body).toMatchObject({ run_stats: [{ num_logs: 1 }] })
  })

  it('keep datapoints whose Dataset is not in the export', async () => {
    const repository = memoryRepository()
    const places = [{ run_id: 'run_1', datapoint: datapoints[0], log: wireLog('log_1'), evaluator_logs: [] }]
    const { lost } = await importFiles(repository, fileExport(wirePrompt(), evaluationExport(judge, dataset, places)), fileExport(judge))
    expect(lost).toEqual([])
    expect((await ask(repository).send('GET /evaluations/evr_1/logs')).body).toMatchObject({ records: [{ datapoint: datapoints[0] }] })
  })
})
