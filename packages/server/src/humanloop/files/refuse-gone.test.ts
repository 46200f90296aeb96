import { expect, it } from 'vitest'
import { engines } from '../../testing/engines.js'
import { eventually } from '../../testing/eventually.js'
import { gatedModel } from '../../testing/gated-model.js'
import { link, says, withAgent } from '../../testing/with-agent.js'
import { withEvaluation } from '../../testing/with-evaluation.js'

const gone = { status: 409, body: { detail: expect.stringContaining('deleted in the meantime') as unknown } }
const mock = { path: 'mock', tool_type: 'mock', setup_values: { output: 'x' }, function: { name: 'mock', description: 'Answers x.' } }

it.each(engines)('a Prompt or Agent that is deleted while it is called leaves no Log behind in %s', async (_name, open) => {
  const gate = gatedModel()
  const { ask, send, id, inputs } = await withAgent({}, { repository: await open(), model: gate.model })
  const prompt = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
  const calls = [send('POST /prompts/call', { id: prompt.id, log_id: 'one' }), send('POST /agents/call', { id, inputs, log_id: 'two' })]
  await gate.asked(2)
  await send(`DELETE /prompts/${prompt.id}`)
  await send(`DELETE /agents/${id}`)
  gate.open()
  expect(await Promise.all(calls)).toMatchObject([gone, gone])
  for (const log of ['one', 'two']) expect((await send(`GET /logs/${log}`)).status).toBe(404)
})

it('a stream about what is deleted while it is made ends with the reason', async () => {
  const gate = gatedModel()
  const { ask, send, id, inputs } = await withAgent({}, { model: gate.model })
  const prompt = await ask('POST /prompts', {}, { path: 'p', model: 'm' })
  const calls = [send('POST /prompts/call', { id: prompt.id, stream: true }), send('POST /agents/call', { id, inputs, stream: true })]
  await gate.asked(2)
  await send(`DELETE /prompts/${prompt.id}`)
  await send(`DELETE /agents/${id}`)
  gate.open()
  for (const { status, text } of await Promise.all(calls)) {
    expect([status, text.trimEnd().split('\n').at(-1)]).toEqual([200, expect.stringContaining('was deleted in the meantime. Nothing was kept.')])
  }
})

it('a Tool that is deleted while an Agent is at work takes its own Log along, not that of the Agent', async () => {
  const gate = gatedModel()
  const { ask, send, call } = await withAgent({}, { model: gate.model })
  const tool = await ask('POST /tools', {}, mock)
  await ask('POST /agents', {}, { path: 'support/helper', model: 'm', template: [], tools: [link(tool.id)] })
  const calls = [call('call mock', { log_id: 'whole' }), send('POST /agents/call', { path: 'support/helper', messages: [says('call mock')], log_id: 'stream', stream: true })]
  await gate.asked(2)
  await send(`DELETE /tools/${tool.id}`)
  gate.open()
  const [, streamed] = await Promise.all(calls)
  expect(streamed).toMatchObject({ text: expect.stringContaining('"message":"x","type":"tool_end"') as unknown })
  for (const id of ['whole', 'stream']) expect(await ask('GET /logs/{id}', { id })).toMatchObject({ log_status: 'complete', trace_children: [] })
})

it.each(['datasets', 'prompts'])('a run whose %s are deleted while it is made is cancelled', async (collection) => {
  const gate = gatedModel()
  const { ask, send, dataset, prompt } = await withEvaluation({ model: gate.model })
  const { id } = await ask('POST /evaluations', {}, { evaluators: [] })
  await ask('POST /evaluations/{id}/runs', { id }, { dataset: { id: dataset.id }, version: { id: prompt.id } })
  await gate.asked(2)
  await send(`DELETE /${collection}/${collection === 'prompts' ? prompt.id : dataset.id}`)
  gate.open()
  await eventually(async () => expect((await ask('GET /evaluations/{id}/runs', { id })).runs).toMatchObject([{ status: 'cancelled' }]))
  expect(await ask('GET /evaluations/{id}/logs', { id })).toMatchObject({ total: 0 })
})
