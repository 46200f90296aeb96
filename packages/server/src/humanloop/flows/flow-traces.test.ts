import { assert, describe, expect, it } from 'vitest'
import { outline, withFlow } from '../../testing/with-flow.js'

const noon = '2026-01-01T12:00:00.000Z'
const clock = () => new Date(noon)
const done = { log_status: 'complete', inputs: { name: 'Ada' }, output: 'Hello' } as const

describe('a trace', () => {
  it('is open until it is completed', async () => {
    const { ask, logRun, logStep, getLog, id } = await withFlow({ clock })
    const run = await logRun({ inputs: { name: 'Ada' } })
    expect(run).toMatchObject({ flow_id: id, log_status: 'incomplete' })
    await logStep(run.id, { log_id: 'step' })
    const completed = await ask('PATCH /flows/logs/{log_id}', { log_id: run.id }, { log_status: 'complete', output: 'Hello' })
    expect(completed).toMatchObject({ log_status: 'complete', end_time: noon, flow: { id }, trace_children: [{ id: 'step' }] })
    expect(await getLog(run.id)).toEqual(completed)
  })

  it('can be complete from the start', async () => {
    const { logRun, getLog } = await withFlow({ clock })
    expect(await logRun({ ...done, log_id: 'now' })).toMatchObject({ log_status: 'complete' })
    await logRun({ ...done, log_id: 'earlier', end_time: '2025-01-01' })
    expect((await getLog('now')).end_time).toBe(noon)
    expect((await getLog('earlier')).end_time).toBe('2025-01-01T00:00:00Z')
  })

  it('says where its Logs belong', async () => {
    const { logRun, logStep, getLog, id } = await withFlow()
    await logRun({ log_id: 'top' })
    await logRun({ log_id: 'inner', trace_parent_id: 'top' })
    await logStep('inner', { log_id: 'leaf' })
    expect(await getLog('leaf')).toMatchObject({ trace_parent_id: 'inner', trace_id: 'top', trace_flow_id: id })
    expect(await getLog('top')).toMatchObject({ trace_parent_id: null, trace_id: 'top', trace_flow_id: id })
    expect(outline(await getLog('top'))).toEqual(['top', ['inner', ['leaf']]])
  })

  it('shows its steps in their order', async () => {
    const { logRun, logStep, getLog } = await withFlow()
    await logRun({ log_id: 'top' })
    for (const step of ['c', 'a', 'b']) await logStep('top', { log_id: step })
    expect(outline(await getLog('top'))).toEqual(['top', ['c'], ['a'], ['b']])
  })

  it('takes in steps that were sent before it', async () => {
    const { logRun, logStep, getLog, id } = await withFlow()
    await logStep('inner', { log_id: 'leaf', start_time: '2026-01-01T08:00:00Z', end_time: '2026-01-01T09:00:00Z' })
    expect(await getLog('leaf')).toMatchObject({ trace_id: 'inner', trace_flow_id: null })
    await logStep('top', { log_id: 'inner' })
    expect(await getLog('leaf')).toMatchObject({ trace_id: 'top', trace_flow_id: null })
    await logRun({ ...done, log_id: 'top', start_time: '2026-01-01T08:30:00Z', end_time: '2026-01-01T08:40:00Z' })
    expect(await getLog('leaf')).toMatchObject({ trace_id: 'top', trace_flow_id: id })
    expect(outline(await getLog('top'))).toEqual(['top', ['inner', ['leaf']]])
    expect(await getLog('top')).toMatchObject({ start_time: '2026-01-01T08:00:00Z', end_time: '2026-01-01T09:00:00Z' })
  })

  it('lasts from its first step to its last', async () => {
    const { ask, logRun, logStep, getLog } = await withFlow()
    await logRun({ log_id: 'top', start_time: '2026-01-01T10:00:00Z' })
    await logRun({ log_id: 'inner', trace_parent_id: 'top' })
    const step = await logStep('inner', { start_time: '2026-01-01 09:00:00', end_time: '2026-01-01T12:00:00+0100' })
    await logStep('inner', { start_time: '2026-01-01T09:30:00Z', end_time: '2026-01-01T10:30:00Z' })
    const bounds = { start_time: '2026-01-01T09:00:00Z', end_time: '2026-01-01T12:00:00+01:00' }
    expect(await getLog('inner')).toMatchObject(bounds)
    expect(await getLog('top')).toMatchObject(bounds)
    await ask('PATCH /prompts/{id}/log/{log_id}', { id: step.prompt_id, log_id: step.id }, { end_time: '2026-01-02T00:00:00Z' })
    expect((await getLog('top')).end_time).toBe('2026-01-02T00:00:00Z')
  })

  it('gives Logs without a Flow a place too', async () => {
    const { logStep, getLog } = await withFlow()
    await logStep('elsewhere', { log_id: 'orphan' })
    await logStep('orphan', { log_id: 'child' })
    expect(await getLog('orphan')).toMatchObject({ trace_id: 'elsewhere', trace_flow_id: null })
    expect(await getLog('child')).toMatchObject({ trace_id: 'elsewhere' })
  })
})

