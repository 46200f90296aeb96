import { describe, expect, it } from 'vitest'
import { gatedModel } from '../../testing/gated-model.js'
import { helper, link, lookUp, says, withAgent } from '../../testing/with-agent.js'

/** A run that was made elsewhere and waits for a tool. */
const waitingRun = {
  messages: [says('Hi')],
  output_message: { role: 'assistant', tool_calls: [{ id: '1', type: 'function', function: { name: 'look_up', arguments: '{}' } }] },
}

/** A server whose Agent waits for one tool, and a way to answer it. */
async function withWaitingAgent() {
  const connection = await withAgent()
  const waiting = await connection.call('call look_up {"order": "1"}')
  const tool_call_id = waiting.previous_agent_message?.tool_calls?.[0]?.id
  const answer = { role: 'tool', tool_call_id, content: 'On its way' }
  const refusal = (messages: object[]) => connection.send('POST /agents/continue', { log_id: waiting.id, messages })
  return { ...connection, log_id: waiting.id, answer, refusal }
}

describe('continuing a run', () => {
  it('takes one answer for each open tool request, and nothing in their place', async () => {
    const { answer, refusal } = await withWaitingAgent()
    const invalid = { status: 422, body: { detail: [{ loc: ['body', 'messages'], msg: expect.stringContaining('look_up') as unknown }] } }
    expect(await refusal([])).toMatchObject(invalid)
    expect(await refusal([says('Hello?')])).toMatchObject(invalid)
    expect(await refusal([{ ...answer, tool_call_id: 'other' }])).toMatchObject(invalid)
    expect(await refusal([says('First this'), answer])).toMatchObject(invalid)
    expect(await refusal([answer, answer])).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'messages', 1] }] } })
    expect((await refusal([answer])).status).toBe(200)
  })

  it('takes more of the user after the answers', async () => {
    const { ask, answer, log_id } = await withWaitingAgent()
    expect((await ask('POST /agents/continue', {}, { log_id, messages: [answer, says('Be brief')] })).output).toContain('You said: "Be brief"')
  })

  it('needs a run that waits', async () => {
    const { ask, send, answer, log_id, refusal } = await withWaitingAgent()
    await ask('POST /agents/continue', {}, { log_id, messages: [answer] })
    expect(await refusal([says('More')])).toMatchObject({ status: 409, body: { detail: expect.stringContaining('complete') as unknown } })
    expect((await send('POST /agents/continue', { log_id: 'log_none', messages: [answer] })).status).toBe(404)
    const prompt = await ask('POST /prompts/log', {}, { path: 'p', prompt: { model: 'm' } })
    expect((await send('POST /agents/continue', { log_id: prompt.id, messages: [answer] })).status).toBe(404)
  })

  it('asks no model when its trace is complete', async () => {
    const { ask, send, call, answer } = await withWaitingAgent()
    await ask('POST /flows/log', {}, { path: 'flow', flow: { attributes: {} }, log_id: 'top', inputs: {} })
    const { id: log_id } = await call('call look_up', { trace_parent_id: 'top' })
    await ask('PATCH /flows/logs/{log_id}', { log_id: 'top' }, { log_status: 'complete', output: 'Done' })
    const refused = await send('POST /agents/continue', { log_id, messages: [answer] })
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('"top" is complete') as unknown } })
  })

  it('counts the rounds before the wait towards max_iterations', async () => {
    const { ask, answer, log_id, id } = await withWaitingAgent()
    const limited = await ask('POST /agents', {}, { ...helper, max_iterations: 1 })
    const logged = await ask('POST /agents/log', {}, { id, ...waitingRun }, `?version_id=${limited.version_id}`)
    const ended = await ask('POST /agents/continue', {}, { log_id: logged.id, messages: [{ ...answer, tool_call_id: '1' }] })
    expect(ended.error).toContain('max_iterations (1)')
    expect((await ask('POST /agents/continue', {}, { log_id, messages: [answer] })).error).toBeNull()
  })

  it('logs what the caller answers for a linked Tool', async () => {
    const { ask, call } = await withAgent()
    const { id } = await ask('POST /tools', {}, { path: 'orders', function: lookUp })
    await ask('POST /agents', {}, { ...helper, tools: [link(id)] })
    const waiting = await call('call look_up {"order": "1"}')
    const messages = [{ role: 'tool', tool_call_id: waiting.previous_agent_message?.tool_calls?.[0]?.id, content: 'On its way' }]
    const done = await ask('POST /agents/continue', {}, { log_id: waiting.id, messages, include_trace_children: true })
    expect(done.trace_children).toMatchObject([{ tool: { path: 'orders' }, inputs: { order: '1' }, output: 'On its way' }])
  })

  it('lets one of two that continue at once through', async () => {
    const model = gatedModel()
    const { ask, send, id, inputs } = await withAgent({}, { model: model.model })
    const log = await ask('POST /agents/log', {}, { id, inputs, ...waitingRun })
    const go = () => send('POST /agents/continue', { log_id: log.id, messages: [{ role: 'tool', tool_call_id: '1', content: 'ok' }] })
    const both = [go(), go()]
    await model.asked(2)
    model.open()
    expect(new Set((await Promise.all(both)).map(({ status }) => status))).toEqual(new Set([200, 409]))
  })

  it('keeps the run as it was when the provider fails, so that it can be tried again', async () => {
    const { ask, send, answer, id, inputs } = await withWaitingAgent()
    const failing = await ask('POST /agents', {}, { ...helper, model: 'fail-midway' })
    const log = await ask('POST /agents/log', {}, { id, inputs, ...waitingRun }, `?version_id=${failing.version_id}`)
    const before = await ask('GET /logs/{id}', { id: log.id })
    const body = { log_id: log.id, messages: [{ ...answer, tool_call_id: '1' }] }
    expect((await send('POST /agents/continue', body)).status).toBe(400)
    expect((await send('POST /agents/continue', { ...body, stream: true })).text).toContain('agent_turn_error')
    expect(await ask('GET /logs/{id}', { id: log.id })).toEqual(before)
  })
})

describe('Logs of Agents that run elsewhere', () => {
  it('are incomplete until they are completed, and then take no more steps', async () => {
    const { ask, send, id } = await withAgent()
    const log = await ask('POST /agents/log', {}, { id, messages: [says('Hi')], output: 'Hello' })
    expect(log).toMatchObject({ agent_id: id, log_status: 'incomplete' })
    const step = { path: 'p', prompt: { model: 'm' }, trace_parent_id: log.id }
    await ask('POST /prompts/log', {}, step)
    expect((await ask('PATCH /agents/{id}/log/{log_id}', { id, log_id: log.id }, { log_status: 'complete' })).trace_children).toHaveLength(1)
    expect((await send('POST /prompts/log', step)).status).toBe(409)
  })
})
