import { describe, expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { withEvaluation } from '../../testing/with-evaluation.js'

describe.each(engines)('runs in %s', (_name, open) => {
  const start = async () => withEvaluation({ repository: await open() })

  it('are completed once every datapoint has a Log and every Evaluator judged it', async () => {
    const { addRun, answer, judge, stats, exact, score, ask, id } = await start()
    const run = await addRun()
    expect([run.status, (await stats()).status]).toEqual(['pending', 'pending'])
    const first = await answer(run.id, 0)
    expect((await stats()).status).toBe('running')
    const second = await answer(run.id, 1)
    await judge(first, exact, { judgment: true })
    await judge(second, exact, { judgment: false })
    await judge(first, score, { judgment: 0.5 })
    expect((await stats()).status).toBe('running')
    await judge(second, score, { error: 'no idea' })
    expect(await stats()).toMatchObject({ status: 'completed', run_stats: [{ run_id: run.id, status: 'completed', num_logs: 2 }] })
    expect((await ask('GET /evaluations/{id}/runs', { id })).runs[0]?.status).toBe('completed')
  })

  it('count a datapoint with two Logs once, and judgments of the same Log by one Evaluator too', async () => {
    const { addRun, answer, judge, stats, exact, score } = await start()
    const run = await addRun()
    for (const log of [await answer(run.id, 0), await answer(run.id, 0)]) {
      await judge(log, exact, { judgment: false })
      await judge(log, exact, { judgment: true })
      await judge(log, score, { judgment: 1 })
    }
    const { status, run_stats } = await stats()
    expect(status).toBe('running')
    expect(run_stats[0]).toMatchObject({ num_logs: 2, evaluator_stats: [{ num_judgments: 2, num_true: 2, num_false: 0 }, { num_judgments: 2 }] })
  })

  it('of Prompts are made by the server when they are orchestrated', async () => {
    const { addRun, logsOf, stats, judge, exact, score } = await start()
    const run = await addRun({ orchestrated: null })
    expect(run).toMatchObject({ orchestrated: true, status: 'pending', version: { path: 'tests/answer' }, dataset: { datapoints_count: 2 } })
    for (const { log, datapoint, run_id } of await logsOf(run.id, 2)) {
      expect(run_id).toBe(run.id)
      expect(log.inputs).toEqual(datapoint?.inputs)
      expect(log.output).toContain(`"${datapoint?.inputs?.['question']}"`)
      expect(log.source_datapoint_id).toBe(datapoint?.id)
      await judge(log.id, exact, { judgment: true })
      await judge(log.id, score, { judgment: 1 })
    }
    expect((await stats()).status).toBe('completed')
  })

  it('take Logs that are there already, the newest for each datapoint, and make the rest', async () => {
    const { addRun, log, logsOf, dataset, prompt, upsertDataset, question } = await start()
    const source_datapoint_id = dataset.datapoints?.[0]?.id
    await log({ source_datapoint_id, output: 'old' })
    const newest = await log({ source_datapoint_id, output: 'new' })
    const other = await upsertDataset({ path: 'tests/others', datapoints: [question('One?')] })
    await log({ source_datapoint_id: other.datapoints?.[0]?.id })
    const existing = await addRun({ use_existing_logs: true })
    expect((await logsOf(existing.id, 1)).map((listed) => listed.log.id)).toEqual([newest])
    const filled = await addRun({ use_existing_logs: true, orchestrated: true })
    expect((await logsOf(filled.id, 2)).map((listed) => listed.log.output === 'new')).toEqual([false, true])
    expect(prompt.version_id).toBe(filled.version?.version_id)
  })

  it('are shared between Evaluations, and gone when the last one lets go', async () => {
    const { addRun, answer, ask, send, id, prompt } = await start()
    const run = await addRun()
    await answer(run.id, 0)
    const second = await ask('POST /evaluations', {}, { file: { id: prompt.id }, evaluators: [] })
    const shared = await send(`POST /evaluations/${second.id}/runs/${run.id}`)
    expect(shared).toMatchObject({ status: 200, body: { id: run.id, status: 'running', control: true } })
    expect((await send(`POST /evaluations/${second.id}/runs/${run.id}`)).status).toBe(200)
    expect((await ask('GET /evaluations/{id}', { id: second.id })).runs_count).toBe(1)
    expect((await send(`DELETE /evaluations/${id}/runs/${run.id}`)).status).toBe(204)
    expect((await ask('GET /evaluations/{id}/logs', { id: second.id })).total).toBe(1)
    expect((await send(`DELETE /evaluations/${second.id}/runs/${run.id}`)).status).toBe(204)
    expect((await send(`POST /evaluations/${id}/runs/${run.id}`)).status).toBe(404)
  })

  it('have one control: the first one, until another is chosen', async () => {
    const { addRun, ask, id } = await start()
    const [first, second] = [await addRun(), await addRun()]
    const controls = async () => (await ask('GET /evaluations/{id}/runs', { id })).runs.map(({ control }) => control)
    expect([first.control, second.control]).toEqual([true, false])
    const patch = (run_id: string, control: boolean) => ask('PATCH /evaluations/{id}/runs/{run_id}', { id, run_id }, { control })
    expect((await patch(second.id, true)).control).toBe(true)
    expect(await controls()).toEqual([true, false])
    await patch(first.id, false)
    expect(await controls()).toEqual([true, false])
    await patch(second.id, false)
    expect(await controls()).toEqual([false, false])
  })

  it('take Logs that were made outside of them, once', async () => {
    const { addRun, log, dataset, ask, id } = await start()
    const run = await addRun()
    const ids = [await log({ source_datapoint_id: dataset.datapoints?.[0]?.id }), await log({})]
    const add = () => ask('POST /evaluations/{id}/runs/{run_id}/logs', { id, run_id: run.id }, { log_ids: [...ids, ids[0]] })
    expect((await add()).status).toBe('running')
    await add()
    const { records, total } = await ask('GET /evaluations/{id}/logs', { id })
    expect(total).toBe(2)
    expect(records.map(({ log: added, datapoint }) => [added.id, datapoint?.id])).toEqual([
      [ids[1], undefined],
      [ids[0], dataset.datapoints?.[0]?.id],
    ])
  })
})

describe('the status of a run', () => {
  it('says cancelled or completed once somebody said so, and can be opened again', async () => {
    const { addRun, answer, ask, id, stats } = await withEvaluation()
    const run = await addRun()
    const set = async (status: string) => (await ask('PATCH /evaluations/{id}/runs/{run_id}', { id, run_id: run.id }, { status })).status
    expect([await set('cancelled'), (await stats()).status]).toEqual(['cancelled', 'cancelled'])
    await answer(run.id, 0)
    expect([await set('running'), await set('completed'), (await stats()).status]).toEqual(['running', 'completed', 'completed'])
  })

  it('takes every run of an Evaluation together', async () => {
    const { addRun, ask, id, stats } = await withEvaluation()
    expect((await stats()).status).toBe('pending')
    const [first, second] = [await addRun(), await addRun()]
    const set = (run_id: string, status: string) => ask('PATCH /evaluations/{id}/runs/{run_id}', { id, run_id }, { status })
    await set(first.id, 'completed')
    expect((await stats()).status).toBe('running')
    await set(second.id, 'cancelled')
    expect((await stats()).status).toBe('completed')
  })

  it('waits for Flow Logs to be complete', async () => {
    const { ask, dataset } = await withEvaluation()
    const flow = await ask('POST /flows', {}, { path: 'tests/flow', attributes: {} })
    const { id } = await ask('POST /evaluations', {}, { file: { id: flow.id }, evaluators: [] })
    const run = await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: flow.id } })
    expect(run.orchestrated).toBe(false)
    const logs: string[] = []
    for (const { id: source_datapoint_id } of dataset.datapoints ?? []) {
      logs.push((await ask('POST /flows/log', {}, { id: flow.id, run_id: run.id, source_datapoint_id, inputs: {}, log_status: 'incomplete' })).id)
    }
    const status = async () => (await ask('GET /evaluations/{id}/stats', { id })).status
    expect(await status()).toBe('running')
    for (const log_id of logs) await ask('PATCH /flows/logs/{log_id}', { log_id }, { inputs: { a: 'b' }, output: 'done', log_status: 'complete' })
    expect(await status()).toBe('completed')
  })

  it('counts the Logs alone when there is no Dataset', async () => {
    const { ask, id, log, addRun } = await withEvaluation()
    for (const path of (await ask('GET /evaluations/{id}', { id })).evaluators) {
      await ask('DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', { id, evaluator_version_id: path.version.version_id })
    }
    const run = await addRun({ dataset: null })
    expect(run).toMatchObject({ dataset: null, status: 'pending' })
    await log({ run_id: run.id })
    expect((await ask('GET /evaluations/{id}/runs', { id })).runs[0]?.status).toBe('completed')
  })
})

