import { describe, expect, it } from 'vitest'
import { endlessResponse, eventsResponse, humanloopTestClient } from '@smarter-api/test-support'
import { APIUserAbortError, callPrompt, type CallPromptParams, callPromptStream, prompts, UnprocessableEntityError } from './index.js'
import * as methods from './methods.js'

const params = { path: 'greeting', prompt: { model: 'gpt-4o' }, messages: [{ role: 'user', content: 'Hello!' }] }

describe('callPrompt', () => {
  it('refuses stream and names the function that streams, before anything is sent', () => {
    const { client, sent } = humanloopTestClient()
    const streaming = { ...params, stream: true } as unknown as CallPromptParams
    expect(() => callPrompt(client, streaming)).toThrow(TypeError)
    expect(() => callPrompt(client, streaming)).toThrow(/callPromptStream/)
    expect(sent).toHaveLength(0)
  })

  it('says what is missing when the client is forgotten', async () => {
    await expect(Reflect.apply(callPrompt, undefined, [params])).rejects.toThrow('POST /prompts/call needs a client first')
  })
})

describe('call of the facade', () => {
  it('streams with stream: true and gives one answer without', async () => {
    const { client, sent } = humanloopTestClient()
    const { logs } = await prompts(client).call(params)
    let streamed = ''
    for await (const { output } of await prompts(client).call({ ...params, stream: true })) streamed += output ?? ''
    expect(streamed).toBe(logs[0]?.output)
    expect(sent.map(({ body }) => body)).toEqual([params, { ...params, stream: true }])
  })

  it('lets the server say what is missing when it is called with nothing', async () => {
    const { call } = prompts(humanloopTestClient().client)
    await expect(Reflect.apply(call, undefined, [])).rejects.toThrow(UnprocessableEntityError)
  })
})

describe('the facade', () => {
  it('has every function and nothing else', () => {
    expect(new Set(Object.keys(prompts(humanloopTestClient().client)))).toEqual(new Set(Object.keys(methods)))
  })

  it('works with its functions taken apart', async () => {
    const { upsert, call } = prompts(humanloopTestClient().client)
    const { id } = await upsert({ path: 'greeting', model: 'gpt-4o' })
    expect((await call({ id, messages: params.messages })).prompt.id).toBe(id)
  })
})

describe('a stream', () => {
  it('closes the connection when its loop is left early', async () => {
    const { client, closed } = endless()
    for await (const { output } of await callPromptStream(client, params)) {
      expect(output).toBe('Hel')
      break
    }
    await closed
  })

  it('ends with an APIUserAbortError when the caller aborts, and closes the connection', async () => {
    const { client, closed } = endless()
    const controller = new AbortController()
    const read = async () => {
      for await (const _ of await callPromptStream(client, params, { signal: controller.signal })) controller.abort()
    }
    await expect(read()).rejects.toThrow(APIUserAbortError)
    await closed
  })

  it('tells apart an end with and without the terminator', async () => {
    const whole = await callPromptStream(humanloopTestClient().client, params)
    for await (const _ of whole);
    expect(whole.terminated).toBe(true)
    const { client } = humanloopTestClient({ client: { fetch: async () => eventsResponse(event) } })
    const bare = await callPromptStream(client, params)
    const outputs: unknown[] = []
    for await (const { output } of bare) outputs.push(output)
    expect([outputs, bare.terminated]).toEqual([['Hel'], false])
  })
})

const event = { index: 0, id: 'log_1', prompt_id: 'pr_1', version_id: 'prv_1', output: 'Hel' }

/** A client whose streams begin and never end; `closed` resolves when one is cancelled. */
function endless() {
  const { response, closed } = endlessResponse(event)
  return { ...humanloopTestClient({ client: { fetch: async () => response } }), closed }
}
