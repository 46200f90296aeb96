import { describe, expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { withEvaluation } from '../../testing/with-evaluation.js'

describe.each(engines)('Evaluations in %s', (_name, open) => {
  const start = async () => withEvaluation({ repository: await open() })

  it('hold the file, the Evaluators and the runs', async () => {
    const { evaluation, prompt, exact, score, ask, id, addRun } = await start()
    expect(evaluation).toMatchObject({ name: 'first', file_id: prompt.id, runs_count: 0 })
    expect(evaluation.id).toMatch(/^evr_\w+$/)
    expect(evaluation.evaluators.map(({ version, orchestrated }) => [version.version_id, version.path, orchestrated])).toEqual([
      [exact.version_id, 'tests/exact', false],
      [score.version_id, 'tests/score', false],
    ])
    await addRun()
    expect((await ask('GET /evaluations/{id}', { id })).runs_count).toBe(1)
  })

  it('are listed for their file, newest first, in pages', async () => {
    const { ask, prompt, id } = await start()
    const second = await ask('POST /evaluations', {}, { file: { path: 'tests/answer' }, name: 'second', evaluators: [] })
    await ask('POST /evaluations', {}, { name: 'of no file', evaluators: [] })
    const list = (query = '') => ask('GET /evaluations', {}, undefined, `?file_id=${prompt.id}${query}`)
    expect((await list()).records.map((listed) => listed.id)).toEqual([second.id, id])
    const page = await list('&page=2&size=1')
    expect([page.records.map((listed) => listed.id), page.total]).toEqual([[id], 2])
    expect((await list('&page=3&size=1')).records).toEqual([])
  })

  it('are deleted with their runs; Logs and judgments stay', async () => {
    const { ask, send, id, addRun, answer, judge, exact } = await start()
    const run = await addRun()
    const log = await answer(run.id, 0)
    const judgment = await judge(log, exact, { judgment: true })
    expect((await send(`DELETE /evaluations/${id}`)).status).toBe(204)
    expect((await send(`GET /evaluations/${id}`)).status).toBe(404)
    expect((await send(`GET /evaluations/${id}/stats`)).status).toBe(404)
    expect((await ask('GET /logs/{id}', { id: log })).evaluator_logs.map((found) => found.id)).toEqual([judgment])
    expect((await send('POST /prompts/log', { path: 'tests/answer', run_id: run.id })).status).toBe(404)
  })
})

it('tells when runs or Evaluators of an Evaluation last changed', async () => {
  let seconds = 0
  const clock = () => new Date(Date.UTC(2026, 0, 1, 0, 0, (seconds += 1)))
  const { ask, send, id, addRun, exact, evaluation } = await withEvaluation({ clock })
  const times = [evaluation.updated_at]
  const note = async () => times.push((await ask('GET /evaluations/{id}', { id })).updated_at)
  const run = await addRun()
  await note()
  await send(`DELETE /evaluations/${id}/runs/${run.id}`)
  await note()
  await ask('DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', { id, evaluator_version_id: exact.version_id })
  await note()
  expect(new Set(times).size).toBe(4)
  expect((await ask('GET /evaluations/{id}', { id })).created_at).toBe(evaluation.created_at)
})

describe('making an Evaluation', () => {
  it('answers 201', async () => {
    const { send } = await withEvaluation()
    expect((await send('POST /evaluations', { evaluators: [] })).status).toBe(201)
  })

  it('takes a name once for each file', async () => {
    const { send, ask, prompt } = await withEvaluation()
    const body = { file: { id: prompt.id }, name: 'first', evaluators: [] }
    expect(await send('POST /evaluations', body)).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"first"') as unknown } })
    const other = await ask('POST /prompts', {}, { path: 'tests/other', model: 'gpt-4o' })
    expect((await ask('POST /evaluations', {}, { ...body, file: { id: other.id } })).name).toBe('first')
    for (const name of ['no file', 'no file']) expect((await ask('POST /evaluations', {}, { name, evaluators: [] })).file_id).toBeNull()
  })

  it('needs a file that is there and can be evaluated', async () => {
    const { send, dataset, prompt } = await withEvaluation()
    const sent = async (file: object) => (await send('POST /evaluations', { file, evaluators: [] })).status
    expect(await sent({ id: 'pr_x' })).toBe(404)
    expect(await sent({ path: 'no/such' })).toBe(404)
    expect(await sent({})).toBe(422)
    expect(await sent({ id: prompt.id, path: 'elsewhere' })).toBe(422)
    expect(await sent({ id: dataset.id })).toBe(422)
  })

  it('is repeated with one idempotency key only once', async () => {
    const { send, ask, prompt } = await withEvaluation()
    const headers = { 'idempotency-key': 'once' }
    const [one, other] = [await send('POST /evaluations', { evaluators: [], file: { id: prompt.id } }, headers), await send('POST /evaluations', { evaluators: [], file: { id: prompt.id } }, headers)]
    expect([other.status, other.body]).toEqual([201, one.body])
    expect((await ask('GET /evaluations', {}, undefined, `?file_id=${prompt.id}`)).total).toBe(2)
  })
})

describe('choosing Evaluators', () => {
  it('takes a version, or what an environment serves of a file', async () => {
    const { ask, id, addEvaluator, exact } = await withEvaluation()
    const [, staging] = await ask('GET /evaluators/{id}/environments', { id: exact.id })
    const deployed = { id: exact.id, environment_id: staging?.id ?? '' }
    await ask('POST /evaluators/{id}/environments/{environment_id}', deployed, undefined, `?version_id=${exact.version_id}`)
    const newer = await addEvaluator('tests/exact', 'boolean', { attributes: { newer: true } })
    const added = async (choice: object) =>
      (await ask('POST /evaluations/{id}/evaluators', { id }, { evaluators: [choice] })).evaluators.map(({ version }) => version.version_id)
    expect(await added({ id: exact.id, environment: staging?.name })).toHaveLength(2)
    expect((await added({ id: exact.id })).at(-1)).toBe(newer.version_id)
    expect(await added({ path: 'tests/exact', environment: null, orchestrated: false })).toHaveLength(3)
  })

  it('takes Evaluators out again', async () => {
    const { ask, send, id, exact, score } = await withEvaluation()
    const params = { id, evaluator_version_id: exact.version_id }
    const left = await ask('DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', params)
    expect(left.evaluators.map(({ version }) => version.version_id)).toEqual([score.version_id])
    expect((await send(`DELETE /evaluations/${id}/evaluators/${exact.version_id}`)).status).toBe(404)
  })

  it('refuses what is not there, and what is no Evaluator', async () => {
    const { send, id, prompt, exact, ask } = await withEvaluation()
    const sent = (choice: object) => send(`POST /evaluations/${id}/evaluators`, { evaluators: [{ version_id: exact.version_id }, choice] })
    expect((await sent({ version_id: 'evv_x' })).status).toBe(404)
    expect((await sent({ id: 'ev_x' })).status).toBe(404)
    expect((await sent({ path: 'no/such' })).status).toBe(404)
    expect((await sent({ id: exact.id, environment: 'staging' })).status).toBe(404)
    expect((await sent({ id: exact.id, environment: 'mars' })).status).toBe(404)
    expect(await sent({ id: prompt.id })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'evaluators', 1] }] } })
    expect((await ask('GET /evaluations/{id}', { id })).evaluators).toHaveLength(2)
  })

  it('forgets an Evaluator that is deleted', async () => {
    const { ask, send, id, exact, score, addRun, answer, judge } = await withEvaluation()
    const run = await addRun()
    for (const index of [0, 1]) await judge(await answer(run.id, index), score, { judgment: 1 })
    expect((await send(`DELETE /evaluators/${exact.id}`)).status).toBe(204)
    expect((await ask('GET /evaluations/{id}', { id })).evaluators.map(({ version }) => version.version_id)).toEqual([score.version_id])
    const { run_stats, status } = await ask('GET /evaluations/{id}/stats', { id })
    expect([run_stats[0]?.evaluator_stats.length, status]).toEqual([1, 'completed'])
  })
})