describe('orchestrated runs', () => {
  it('keep what goes wrong with a datapoint in its Log', async () => {
    const { ask, upsertDataset, question, logsOf, addRun } = await withEvaluation()
    await upsertDataset({ path: 'tests/odd', datapoints: [question('One?'), { inputs: { other: 'x' } }] })
    const odd = await addRun({ dataset: { path: 'tests/odd' }, orchestrated: true })
    const errors = (await logsOf(odd.id, 2)).map(({ log, datapoint }) => [datapoint?.inputs?.['other'], log.error ?? null])
    expect(errors).toContainEqual(['x', expect.stringContaining('question')])
    expect(errors).toContainEqual([undefined, null])
    const failing = await ask('POST /prompts', {}, { path: 'tests/answer', model: 'fail-500', template: [{ role: 'user', content: '{{question}}' }] })
    const run = await addRun({ version: { version_id: failing.version_id }, orchestrated: true })
    expect((await logsOf(run.id, 2)).map(({ log }) => log.error)).toEqual([expect.stringContaining('fail-500'), expect.stringContaining('fail-500')])
  })

  it('make nothing when they are refused', async () => {
    const { ask, send, id, dataset, prompt, exact } = await withEvaluation()
    const sent = async (body: object, evaluation = id) => {
      const { status, body: answer } = await send(`POST /evaluations/${evaluation}/runs`, body)
      return [status, (answer as { detail?: { loc?: unknown }[] }).detail?.[0]?.loc]
    }
    const version = { version_id: prompt.version_id }
    const set = { version_id: dataset.version_id }
    expect(await sent({ version, orchestrated: true })).toEqual([422, ['body', 'dataset']])
    expect(await sent({ dataset: set, orchestrated: true })).toEqual([422, ['body', 'version']])
    expect(await sent({ dataset: set, use_existing_logs: true })).toEqual([422, ['body', 'version']])
    expect(await sent({ dataset: version, version, orchestrated: false })).toEqual([422, ['body', 'dataset']])
    expect(await sent({ dataset: set, version: set })).toEqual([422, ['body', 'version']])
    expect(await sent({ dataset: set, version: { id: exact.id } })).toEqual([422, ['body', 'version']])
    expect((await sent({ dataset: { path: 'no/such' }, version }))[0]).toBe(404)
    expect((await sent({ dataset: set, version: { version_id: 'prv_x' } }))[0]).toBe(404)
    expect((await sent({ dataset: set, version }, 'evr_x'))[0]).toBe(404)
    const { id: free } = await ask('POST /evaluations', {}, { evaluators: [] })
    expect(await sent({ dataset: set, version: { id: exact.id }, orchestrated: true }, free)).toEqual([422, ['body', 'orchestrated']])
    expect((await ask('GET /evaluations/{id}', { id })).runs_count).toBe(0)
    expect((await ask('GET /prompts/{id}', { id: prompt.id })).total_logs_count).toBe(0)
  })
})

