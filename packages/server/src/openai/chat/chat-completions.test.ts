import { OpenAIErrorResponseSchema } from '@smarter-api/schemas/openai'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { connect, connectOpenAI } from '../../testing/connect.js'
import type { Sent } from '../../testing/connect.js'

const messages = [{ role: 'user', content: 'Hi' }]
const chat = { model: 'gpt-4o', messages }
const lookUp = { type: 'function', function: { name: 'look_up', parameters: { type: 'object' } } }

function errorOf({ body }: Sent) {
  return v.parse(OpenAIErrorResponseSchema, body).error
}

describe('chat completions', () => {
  it('answers and names the built-in model', async () => {
    const answer = await connectOpenAI().ask('POST /chat/completions', {}, chat)
    expect(answer).toMatchObject({ object: 'chat.completion', model: 'smarter-builtin', system_fingerprint: 'smarter-builtin' })
    expect(answer.choices).toMatchObject([{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: expect.stringContaining('"Hi"') as unknown } }])
    expect(answer.usage?.total_tokens).toBe((answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0))
  })

  it('gives as many answers as asked for, and counts what it read once', async () => {
    const { ask } = connectOpenAI()
    const one = await ask('POST /chat/completions', {}, chat)
    const three = await ask('POST /chat/completions', {}, { ...chat, n: 3 })
    expect(new Set(three.choices.map(({ message }) => message.content)).size).toBe(3)
    expect(three.usage?.prompt_tokens).toBe(one.usage?.prompt_tokens)
  })

  it('ends at a stop word and at the limit of tokens', async () => {
    const { ask } = connectOpenAI()
    const stopped = await ask('POST /chat/completions', {}, { ...chat, stop: 'standing' })
    expect(stopped.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: 'smarter-builtin here, ' } })
    const cut = await ask('POST /chat/completions', {}, { ...chat, max_completion_tokens: 2 })
    expect(cut.choices[0]).toMatchObject({ finish_reason: 'length', message: { content: 'smarter-builtin here,' } })
  })

  it('answers with a JSON object when one is asked for', async () => {
    const answer = await connectOpenAI().ask('POST /chat/completions', {}, { ...chat, response_format: { type: 'json_object' } })
    expect(JSON.parse(answer.choices[0]?.message.content ?? '')).toHaveProperty('answer')
  })

  it('asks for the tool that was chosen, functions and custom ones', async () => {
    const { ask } = connectOpenAI()
    const custom = { type: 'custom', custom: { name: 'write' } }
    const called = async (tool_choice: unknown) => (await ask('POST /chat/completions', {}, { ...chat, tools: [custom, lookUp], tool_choice })).choices[0]
    expect(await called({ type: 'function', function: { name: 'look_up' } })).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ type: 'function', function: { name: 'look_up', arguments: '{}' } }] },
    })
    expect(await called('required')).toMatchObject({ message: { tool_calls: [{ type: 'custom', custom: { name: 'write' } }] } })
    const allowed = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [{ type: 'function', function: { name: 'look_up' } }] } }
    expect(await called(allowed)).toMatchObject({ message: { tool_calls: [{ function: { name: 'look_up' } }] } })
    expect((await called('none'))?.message.tool_calls).toBeUndefined()
  })

  it('streams chunks that make up the same answer, and tells the usage when asked to', async () => {
    const { ask, askStream, send } = connectOpenAI()
    const whole = await ask('POST /chat/completions', {}, { ...chat, n: 2 })
    const chunks = await askStream('POST /chat/completions#stream', { ...chat, n: 2, stream_options: { include_usage: true } })
    const textOf = (wanted: number) => chunks.map(({ choices: [choice] }) => (choice?.index === wanted ? (choice.delta.content ?? '') : '')).join('')
    expect([textOf(0), textOf(1)]).toEqual(whole.choices.map(({ message }) => message.content))
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
    expect(chunks.at(-2)?.choices).toMatchObject([{ index: 1, finish_reason: 'stop', delta: {} }])
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: whole.usage?.total_tokens } })
    const sent = await send('POST /chat/completions', { ...chat, stream: true })
    expect(sent.text.endsWith('data: [DONE]\n\n')).toBe(true)
    expect(sent.text).not.toContain('usage')
  })

  it('streams calls of tools', async () => {
    const chunks = await connectOpenAI().askStream('POST /chat/completions#stream', { ...chat, tools: [lookUp], tool_choice: 'required' })
    const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta, finish_reason: reason }) => ({ ...delta, reason })))
    expect(deltas).toMatchObject([{ role: 'assistant', content: null }, { tool_calls: [{ index: 0, function: { name: 'look_up' } }] }, { reason: 'tool_calls' }])
  })

  it('passes on the status of a provider, and tells in the stream of a failure in its middle', async () => {
    const { send } = connectOpenAI()
    const refused = await send('POST /chat/completions', { ...chat, model: 'fail-429', stream: true })
    expect([refused.status, errorOf(refused)]).toMatchObject([429, { type: 'rate_limit_error', code: 'rate_limit_exceeded' }])
    const broken = await send('POST /chat/completions', { ...chat, model: 'fail-midway', stream: true })
    expect([broken.status, broken.text]).toMatchObject([200, expect.stringContaining('data: {"error":{"message":"The model fail-midway')])
  })

  it.each([
    [{ ...chat, messages: [{ role: 'robot', content: 'x' }] }, 'messages[0].role', 'invalid_value'],
    [{ ...chat, temprature: 1 }, 'temprature', 'unknown_parameter'],
    [{ messages }, 'model', 'missing_required_parameter'],
    [{ ...chat, tool_choice: 'required' }, 'tool_choice', 'invalid_value'],
    [{ ...chat, tools: [lookUp], tool_choice: { type: 'function', function: { name: 'other' } } }, 'tool_choice', 'invalid_value'],
    [{ ...chat, logprobs: true }, 'logprobs', 'unsupported_parameter'],
  ])('refuses %j', async (body, param, code) => {
    const sent = await connectOpenAI().send('POST /chat/completions', body)
    expect([sent.status, errorOf(sent)]).toMatchObject([400, { type: 'invalid_request_error', param, code }])
  })

  it('gives the same answer to a repeated request with the same key, streamed or not', async () => {
    const { send } = connectOpenAI()
    for (const stream of [false, true]) {
      const headers = { 'idempotency-key': `key-${stream}` }
      const first = await send('POST /chat/completions', { ...chat, stream }, headers)
      expect((await send('POST /chat/completions', { ...chat, stream }, headers)).text).toBe(first.text)
    }
  })
})

