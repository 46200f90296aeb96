import { describe, expect, it } from 'vitest'
import { endlessResponse, eventsResponse, humanloopTestClient } from '@smarter-api/test-support'
import {
  agents,
  APIUserAbortError,
  callAgent,
  type CallAgentParams,
  callAgentStream,
  continueAgentCall,
  type ContinueAgentCallParams,
  continueAgentCallStream,
  serializeAgent,
  UnprocessableEntityError,
  updateAgentLog,
} from './index.js'
import * as methods from './methods.js'

const created_at = '2026-01-01T00:00:00Z'
const delta = { id: 'log_1', agent_id: 'ag_1', version_id: 'agv_1', output: 'Hel' }
const start = { log_id: 'log_1', message: '', type: 'agent_turn_start', created_at, payload: null }
const update = { log_id: 'log_1', message: '', type: 'agent_update', created_at, payload: delta }
const lookUp = { id: 'tc_1', type: 'function', function: { name: 'look_up', arguments: '{"order":"1234"}' } }
const suspend = { log_id: 'log_1', message: '', type: 'agent_turn_suspend', created_at, payload: lookUp }

const params = { path: 'support/agent', agent: { model: 'gpt-4o' }, messages: [{ role: 'user', content: 'Where is order 1234?' }] }
const answer = { log_id: 'log_1', messages: [{ role: 'tool', tool_call_id: 'tc_1', content: 'On its way.' }] }

const answering = (response: () => Response) => humanloopTestClient({ answer: async () => response() })
const refusing = () => answering(() => Response.json({ detail: 'no' }, { status: 418 }))

describe('standalone functions', () => {
  it('refuse stream and name the function that streams, before anything is sent', () => {
    const { client, sent } = humanloopTestClient()
    const streaming = { stream: true } as unknown
    expect(() => callAgent(client, streaming as CallAgentParams)).toThrow(TypeError)
    expect(() => callAgent(client, streaming as CallAgentParams)).toThrow(/callAgentStream/)
    expect(() => continueAgentCall(client, streaming as ContinueAgentCallParams)).toThrow(TypeError)
    expect(() => continueAgentCall(client, streaming as ContinueAgentCallParams)).toThrow(/continueAgentCallStream/)
    expect(sent).toHaveLength(0)
  })

  it('say what is missing when the client is forgotten', async () => {
    await expect(Reflect.apply(callAgent, undefined, [params])).rejects.toThrow('POST /agents/call needs a client first')
    await expect(Reflect.apply(continueAgentCall, undefined, [answer])).rejects.toThrow('POST /agents/continue needs a client first')
  })
})

describe('the facade', () => {
  it('lets the server say what is missing when it is called with nothing', async () => {
    const { call, continueCall } = agents(humanloopTestClient().client)
    for (const method of [call, continueCall]) await expect(Reflect.apply(method, undefined, [])).rejects.toThrow(UnprocessableEntityError)
  })

  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(agents(humanloopTestClient().client)))).toEqual(new Set(Object.keys(methods)))
  })

  it('streams calls and continuations with stream: true', async () => {
    const { client, sent } = answering(() => eventsResponse(start, update))
    const api = agents(client)
    for (const stream of [await api.call({ ...params, stream: true }), await api.continueCall({ ...answer, stream: true })]) {
      const types: string[] = []
      for await (const { type } of stream) types.push(type)
      expect(types).toEqual(['agent_turn_start', 'agent_update'])
    }
    expect(sent).toMatchObject([
      { line: 'POST /agents/call', body: { ...params, stream: true } },
      { line: 'POST /agents/continue', body: { ...answer, stream: true } },
    ])
  })
})

describe('what is sent', () => {
  it('keeps the environment of the version in the query and that of the Log in the body', async () => {
    const { client, sent } = refusing()
    const api = agents(client)
    const where = { environment: 'production', log_environment: 'staging' }
    for (const sending of [api.call({ ...params, ...where }), api.callStream({ ...params, ...where }), api.log({ ...params, ...where })]) {
      await expect(sending).rejects.toMatchObject({ status: 418 })
    }
    expect(sent.map(({ line }) => line)).toEqual(['call', 'call', 'log'].map((name) => `POST /agents/${name}?environment=production`))
    for (const { body } of sent) {
      expect(body).toMatchObject({ ...params, environment: 'staging' })
      expect(body).not.toHaveProperty('log_environment')
    }
  })

  it('keeps null, which clears, apart from what is left out', async () => {
    const { client, sent } = refusing()
    await expect(updateAgentLog(client, { id: 'ag_1', log_id: 'log_1', output: null, error: null })).rejects.toMatchObject({ status: 418 })
    expect(sent[0]).toMatchObject({ line: 'PATCH /agents/ag_1/log/log_1' })
    expect(sent[0]?.body).toEqual({ output: null, error: null })
  })
})

describe('serializeAgent', () => {
  it('gives the text as it came', async () => {
    const file = '---\nmodel: gpt-4o\n---\n\n<system>\n  Hi {{name}}\n</system>\n'
    expect(await serializeAgent(answering(() => new Response(file)).client, { id: 'ag_1' })).toBe(file)
  })
})

describe.each([
  ['callAgentStream', (response: Response, signal?: AbortSignal) => callAgentStream(answering(() => response).client, params, signal && { signal })],
  ['continueAgentCallStream', (response: Response, signal?: AbortSignal) => continueAgentCallStream(answering(() => response).client, answer, signal && { signal })],
])('a stream of %s', (_, open) => {
  it('closes the connection when its loop is left early', async () => {
    const { response, closed } = endlessResponse(start)
    for await (const { type } of await open(response)) {
      expect(type).toBe('agent_turn_start')
      break
    }
    await closed
  })

  it('ends with an APIUserAbortError when the caller aborts, and closes the connection', async () => {
    const { response, closed } = endlessResponse(start)
    const controller = new AbortController()
    const read = async () => {
      for await (const _ of await open(response, controller.signal)) controller.abort()
    }
    await expect(read()).rejects.toThrow(APIUserAbortError)
    await closed
  })

  it('tells new text and tool requests apart, and ends without a terminator too', async () => {
    const stream = await open(eventsResponse(start, update, suspend))
    const seen: unknown[] = []
    for await (const { payload } of stream) {
      if (!payload) continue
      seen.push('function' in payload ? payload.function.name : payload.output)
    }
    expect(seen).toEqual(['Hel', 'look_up'])
    expect(stream.terminated).toBe(false)
  })
})
