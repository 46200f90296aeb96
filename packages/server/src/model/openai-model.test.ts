import { createServer as createListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { serve } from '../node/serve.js'
import { connectHumanloop, connectOpenAI } from '../testing/connect.js'
import { lookUp, withAgent } from '../testing/with-agent.js'
import { chatBodyOf, newer, textOf } from '../testing/with-chatbot.js'
import { providerKey, withAnswers, withProvider } from '../testing/with-provider.js'
import { completeAnswer, ModelFailure } from './model.js'
import type { Model, ModelRequest } from './model.js'
import { openaiModel } from './openai-model.js'

const hello: ModelRequest = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] }
const tools = [{ name: 'look_up', description: 'Looks up.', parameters: { type: 'object' }, strict: null }]

async function failureOf(model: Model, request = hello): Promise<ModelFailure> {
  const error: unknown = await completeAnswer(model, request).then(() => undefined, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(ModelFailure)
  return error as ModelFailure
}

function events(...data: (object | string)[]): Response {
  const text = data.map((item) => `data: ${typeof item === 'string' ? item : JSON.stringify(item)}\n\n`).join('')
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } })
}

function chunk(delta: object, finish_reason: string | null = null): object {
  return { choices: [{ index: 0, delta, finish_reason }] }
}

describe('a model of a provider', () => {
  it('passes the answer on piece by piece, and tells its tokens and its end', async () => {
    const pieces: string[] = []
    const { model } = withProvider()
    const answer = model.answer({ ...hello, maxTokens: 3 })
    let step = await answer.next()
    for (; !step.done; step = await answer.next()) pieces.push(step.value)
    expect(pieces).toEqual(['smarter-builtin', ' here,', ' standing'])
    expect(step.value).toEqual({ output: 'smarter-builtin here, standing', toolCalls: [], finishReason: 'length', promptTokens: 1, outputTokens: 3 })
  })

  it('says all that it was told, and calls models as the provider does', async () => {
    const { model, asked } = withProvider({ models: { 'gpt-4o': 'llama3' } })
    const parameters = { temperature: 0.2, top_p: 0.5, seed: 7, response_format: { type: 'json_object' } }
    const messages = [{ role: 'user', content: 'Hello', name: null, tool_calls: null }]
    const { output } = await completeAnswer(model, { ...hello, messages, tools, toolChoice: 'none', stop: ['?'], maxTokens: -1, sample: 2, jsonObject: true, parameters })
    expect(output).toContain('standing in for llama3')
    expect(asked).toEqual([
      {
        ...parameters,
        seed: 9,
        model: 'llama3',
        messages: [{ role: 'user', content: 'Hello' }],
        tools: [{ type: 'function', function: { name: 'look_up', description: 'Looks up.', parameters: { type: 'object' } } }],
        tool_choice: 'none',
        stop: ['?'],
        stream: true,
        stream_options: { include_usage: true },
      },
    ])
  })

  it('takes an answer that comes whole, from a service that knows no streams', async () => {
    const call = { id: 'c1', type: 'function', function: { name: 'look_up', arguments: '{"a":1}' } }
    const message = { role: 'assistant', content: 'All of\nit.', tool_calls: [call, { ...call, id: 'c2' }] }
    const usage = { prompt_tokens: 4, completion_tokens: 2, total_tokens: 6 }
    const body = JSON.stringify({ object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'tool_calls' }], usage }, null, 2)
    const pieces: string[] = []
    const answer = withAnswers(() => new Response(body, { headers: { 'content-type': 'application/json; charset=utf-8' } })).answer(hello)
    let step = await answer.next()
    for (; !step.done; step = await answer.next()) pieces.push(step.value)
    expect(pieces).toEqual(['All of\nit.'])
    expect(step.value).toEqual({ output: 'All of\nit.', toolCalls: [call, { ...call, id: 'c2' }], finishReason: 'tool_calls', promptTokens: 4, outputTokens: 2 })
  })

  it('tells whole calls of tools apart that have no ids', async () => {
    const calls = ['{"a":1}', '{"a":2}'].map((given) => ({ type: 'function', function: { name: 'look_up', arguments: given } }))
    const body = { choices: [{ message: { role: 'assistant', content: null, tool_calls: calls }, finish_reason: 'tool_calls' }] }
    const { toolCalls } = await completeAnswer(withAnswers(() => Response.json(body)), hello)
    expect(toolCalls).toEqual([expect.objectContaining({ id: 'call_0', ...calls[0] }), expect.objectContaining({ id: 'call_1', ...calls[1] })])
  })

  it.each([
    ['an error with the status of success', { error: { message: 'No such model.', code: 'model_not_found' } }, /No such model/],
    ['another object', { object: 'list', data: [] }, /ended/],
    ['an answer without a choice', { object: 'chat.completion', choices: [] }, /ended/],
    ['no object', 'pong', /ended/],
  ])('takes %s for no answer', async (_what, body, words) => {
    const failure = await failureOf(withAnswers(() => Response.json(body)))
    expect([failure.status, failure.message]).toEqual([502, expect.stringMatching(words)])
  })

  it('bounds the answers of reasoning models by the field that they take', async () => {
    const { model, asked } = withProvider()
    await completeAnswer(model, { ...hello, model: 'openai/o3-mini', maxTokens: 5 })
    await completeAnswer(model, { ...hello, model: 'toString', maxTokens: 5 })
    expect(asked).toMatchObject([{ max_completion_tokens: 5 }, { model: 'toString', max_tokens: 5 }])
    expect(asked[0]).not.toHaveProperty('max_tokens')
  })

  it('gives the tool calls of the provider, also those that come in parts', async () => {
    const { model } = withProvider()
    const demanded = await completeAnswer(model, { ...hello, tools, toolChoice: { name: 'look_up' } })
    expect(demanded).toMatchObject({ finishReason: 'tool_calls', toolCalls: [{ type: 'function', function: { name: 'look_up', arguments: '{}' } }] })
    const parts = [
      chunk({ tool_calls: [{ index: 0, id: 'a', type: 'function', function: { name: 'look_up', arguments: '{"x":' } }] }),
      chunk({ tool_calls: [{ index: 1, id: 'b', type: 'function', function: { name: 'stop', arguments: '' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '1}' } }] }),
      chunk({}, 'tool_calls'),
    ]
    expect((await completeAnswer(withAnswers(() => events(...parts, '[DONE]')), hello)).toolCalls).toEqual([
      { id: 'a', type: 'function', function: { name: 'look_up', arguments: '{"x":1}' } },
      { id: 'b', type: 'function', function: { name: 'stop', arguments: '' } },
    ])
  })

  it('tells calls apart that a service sends with one index or none, and takes names that are sent again and again', async () => {
    const whole = (id: string, index?: number) => chunk({ tool_calls: [{ index, id, function: { name: 'look_up', arguments: '{' } }] })
    const rest = (id: string, index?: number) => chunk({ tool_calls: [{ index, id, function: { name: 'look_up', arguments: '}' } }] })
    for (const index of [0, undefined]) {
      const parts = [whole('a', index), rest('a', index), whole('b', index), rest('', index)]
      const { toolCalls } = await completeAnswer(withAnswers(() => events(...parts, '[DONE]')), hello)
      expect(toolCalls).toEqual(['a', 'b'].map((id) => ({ id, type: 'function', function: { name: 'look_up', arguments: '{}' } })))
    }
    const nameless = chunk({ tool_calls: [{ index: 0, function: { name: 'x', arguments: '' } }, { index: 1, function: { name: 'y', arguments: '' } }] })
    expect((await completeAnswer(withAnswers(() => events(nameless, '[DONE]')), hello)).toolCalls.map(({ id }) => id)).toEqual(['call_0', 'call_1'])
  })

  it('tells what the provider says of thoughts and of known tokens', async () => {
    const usage = { prompt_tokens: 9, completion_tokens: 8, total_tokens: 17, prompt_tokens_details: { cached_tokens: 4 }, completion_tokens_details: { reasoning_tokens: 5 } }
    const model = withAnswers(() => events(chunk({ content: 'Hi' }, 'content_filter'), { choices: [], usage }, '[DONE]'))
    expect(await completeAnswer(model, hello)).toMatchObject({ promptTokens: 9, outputTokens: 8, cachedTokens: 4, reasoningTokens: 5 })
    const { ask } = connectOpenAI({ model })
    expect((await ask('POST /chat/completions', {}, { model: 'm', messages: hello.messages })).usage).toMatchObject({ prompt_tokens_details: { cached_tokens: 4 }, completion_tokens_details: { reasoning_tokens: 5 } })
    expect(await ask('POST /responses', {}, { model: 'm', input: 'Hi' })).toMatchObject({
      status: 'incomplete', incomplete_details: { reason: 'content_filter' }, usage: { input_tokens_details: { cached_tokens: 4 }, output_tokens_details: { reasoning_tokens: 5 } },
    })
    const { logs } = await connectHumanloop({ model }).ask('POST /prompts/call', {}, { path: 'p', prompt: { model: 'm' } })
    expect(logs).toMatchObject([{ reasoning_tokens: 5, finish_reason: 'content_filter' }])
  })

  it.each([401, 429, 500])('fails with the status %i of the provider and its words, without the key', async (status) => {
    const answer = () => Response.json({ error: { message: `No: ${providerKey} is not welcome.` } }, { status })
    const failure = await failureOf(withAnswers(answer))
    expect(failure).toMatchObject({ status, origin: 'provider.localhost', message: 'No: [redacted] is not welcome.' })
  })

  it('fails when the key is wrong, as the provider says it', async () => {
    const { model } = withProvider({ apiKey: 'sk-another-secret' })
    expect(await failureOf(model)).toMatchObject({ status: 401, message: expect.not.stringContaining('sk-another-secret') as unknown })
  })

  it.each([
    ['a stream that is cut', () => events(chunk({ content: 'Hel' })), /ended before its last event/],
    ['an error within a stream', () => events(chunk({ content: 'Hel' }), { error: { message: `${providerKey} is used up` } }), /^\[redacted\] is used up$/],
    ['a page in place of an answer', () => new Response('<html>', { headers: { 'content-type': 'text/html' } }), /ended/],
    ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }), /redirect/],
    ['a connection that breaks', () => { throw new TypeError(`fetch failed for ${providerKey}`) }, /\[redacted\]/],
  ])('fails with 502 at %s', async (_, answer, words) => {
    const failure = await failureOf(withAnswers(answer))
    expect([failure.status, failure.message]).toEqual([502, expect.stringMatching(words)])
    expect(failure.message).not.toContain(providerKey)
  })

  it('lets go of the connection when nobody reads on', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(chunk({ content: 'Hel' }))}\n\n`)),
      cancel: () => { cancelled = true },
    })
    const answer = withAnswers(() => new Response(body, { headers: { 'content-type': 'text/event-stream' } })).answer(hello)
    expect(await answer.next()).toEqual({ done: false, value: 'Hel' })
    await answer.return({ output: '', toolCalls: [], finishReason: 'stop', promptTokens: 0, outputTokens: 0 })
    expect(cancelled).toBe(true)
  })

  it('refuses an address or a key that cannot be used, without showing them', () => {
    expect(() => openaiModel({ baseURL: 'provider' })).toThrow(/absolute http\(s\) URL/)
    expect(() => openaiModel({ baseURL: 'http://localhost/v1', apiKey: 'two\nlines' })).toThrow(expect.not.objectContaining({ message: expect.stringContaining('two') as unknown }))
  })

  it('sends no key of the environment to an address that was not meant to have it', async () => {
    const seen: (string | null)[] = []
    process.env['OPENAI_API_KEY'] = 'sk-of-the-environment'
    onTestFinished(() => void delete process.env['OPENAI_API_KEY'])
    const model = openaiModel({
      baseURL: 'http://provider.localhost/v1',
      fetch: async (_, init) => {
        seen.push(new Headers(init.headers).get('authorization'))
        return events('[DONE]')
      },
    })
    await completeAnswer(model, hello)
    expect(seen).toEqual([null])
  })

  it('works over a real socket, and says when nothing listens there or no answer comes', async () => {
    const provider = await serve({ apiKeys: [providerKey] })
    const options = { baseURL: `${provider.url}/v1`, apiKey: providerKey }
    expect((await completeAnswer(openaiModel(options), hello)).output).toContain('standing in for gpt-4o')
    await provider.close()
    const refused = await failureOf(openaiModel(options))
    expect([refused.status, refused.message]).toEqual([502, expect.stringContaining('ECONNREFUSED')])
    const silent = createListener(() => undefined).listen(0, '127.0.0.1')
    onTestFinished(() => { silent.closeAllConnections(); silent.close() })
    await new Promise((resolve) => { silent.once('listening', resolve) })
    const baseURL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/v1`
    expect(await failureOf(openaiModel({ baseURL, timeout: 300 }))).toMatchObject({ status: 504 })
  })
})