describe('a complete trace', () => {
  it('takes no more steps, at any depth', async () => {
    const { send, logRun, logStep, getLog } = await withFlow()
    await logRun({ log_id: 'top' })
    await logStep('top', { log_id: 'step' })
    await send('PATCH /flows/logs/top', done)
    for (const parent of ['top', 'step']) {
      const refused = await send('POST /prompts/log', { path: 'step', prompt: { model: 'm' }, trace_parent_id: parent })
      expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('Log "top" is complete') as unknown } })
    }
    expect(outline(await getLog('top'))).toEqual(['top', ['step']])
  })

  it.each(['prompts', 'agents'])('refuses calls of %s before a model works', async (collection) => {
    const { send, logRun } = await withFlow({ model: { name: 'none', answer: () => assert.fail('The model was asked.') } })
    await logRun({ ...done, log_id: 'top' })
    const call = { path: 'step', [collection.slice(0, -1)]: { model: 'm' }, trace_parent_id: 'top', stream: true }
    expect((await send(`POST /${collection}/call`, call)).status).toBe(409)
    expect((await send(`POST /${collection}/call`, { ...call, trace_parent_id: null, start_time: '2026-13-01' })).status).toBe(422)
  })

  it('is not opened again', async () => {
    const { send, logRun } = await withFlow()
    await logRun({ ...done, log_id: 'top' })
    expect((await send('PATCH /flows/logs/top', { log_status: 'incomplete' })).status).toBe(409)
    expect(await send('PATCH /flows/logs/top', { log_status: 'complete' })).toMatchObject({ status: 200, body: { log_status: 'complete' } })
  })

  it('keeps its end when it is changed or completed again', async () => {
    let now = new Date(noon)
    const { ask, logRun } = await withFlow({ clock: () => now })
    await logRun({ ...done, log_id: 'top' })
    now = new Date('2027-01-01')
    const changed = await ask('PATCH /flows/logs/{log_id}', { log_id: 'top' }, { output: 'Bye', log_status: 'complete' })
    expect(changed).toMatchObject({ output: 'Bye', end_time: noon })
  })

  it.each([
    ['inputs', { output: 'x' }],
    ['output', { inputs: {} }],
  ])('needs %s', async (missing, fields) => {
    const { send, logRun, id } = await withFlow()
    const refusal = { status: 422, body: { detail: [{ loc: ['body', missing], type: 'missing' }] } }
    expect(await send('POST /flows/log', { id, log_status: 'complete', ...fields })).toMatchObject(refusal)
    await logRun({ log_id: 'top', ...fields })
    expect(await send('PATCH /flows/logs/top', { log_status: 'complete' })).toMatchObject(refusal)
  })

  it.each([
    [{ messages: [{ role: 'user', content: 'Hi' }], output_message: { role: 'assistant', content: 'Hello' } }],
    [{ inputs: {}, error: 'It failed' }],
  ])('may have %j instead', async (fields) => {
    const { logRun } = await withFlow()
    expect(await logRun({ log_status: 'complete', ...fields } as object)).toMatchObject({ log_status: 'complete' })
  })

  it('does not lose its only output', async () => {
    const { send, logRun, getLog } = await withFlow()
    await logRun({ ...done, log_id: 'top' })
    expect((await send('PATCH /flows/logs/top', { output: null })).status).toBe(422)
    expect((await send('PATCH /flows/logs/top', { output: null, error: 'Wrong' })).status).toBe(200)
    expect(await getLog('top')).toMatchObject({ output: null, error: 'Wrong' })
  })

  it('keeps no inputs and outputs when its Log did not either', async () => {
    const { ask, logRun, getLog } = await withFlow()
    await logRun({ log_id: 'top', save: false, inputs: { name: 'secret' } })
    await ask('PATCH /flows/logs/{log_id}', { log_id: 'top' }, { output: 'secret', log_status: 'complete' })
    expect(JSON.stringify(await getLog('top'))).not.toContain('secret')
  })
})

describe('changing a run', () => {
  it('empties output and error with null, and leaves out what is left out', async () => {
    const { ask, logRun } = await withFlow()
    await logRun({ log_id: 'top', inputs: { a: 1 }, output: 'x', error: 'y' })
    const changed = await ask('PATCH /flows/logs/{log_id}', { log_id: 'top' }, { output: null, error: null })
    expect(changed).toMatchObject({ inputs: { a: 1 }, output: null, error: null, log_status: 'incomplete' })
  })

  it('is for Logs of Flows alone', async () => {
    const { send, logRun, logStep } = await withFlow()
    await logRun({ log_id: 'top' })
    await logStep('top', { log_id: 'step' })
    expect((await send('PATCH /flows/logs/step', { output: 'x' })).body).toEqual({ detail: 'Log "step" is one of a prompt, not of a Flow.' })
    expect((await send('PATCH /flows/logs/log_0', { output: 'x' })).status).toBe(404)
  })

  it('refuses times that no calendar has', async () => {
    const { send, id, logRun } = await withFlow()
    for (const start_time of ['2026-13-01', '2026-02-30', '2025-02-29T12:00:00Z']) {
      expect(await send('POST /flows/log', { id, start_time })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'start_time'] }] } })
    }
    expect(await logRun({ start_time: '2024-02-29T23:59:59-05:00' })).toMatchObject({ flow_id: id })
  })
})