describe('the place of the OpenAI-style API', () => {
  it('is beside the routes of Smarter too, in both generations', async () => {
    for (const era of ['chatbot', 'llmclient'] as const) {
      const { send } = connect('/api/v1', { era })
      expect((await send('POST /chat/completions', chat)).status).toBe(200)
      expect(errorOf(await send('GET /responses/none')).message).toContain('none')
      expect((await send('GET /unknown/')).text).not.toContain('invalid_request_error')
    }
  })

  it('words unknown routes and methods as its own errors', async () => {
    const { send } = connectOpenAI()
    expect([await send('GET /unknown'), await send('GET /chat/completions')]).toMatchObject([{ status: 404 }, { status: 405 }])
    expect(errorOf(await send('GET /unknown')).type).toBe('invalid_request_error')
    expect(errorOf(await send('POST /chat/completions', '{')).code).toBe('invalid_json')
  })

  it('takes keys as Bearer and as Token, and refuses others', async () => {
    for (const prefix of ['/v1', '/api/v1'] as const) {
      const { send } = connect(prefix, { apiKeys: ['right'] })
      const statusOf = async (authorization?: string) => (await send('POST /chat/completions', chat, authorization ? { authorization } : {})).status
      expect(await Promise.all([statusOf('Bearer right'), statusOf('Token right'), statusOf('Bearer wrong'), statusOf()])).toEqual([200, 200, 401, 401])
      expect(errorOf(await send('POST /chat/completions', chat, { authorization: 'Bearer wrong' })).code).toBe('invalid_api_key')
    }
  })
})
