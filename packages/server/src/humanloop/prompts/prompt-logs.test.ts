import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { withPrompt } from '../../testing/with-prompt.js'

describe('logging', () => {
  it('keeps what the caller tells and counts it', async () => {
    const { ask, id, prompt } = await withPrompt()
    const told = { inputs: { name: 'Ada' }, output: 'Hello', metadata: { a: { b: 1 } }, prompt_tokens: 3, provider_latency: 0.5, finish_reason: 'stop' }
    const logged = await ask('POST /prompts/log', {}, { id, ...told, start_time: '2026-01-01T00:00:00Z' })
    expect(logged).toMatchObject({ prompt_id: id, version_id: prompt.version_id })
    const log = await ask('GET /logs/{id}', { id: logged.id })
    expect(log).toMatchObject({ ...told, start_time: '2026-01-01T00:00:00Z', prompt: { id, version_logs_count: 1 } })
  })

  it('goes to the version that was asked for, or makes one', async () => {
    const { ask, id, prompt, upsert } = await withPrompt()
    await upsert({ temperature: 0 })
    const older = await ask('POST /prompts/log', {}, { id }, `?version_id=${prompt.version_id}`)
    const fresh = await ask('POST /prompts/log', {}, { path: 'support/greeting', prompt: { model: 'other' } })
    expect(older.version_id).toBe(prompt.version_id)
    expect(fresh.prompt_id).toBe(id)
    expect((await ask('GET /prompts/{id}/versions', { id })).records).toHaveLength(3)
  })

  it('keeps no inputs and outputs when save is false', async () => {
    const { ask, id } = await withPrompt()
    const { id: logId } = await ask('POST /prompts/log', {}, { id, save: false, inputs: { name: 'secret' }, output: 'secret', metadata: { kept: true } })
    const log = await ask('GET /logs/{id}', { id: logId })
    expect(JSON.stringify(log)).not.toContain('secret')
    expect(log.metadata).toEqual({ kept: true })
  })

  it('takes another time of making, by which Logs are listed', async () => {
    const { ask, id } = await withPrompt()
    await ask('POST /prompts/log', {}, { id, log_id: 'other' })
    await ask('POST /prompts/log', {}, { id, log_id: 'changed', created_at: '2025-01-01' })
    const changed = await ask('PATCH /prompts/{id}/log/{log_id}', { id, log_id: 'changed' }, { created_at: '2025-03-01T01:00:00+01:00' })
    expect(changed.created_at).toBe('2025-03-01T00:00:00.000Z')
    const { records } = await ask('GET /logs', {}, undefined, `?file_id=${id}&start_date=2025-02-01&end_date=2025-04-01`)
    expect(records.map((log) => [log.id, log.created_at])).toEqual([['changed', changed.created_at]])
  })

  it('nests Logs in a trace', async () => {
    const { ask, id } = await withPrompt()
    await ask('POST /prompts/log', {}, { id, log_id: 'top' })
    await ask('POST /prompts/log', {}, { id, log_id: 'middle', trace_parent_id: 'top' })
    await ask('POST /prompts/log', {}, { id, log_id: 'leaf', trace_parent_id: 'middle' })
    const top = await ask('GET /logs/{id}', { id: 'top' })
    expect(top.trace_children?.[0]).toMatchObject({ id: 'middle', trace_id: 'top', trace_children: [{ id: 'leaf', trace_id: 'top' }] })
  })

  it('survives a trace that loops', async () => {
    const { ask, id } = await withPrompt()
    await ask('POST /prompts/log', {}, { id, log_id: 'a', trace_parent_id: 'b' })
    await ask('POST /prompts/log', {}, { id, log_id: 'b', trace_parent_id: 'a' })
    expect((await ask('GET /logs/{id}', { id: 'a' })).id).toBe('a')
  })

  it('shows a thousand steps of a trace at most', async () => {
    const { server, send, ask, id } = await withPrompt()
    for (let step = 0; step < 1010; step += 1) await send('POST /prompts/log', { id, log_id: `step ${step}`, ...(step > 0 && { trace_parent_id: 'step 0' }) })
    expect((await ask('GET /logs/{id}', { id: 'step 0' })).trace_children).toHaveLength(1000)
    await server.close()
  })

  it('can be changed field by field', async () => {
    const { ask, send, id } = await withPrompt()
    const { id: logId } = await ask('POST /prompts/log', {}, { id, output: 'one', source: 'kept' })
    const changed = await ask('PATCH /prompts/{id}/log/{log_id}', { id, log_id: logId }, { output: 'two', error: null })
    expect(changed).toMatchObject({ output: 'two', source: 'kept' })
    const other = await ask('POST /prompts', {}, { path: 'other', model: 'm' })
    expect((await send(`PATCH /prompts/${other.id}/log/${logId}`, { output: 'x' })).status).toBe(404)
    expect((await send(`PATCH /prompts/${id}/log/log_0`, { output: 'x' })).status).toBe(404)
  })

  it('answers 404 to a Prompt or Log that is not there', async () => {
    const { send } = connectHumanloop()
    expect((await send('POST /prompts/log', { path: 'nowhere' })).status).toBe(404)
    expect((await send('GET /logs/log_0')).status).toBe(404)
  })
})
