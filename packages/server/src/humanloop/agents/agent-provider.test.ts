import { describe, expect, it } from 'vitest'
import { asks, scriptedProvider } from '../../testing/scripted-provider.js'
import type { ProviderExchange } from '../../testing/scripted-provider.js'
import { connectHumanloop } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'
import { link, lookUp, says } from '../../testing/with-agent.js'

const inline = { type: 'inline' as const, json_schema: lookUp }

/** An Agent with two linked Prompts and a Tool, on a provider that answers the Agent as the script says, and its Prompts by their model. */
async function withTeam(open: (typeof engines)[number][1], script: (exchange: ProviderExchange, round: number) => void, changes: object = {}) {
  let rounds = 0
  const { model, asked } = await scriptedProvider((exchange) => {
    const { body, fail, say, finish } = exchange
    if (body.model === 'broken') return fail(500, { message: 'Out of order.' })
    if (body.model === 'translator') {
      say({ content: `Translated: ${String(body.messages.at(-1)?.content)}` })
      return finish()
    }
    rounds += 1
    return script(exchange, rounds)
  })
  const connection = connectHumanloop({ repository: await open(), model })
  const { ask } = connection
  const translate = await ask('POST /prompts', {}, { path: 'translate', model: 'translator', template: [{ role: 'system', content: 'To {{language}}.' }] })
  const broken = await ask('POST /prompts', {}, { path: 'broken', model: 'broken' })
  const weather = await ask('POST /tools', {}, { path: 'weather', tool_type: 'mock', setup_values: { output: 'Sunny' } })
  const tools = [link(translate.id), link(broken.id), link(weather.id), inline]
  const agent = await ask('POST /agents', {}, { path: 'team', model: 'chief', tools, ...changes })
  const call = (more: object = {}) => ask('POST /agents/call', {}, { id: agent.id, messages: [says('Go')], include_trace_children: true, ...more })
  return { ...connection, id: agent.id, call, asked, askedOfAgent: () => asked.filter((body) => body.model === 'chief') }
}

const fourCalls = asks(
  { id: 'c1', name: 'translate', arguments: '{"language": "French", "message": "Hello"}' },
  { id: 'c2', name: 'broken', arguments: '{"message": "Hi"}' },
  { id: 'c3', name: 'weather', arguments: ' { "city" : "Oslo" } ' },
  { id: 'c4', name: 'weather', arguments: 'no JSON' },
)

describe.each(engines)('an Agent on a provider, with data in %s', (_, open) => {
  it('runs all tools that were asked for at once; the failure of one loses no other', async () => {
    const { ask, call, askedOfAgent } = await withTeam(open, ({ say, finish }, round) => {
      if (round === 1) say({ content: 'Let me see.' })
      say(round === 1 ? fourCalls : { content: 'Done.' })
      finish(round === 1 ? 'tool_calls' : 'stop')
    })
    const answer = await call()
    expect(answer).toMatchObject({ output: 'Done.', log_status: 'complete', error: null, finish_reason: 'stop', prompt_tokens: 10, output_tokens: 6 })
    const [, second] = askedOfAgent()
    expect(second?.messages).toEqual([
      says('Go'),
      { role: 'assistant', content: 'Let me see.', tool_calls: (fourCalls as { tool_calls: { index: number }[] }).tool_calls.map(({ index: _index, ...asked }) => asked) },
      { role: 'tool', tool_call_id: 'c1', content: 'Translated: Hello' },
      { role: 'tool', tool_call_id: 'c2', content: 'Out of order.' },
      { role: 'tool', tool_call_id: 'c3', content: 'Sunny' },
      { role: 'tool', tool_call_id: 'c4', content: 'The arguments are not a JSON object.' },
    ])
    const steps = [
      { prompt: { path: 'translate' }, inputs: { language: 'French' }, output: 'Translated: Hello', error: null },
      { prompt: { path: 'broken' }, error: 'Out of order.' },
      { tool: { path: 'weather' }, inputs: { city: 'Oslo' }, output: 'Sunny' },
      { tool: { path: 'weather' }, error: 'The arguments are not a JSON object.' },
    ]
    expect(answer.trace_children).toMatchObject(steps)
    expect(await ask('GET /logs/{id}', { id: answer.id })).toMatchObject({ output: 'Done.', trace_children: steps.map(() => ({ trace_id: answer.id, trace_parent_id: answer.id })) })
  })

  it('stops with a clear end when the provider asks for tools again and again', async () => {
    const { ask, call, askedOfAgent } = await withTeam(
      open,
      ({ say, finish }, round) => {
        say(asks({ id: `c${round}`, name: 'weather' }))
        finish('tool_calls')
      },
      { max_iterations: 3 },
    )
    const answer = await call()
    expect(answer).toMatchObject({ log_status: 'complete', output: null, error: expect.stringContaining('made 3 rounds without an answer. Raise its max_iterations (3)') as unknown })
    expect([askedOfAgent().length, answer.trace_children?.length]).toEqual([3, 3])
    expect(await ask('GET /logs/{id}', { id: answer.id })).toMatchObject({ error: answer.error, log_status: 'complete' })
  })

  it('waits for the caller where only the caller can run a tool, and tells the provider what it answered', async () => {
    const { ask, call, askedOfAgent } = await withTeam(open, ({ say, finish }, round) => {
      say(round === 1 ? asks({ id: 'c1', name: 'look_up', arguments: '{"order":  "1"}' }, { id: 'c2', name: 'weather' }) : { content: 'It is on its way.' })
      finish(round === 1 ? 'tool_calls' : 'stop')
    })
    const waiting = await call()
    expect(waiting).toMatchObject({ log_status: 'incomplete', previous_agent_message: { tool_calls: [{ id: 'c1', function: { name: 'look_up', arguments: '{"order":  "1"}' } }] } })
    const done = await ask('POST /agents/continue', {}, { log_id: waiting.id, messages: [{ role: 'tool', tool_call_id: 'c1', content: 'sent' }] })
    expect([done.output, done.log_status]).toEqual(['It is on its way.', 'complete'])
    expect(askedOfAgent()[1]?.messages.slice(2)).toEqual([{ role: 'tool', tool_call_id: 'c2', content: 'Sunny' }, { role: 'tool', tool_call_id: 'c1', content: 'sent' }])
  })

  it('ends at a tool that is to stop it', async () => {
    const { call, askedOfAgent } = await withTeam(
      open,
      ({ say, finish }) => {
        say(asks({ id: 'c1', name: 'look_up' }))
        finish('tool_calls')
      },
      { tools: [{ ...inline, on_agent_call: 'stop' }] },
    )
    expect(await call()).toMatchObject({ log_status: 'complete', output: null, output_message: { tool_calls: [{ id: 'c1' }] } })
    expect(askedOfAgent()).toHaveLength(1)
  })

  it('keeps in a stream what was done before the provider failed', async () => {
    const { ask, send, id } = await withTeam(open, ({ say, finish, fail }, round) => {
      if (round === 2) return fail(429, { message: 'Slow down.' })
      say(asks({ id: 'c1', name: 'weather' }))
      return finish('tool_calls')
    })
    const { text } = await send('POST /agents/call', { id, messages: [says('Go')], stream: true, log_id: 'mine' })
    expect(text).toMatch(/tool_start[^]*tool_end[^]*"message":"Slow down\.","type":"agent_turn_error"/)
    expect(await ask('GET /logs/{id}', { id: 'mine' })).toMatchObject({ error: 'Slow down.', trace_children: [{ tool: { path: 'weather' }, output: 'Sunny' }] })
  })
})
