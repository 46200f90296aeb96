import { responses } from '@smarter-api/schemas/humanloop'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { helper, link, says, withAgent } from '../../testing/with-agent.js'

function events(text: string) {
  const lines = text.split('\n\n').slice(0, -1)
  expect(lines.at(-1)).toBe('data: [DONE]')
  return lines.slice(0, -1).map((line) => v.parse(responses['POST /agents/call#stream'], JSON.parse(line.slice('data: '.length))))
}

/** The types of events, each run of equal ones once. */
function plot(received: ReturnType<typeof events>): string[] {
  return received.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])
}

describe('a stream of a run', () => {
  it('tells the answer in pieces, and ends with the Log', async () => {
    const { ask, send, id, inputs } = await withAgent()
    const { status, headers, text } = await send('POST /agents/call', { id, inputs, messages: [says('Hi')], stream: true })
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    const received = events(text)
    expect(plot(received)).toEqual(['agent_turn_start', 'agent_start', 'agent_update', 'agent_end', 'agent_turn_end'])
    const log = await ask('GET /logs/{id}', { id: received[0]?.log_id ?? '' })
    const pieces = received.map(({ payload }) => (payload && 'agent_id' in payload ? payload.output : ''))
    expect(pieces.join('')).toBe(log.output)
    expect(received.at(-1)?.payload).toMatchObject({ id: log.id, output: log.output, log_status: 'complete', evaluator_logs: [] })
  })

  it('tells which tool it waits for, and goes on from there', async () => {
    const { send, id, inputs } = await withAgent()
    const received = events((await send('POST /agents/call', { id, inputs, messages: [says('call look_up')], stream: true })).text)
    expect(plot(received)).toEqual(['agent_turn_start', 'agent_start', 'agent_update', 'tool_start', 'agent_turn_suspend'])
    const [start, suspend] = received.slice(-2)
    const call = start?.payload && 'function' in start.payload ? start.payload : undefined
    expect(call?.function.name).toBe('look_up')
    expect(suspend).toMatchObject({ message: 'Waiting for look_up.', payload: { log_status: 'incomplete', previous_agent_message: { tool_calls: [call] } } })
    const messages = [{ role: 'tool', tool_call_id: call?.id, content: 'ok' }]
    const after = events((await send('POST /agents/continue', { log_id: suspend?.log_id, messages, stream: true })).text)
    expect(plot(after)).toEqual(['agent_turn_continue', 'agent_update', 'agent_end', 'agent_turn_end'])
  })

  it('tells what linked Prompts and Agents answer', async () => {
    const { ask, send, id, inputs } = await withAgent()
    const prompt = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
    const inner = await ask('POST /agents', {}, { path: 'inner', model: 'm', tools: [link(prompt.id)] })
    await ask('POST /agents', {}, { ...helper, tools: [link(prompt.id), link(inner.id)] })
    const messages = [says(`call p {"message": "Hi"}\ncall inner ${JSON.stringify({ message: 'call p' })}`)]
    const received = events((await send('POST /agents/call', { id, inputs, messages, stream: true })).text)
    const tool = ['tool_start', 'tool_update', 'tool_end', 'agent_update']
    const nested = ['tool_start', 'agent_start', 'agent_update', ...tool, 'agent_end', 'tool_end', 'agent_update']
    expect(plot(received)).toEqual(['agent_turn_start', 'agent_start', 'agent_update', ...tool, ...nested, 'agent_end', 'agent_turn_end'])
    const ended = received.filter(({ type }) => type === 'tool_end')
    expect(ended).toMatchObject([
      { payload: { prompt: { path: 'p' }, messages: [says('Hi')] } },
      { payload: { prompt: { path: 'p' } } },
      { payload: { agent: { path: 'inner' }, log_status: 'complete' } },
    ])
    for (const { log_id, payload } of ended) {
      const { output } = await ask('GET /logs/{id}', { id: log_id })
      expect(payload).toMatchObject({ id: log_id, output })
    }
  })

  it('tells a failure that comes midway, and keeps it in the Log', async () => {
    const { send, ask } = connectHumanloop()
    const received = events((await send('POST /agents/call', { path: 'a', agent: { model: 'fail-midway' }, stream: true })).text)
    const last = received.at(-1)
    expect(last).toMatchObject({ type: 'agent_turn_error', message: expect.stringContaining('fail-midway') as unknown })
    expect(await ask('GET /logs/{id}', { id: last?.log_id ?? '' })).toMatchObject({ error: last?.message })
  })

  it('tells that max_iterations is used up', async () => {
    const { send, ask, id, inputs } = await withAgent()
    const prompt = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
    await ask('POST /agents', {}, { ...helper, max_iterations: 1, tools: [link(prompt.id)] })
    const received = events((await send('POST /agents/call', { id, inputs, messages: [says('call p')], stream: true })).text)
    expect(received.at(-1)).toMatchObject({ type: 'agent_turn_error', message: expect.stringContaining('max_iterations (1)') as unknown })
  })

  it('is the same for a repeat of the request, and made once', async () => {
    const { ask, send, id, inputs } = await withAgent()
    const body = { id, inputs, messages: [says('Hi')], stream: true }
    const go = async () => (await send('POST /agents/call', body, { 'idempotency-key': 'k' })).text
    const first = await go()
    expect(await go()).toBe(first)
    expect((await ask('GET /agents/{id}', { id })).total_logs_count).toBe(1)
  })

  it('says that the server failed, and no more, when it does', async () => {
    const model = {
      name: 'broken',
      async *answer(): AsyncGenerator<string, never, undefined> {
        yield 'One'
        throw new Error('secret')
      },
    }
    const { send } = connectHumanloop({ model })
    const { text } = await send('POST /agents/call', { path: 'a', agent: { model: 'm' }, stream: true })
    expect(text).toMatch(/"type":"error"[^\n]*\n\n$/)
    expect(text).not.toContain('secret')
  })
})