describe('Logs of a run', () => {
  it('are of its file and for datapoints of its Dataset', async () => {
    const { addRun, send, ask, upsertDataset, question, id, prompt } = await withEvaluation()
    const run = await addRun()
    const other = await ask('POST /prompts', {}, { path: 'tests/other', model: 'gpt-4o' })
    const foreign = (await upsertDataset({ path: 'tests/others', datapoints: [question('One?')] })).datapoints?.[0]?.id
    const log = async (body: object) => (await send('POST /prompts/log', { id: prompt.id, run_id: run.id, ...body })).status
    expect(await log({ run_id: 'run_x' })).toBe(404)
    expect(await log({ id: other.id })).toBe(422)
    expect(await log({ source_datapoint_id: foreign })).toBe(422)
    expect(await log({ source_datapoint_id: 'dp_x' })).toBe(422)
    const { id: stray } = await ask('POST /prompts/log', {}, { id: other.id })
    expect((await send(`POST /evaluations/${id}/runs/${run.id}/logs`, { log_ids: [stray] })).status).toBe(422)
    expect((await send(`POST /evaluations/${id}/runs/${run.id}/logs`, { log_ids: ['log_x'] })).status).toBe(404)
    expect((await ask('GET /evaluations/{id}/logs', { id })).total).toBe(0)
    expect((await ask('GET /prompts/{id}', { id: prompt.id })).total_logs_count).toBe(0)
  })

  it('leave the run when they are deleted', async () => {
    const { addRun, answer, send, stats } = await withEvaluation()
    const run = await addRun()
    const log = await answer(run.id, 0)
    expect((await send(`DELETE /logs?id=${log}`)).status).toBe(204)
    expect((await stats()).run_stats[0]).toMatchObject({ num_logs: 0, status: 'pending' })
  })

  it('are found only in runs of the Evaluation', async () => {
    const { send, id, addRun, ask } = await withEvaluation()
    const run = await addRun()
    const { id: free } = await ask('POST /evaluations', {}, { evaluators: [] })
    expect((await send(`GET /evaluations/${id}/logs?run_id=run_x`)).status).toBe(404)
    expect((await send(`PATCH /evaluations/${free}/runs/${run.id}`, { control: true })).status).toBe(404)
    expect((await send(`DELETE /evaluations/${free}/runs/${run.id}`)).status).toBe(404)
  })
})