describe('a server with a provider', () => {
  it('answers Prompts with all their settings, in JSON, in a stream and several times', async () => {
    const { model, asked } = withProvider()
    const { ask, send } = connectHumanloop({ model })
    const schema = { type: 'object' }
    const settings = { temperature: 0.5, presence_penalty: 1, seed: 3, response_format: { type: 'json_schema', json_schema: schema }, other: { logit_bias: { 50: 1 } } }
    await ask('POST /prompts', {}, { path: 'a', model: 'gpt-4o', template: [{ role: 'system', content: 'Be kind.' }], max_tokens: 50, stop: 'moon', ...settings })
    const call = { path: 'a', messages: [{ role: 'user', content: 'Hi' }], num_samples: 2 }
    const { logs } = await ask('POST /prompts/call', {}, call)
    expect(logs.map(({ output, finish_reason, prompt_tokens }) => [output?.slice(0, 26), finish_reason, prompt_tokens])).toEqual(Array.from({ length: 2 }, () => ['{"answer":"smarter-builtin', 'stop', 3]))
    const streamed = await send('POST /prompts/call', { ...call, stream: true })
    expect(streamed.text.match(/"output":"[^"]/g)?.length).toBeGreaterThan(10)
    expect(streamed.text).toContain('[DONE]')
    expect(asked.map(({ seed }) => seed)).toEqual([3, 4, 3, 4])
    expect(asked[0]).toMatchObject({
      model: 'gpt-4o', temperature: 0.5, presence_penalty: 1, max_tokens: 50, stop: ['moon'], logit_bias: { 50: 1 },
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema } },
    })
    for (const silent of ['top_p', 'frequency_penalty', 'tools', 'n']) expect(asked[0]).not.toHaveProperty(silent)
  })

  it('names the model that was asked for, in chat completions and in responses', async () => {
    const { model, asked } = withProvider()
    const { ask, askStream } = connectOpenAI({ model })
    const body = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }], top_p: 0.5, user: 'u', n: 2 }
    expect(await ask('POST /chat/completions', {}, body)).toMatchObject({ model: 'gpt-4o', system_fingerprint: null, choices: [{ index: 0 }, { index: 1 }] })
    expect((await askStream('POST /chat/completions#stream', body)).length).toBeGreaterThan(10)
    const format = { type: 'json_schema', name: 'reply', schema: { type: 'object' }, strict: true }
    const input = [{ role: 'user', content: [{ type: 'input_text', text: 'Hi' }, { type: 'input_image', image_url: 'data:,' }] }]
    const told = { model: 'o3', input, text: { format, verbosity: 'low' }, reasoning: { effort: 'high' }, max_output_tokens: 90 }
    expect(await ask('POST /responses', {}, told)).toMatchObject({ model: 'o3', status: 'completed' })
    expect(asked[0]).toMatchObject({ top_p: 0.5, user: 'u' })
    expect(asked.at(-1)).toMatchObject({
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, { type: 'image_url', image_url: { url: 'data:,' } }] }],
      response_format: { type: 'json_schema', json_schema: { name: 'reply', schema: { type: 'object' }, strict: true } },
      verbosity: 'low', reasoning_effort: 'high', max_completion_tokens: 90,
    })
  })

  it('answers chatbots with their temperature', async () => {
    const { model, asked } = withProvider()
    const { prompt } = await newer({}, { model })
    const body = await prompt('Hi')
    expect([chatBodyOf(body).model, textOf(body)]).toEqual(['gpt-4o-mini', expect.stringContaining('You said: "Hi"')])
    expect(asked).toMatchObject([{ model: 'gpt-4o-mini', temperature: 0.5, max_tokens: 2048 }])
  })

  it('runs Agents whose tools the provider asks for', async () => {
    const { model, asked } = withProvider()
    const { call } = await withAgent({ temperature: 0 }, { model })
    const { output_message: message } = await call('call look_up {"order": 1}')
    expect(message?.tool_calls).toMatchObject([{ function: { name: 'look_up', arguments: '{"order": 1}' } }])
    expect(asked).toMatchObject([{ temperature: 0, tools: [{ type: 'function', function: lookUp }] }])
  })

  it('gives the failures of the provider as those of the built-in model', async () => {
    const { model } = withProvider()
    const humanloop = connectHumanloop({ model })
    const { id } = await humanloop.ask('POST /prompts', {}, { path: 'a', model: 'fail-429' })
    const refused = await humanloop.send('POST /prompts/call', { id, messages: [{ role: 'user', content: 'Hi' }] })
    expect(refused).toMatchObject({ status: 429, body: { detail: { type: 'provider_error', code: 429, origin: 'provider.localhost' } } })
    const broken = await connectOpenAI({ model }).send('POST /chat/completions', { ...hello, model: 'fail-midway', stream: true })
    expect([broken.status, broken.text]).toEqual([200, expect.stringContaining('data: {"error":{"message":"The model fail-midway')])
  })
})
