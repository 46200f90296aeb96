import { describe, expect, it } from 'vitest'
import { askingModel } from '../../testing/asking-model.js'
import { connectHumanloop } from '../../testing/connect.js'
import { helper, link, lookUp, says, withAgent } from '../../testing/with-agent.js'

describe('calling an Agent', () => {
  it('answers, and keeps a Log that is complete', async () => {
    const { ask, call, agent, id } = await withAgent()
    const answer = await call('Hi', { source: 'test' })
    expect(answer).toMatchObject({ log_status: 'complete', inputs: { name: 'Ada' }, source: 'test', agent: { version_id: agent.version_id }, trace_children: [] })
    expect(answer.output).toMatch(/smarter-builtin.*"Hi".*Help Ada/)
    expect(await ask('GET /logs/{id}', { id: answer.id })).toMatchObject({ output: answer.output, messages: [says('Hi')], finish_reason: 'stop' })
    expect((await ask('GET /agents/{id}', { id })).total_logs_count).toBe(1)
  })

  it('waits for a tool that only the caller can run, and goes on with its answer', async () => {
    const { ask, call } = await withAgent()
    const waiting = await call('call look_up {"order": "1"}')
    expect(waiting).toMatchObject({
      log_status: 'incomplete',
      output: null,
      previous_agent_message: { role: 'assistant', tool_calls: [{ function: { name: 'look_up', arguments: '{"order": "1"}' } }] },
    })
    const tool_call_id = waiting.previous_agent_message?.tool_calls?.[0]?.id
    const done = await ask('POST /agents/continue', {}, { log_id: waiting.id, messages: [{ role: 'tool', tool_call_id, content: 'On its way' }] })
    expect(done).toMatchObject({ id: waiting.id, log_status: 'complete', previous_agent_message: null, inputs: { name: 'Ada' } })
    expect(done.output).toMatch(/The tool answered: "On its way".*Help Ada/)
    expect(done.messages?.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool'])
    expect(done.prompt_tokens).toBeGreaterThan(waiting.prompt_tokens ?? 0)
  })

  it('names the model that answered, also where the answer has no words', async () => {
    const { ask, call } = await withAgent({ max_tokens: 0 })
    const named = { provider_response: { model: 'smarter-builtin' } }
    const silent = await call('Hi')
    expect(silent).toMatchObject({ output: '', ...named })
    expect(await ask('GET /logs/{id}', { id: silent.id })).toMatchObject(named)
    expect(await call('call look_up')).toMatchObject({ log_status: 'incomplete', ...named })
  })

  it('honours tool_choice in the first round only', async () => {
    const { call } = await withAgent({ tools: [{ type: 'inline', json_schema: lookUp }], max_iterations: 2 })
    expect(await call('Hi', { tool_choice: 'required' })).toMatchObject({ log_status: 'incomplete' })
    expect(await call('call look_up', { tool_choice: 'none' })).toMatchObject({ log_status: 'complete' })
  })

  it('runs linked Prompts, and shows their Logs as steps', async () => {
    const { ask, call } = await withAgent()
    const { id } = await ask('POST /prompts', {}, { path: 'translate', model: 'm', template: [{ role: 'system', content: 'To {{language}}.' }] })
    await ask('POST /agents', {}, { ...helper, tools: [link(id)] })
    const asked = 'call translate {"language": "French", "message": "Hello"}'
    const answer = await call(asked, { include_trace_children: true })
    expect(answer.output).toContain('The tool answered: "smarter-builtin here')
    const step = { prompt: { path: 'translate' }, inputs: { language: 'French' }, messages: [says('Hello')], trace_parent_id: answer.id }
    expect(answer.trace_children).toMatchObject([step])
    expect((await call(asked)).trace_children).toEqual([])
    const refused = await call('call translate', { include_trace_children: true })
    expect(refused.log_status).toBe('complete')
    expect(refused.trace_children).toMatchObject([{ error: expect.stringContaining('language') as unknown }])
  })

  it('runs linked Tools that need no code', async () => {
    const { ask, call } = await withAgent()
    const { id } = await ask('POST /tools', {}, { path: 'weather', tool_type: 'mock', setup_values: { output: 'Sunny' } })
    await ask('POST /agents', {}, { ...helper, tools: [link(id)] })
    const answer = await call('call weather {"city": "Oslo"}', { include_trace_children: true })
    expect(answer.output).toContain('The tool answered: "Sunny"')
    expect(answer.trace_children).toMatchObject([{ tool: { path: 'weather' }, inputs: { city: 'Oslo' }, output: 'Sunny' }])
  })

  it('runs linked Agents, whose steps are below theirs', async () => {
    const { ask, call } = await withAgent()
    const prompt = await ask('POST /prompts', {}, { path: 'shout', model: 'm' })
    const inner = await ask('POST /agents', {}, { path: 'inner', model: 'm', tools: [link(prompt.id), { type: 'inline', json_schema: lookUp }] })
    await ask('POST /agents', {}, { ...helper, tools: [link(inner.id)] })
    const message = 'call shout {"message": "Hey"}\ncall look_up'
    const answer = await call(`call inner ${JSON.stringify({ message })}`, { include_trace_children: true })
    expect(answer.trace_children).toMatchObject([{ agent: { path: 'inner' }, log_status: 'complete', trace_children: [{ prompt: { path: 'shout' } }] }])
    expect(JSON.stringify(answer.trace_children)).toContain('runs outside of the server')
  })

  it('does not follow Agents that call each other for ever', async () => {
    const { ask } = connectHumanloop()
    const { id } = await ask('POST /agents', {}, { path: 'loop', model: 'm' })
    await ask('POST /agents', {}, { path: 'loop', model: 'm', tools: [link(id)], template: [{ role: 'user', content: 'call loop' }] })
    const answer = await ask('POST /agents/call', {}, { id })
    expect(answer.log_status).toBe('complete')
    expect((await ask('GET /agents/{id}', { id })).total_logs_count).toBe(7)
  })

  it('ends a run in which Agents multiply', async () => {
    const { ask } = connectHumanloop()
    const { id } = await ask('POST /agents', {}, { path: 'loop', model: 'm' })
    const template = [says('call loop\n'.repeat(20))]
    await ask('POST /agents', {}, { path: 'loop', model: 'm', tools: [link(id)], template, max_iterations: 50 })
    expect((await ask('POST /agents/call', {}, { id })).error).toContain('at most 1000 times in one run')
  })

  it('ends a run whose model asks for more answers of a linked Prompt at once than there may be', async () => {
    const { ask } = connectHumanloop({ model: askingModel(...Array.from({ length: 1005 }, () => 'p')) })
    const { id } = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
    const agent = await ask('POST /agents', {}, { path: 'a', model: 'm', tools: [link(id)] })
    const { error, messages } = await ask('POST /agents/call', {}, { id: agent.id })
    expect(error).toContain('at most 1000 times in one run')
    expect(messages?.filter(({ content }) => String(content).includes('at most 1000 times')).length).toBe(6)
  })

  it('logs a call of a linked Prompt whose arguments cannot be read', async () => {
    const model = askingModel('p')
    const broken: typeof model = {
      name: 'broken',
      async *answer(request) {
        const result = yield* model.answer(request)
        return { ...result, toolCalls: result.toolCalls.map(({ id, type, function: { name } }) => ({ id, type, function: { name, arguments: '{' } })) }
      },
    }
    const { ask } = connectHumanloop({ model: broken })
    const { id } = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
    const answer = await ask('POST /agents/call', {}, { path: 'a', agent: { model: 'm', tools: [link(id)] }, include_trace_children: true })
    expect(answer.output).toContain('not a JSON object')
    expect(answer.trace_children).toMatchObject([{ prompt: { path: 'p' }, error: expect.stringContaining('JSON') as unknown }])
  })

  it('ends when a tool is called that is to stop it', async () => {
    const stopping = { type: 'inline', json_schema: lookUp, on_agent_call: 'stop' } as const
    const { ask, call } = await withAgent({ tools: [stopping] })
    const stopped = await call('call look_up {"order": "1"}')
    expect(stopped).toMatchObject({ log_status: 'complete', output: null, finish_reason: 'tool_calls', messages: [says('call look_up {"order": "1"}')] })
    expect(stopped.output_message?.tool_calls).toMatchObject([{ function: { arguments: '{"order": "1"}' } }])
    const { id } = await ask('POST /prompts', {}, { path: 'final', model: 'm' })
    await ask('POST /agents', {}, { ...helper, tools: [{ ...link(id), on_agent_call: 'stop' }] })
    expect((await call('call final {"message": "Say it"}')).output).toContain('You said: "Say it"')
  })

  it('ends with an error after max_iterations rounds', async () => {
    const { ask, call } = await withAgent({ max_iterations: 2 })
    const { id } = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
    await ask('POST /agents', {}, { ...helper, max_iterations: 2, tools: [link(id)] })
    expect(await call('call p\ncall p')).toMatchObject({ log_status: 'complete', output: null, error: expect.stringContaining('max_iterations (2)') as unknown })
    expect(await call('call p')).toMatchObject({ log_status: 'complete', error: null })
  })

  it('answers every tool of a round, runs what it can, and waits for the rest', async () => {
    const { ask } = connectHumanloop({ model: askingModel('p', 'look_up', 'other') })
    const { id } = await ask('POST /prompts', {}, { path: 'p', model: 'm', template: [{ role: 'tool', content: 'x', tool_call_id: 'y' }] })
    const agent = { model: 'm', tools: [link(id), { type: 'inline', json_schema: lookUp }, { type: 'inline', json_schema: { ...lookUp, name: 'other' } }] }
    const waiting = await ask('POST /agents/call', {}, { path: 'a', agent })
    expect(waiting.output_message?.tool_calls).toHaveLength(3)
    expect(waiting.previous_agent_message?.tool_calls?.map(({ id: call }) => call)).toEqual(['call_1', 'call_2'])
    const messages = ['call_2', 'call_1'].map((tool_call_id) => ({ role: 'tool', tool_call_id, content: 'ok' }))
    expect(await ask('POST /agents/continue', {}, { log_id: waiting.id, messages: [...messages, says('Thanks')] })).toMatchObject({ log_status: 'complete' })
  })

  it('tells the model of a tool that is not there', async () => {
    const { ask } = connectHumanloop({ model: askingModel('nothing') })
    expect((await ask('POST /agents/call', {}, { path: 'a', agent: { model: 'm' } })).output).toContain('There is no tool named "nothing"')
  })

  it('leaves out the inputs, and keeps nothing that is not to be saved', async () => {
    const { ask, send, call } = await withAgent()
    const answer = await call('call look_up', { save: false, return_inputs: false })
    expect(answer).toMatchObject({ inputs: null, log_status: 'incomplete', previous_agent_message: { role: 'assistant' } })
    const log = await ask('GET /logs/{id}', { id: answer.id })
    expect([log.inputs, log.output, 'messages' in log]).toEqual([undefined, undefined, false])
    expect((await send('POST /agents/continue', { log_id: answer.id, messages: [says('Go on')] })).status).toBe(409)
  })

  it('takes an Agent along, as fields or as the text of an .agent file', async () => {
    const { ask, id, agent, inputs } = await withAgent({ tools: [] })
    const text = '---\nmodel: gpt-4o\n---\n<system>\n  Help {{name}}.\n</system>\n'
    const answer = await ask('POST /agents/call', {}, { path: 'support/helper', agent: text, inputs })
    expect(answer.agent).toMatchObject({ id, version_id: agent.version_id })
  })

  it('refuses what is missing, and gives a failure of the provider its status', async () => {
    const { ask, send, id, inputs } = await withAgent()
    expect(await send('POST /agents/call', { id })).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'inputs', 'name'] }] } })
    expect((await send('POST /agents/call', { id: 'ag_none' })).status).toBe(404)
    await ask('POST /agents', {}, { ...helper, model: 'fail-429' })
    for (const stream of [false, true]) {
      expect(await send('POST /agents/call', { id, inputs, stream })).toMatchObject({ status: 429, body: { detail: { code: 429 } } })
    }
    expect((await ask('GET /agents/{id}', { id })).total_logs_count).toBe(0)
  })

  it('takes the caller\'s id for the Log, once', async () => {
    const { send, call, id, inputs } = await withAgent()
    expect((await call('Hi', { log_id: 'mine' })).id).toBe('mine')
    expect((await send('POST /agents/call', { id, inputs, log_id: 'mine' })).status).toBe(409)
  })
})
