import { OpenAI } from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Connection, gather } from './connect.js'

const model = 'gpt-4o'
const messages = [{ role: 'user', content: 'How much?' }] satisfies OpenAI.ChatCompletionMessageParam[]
const parameters = { type: 'object', properties: { order: { type: 'number' } }, required: ['order'], additionalProperties: false }
const tools = [{ type: 'function', function: { name: 'look_up', parameters } }] satisfies OpenAI.ChatCompletionTool[]

function ask(openai: OpenAI, params: object): Promise<OpenAI.ChatCompletion> {
  return openai.chat.completions.create({ model, messages, ...params })
}

describe.each(['/v1', '/api/v1'])("OpenAI's client in front of the server, at %s, with chats", (path) => {
  let connection: Connection
  let openai: OpenAI

  beforeAll(async () => {
    connection = await connect(path)
    ;({ openai } = connection)
  })

  afterAll(() => connection.close())

  it('gets an answer, its usage and the id of the request', async () => {
    const { choices, usage, object, _request_id } = await openai.chat.completions.create({ model, messages })
    expect(object).toBe('chat.completion')
    expect(choices).toMatchObject([{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: expect.stringContaining('How much?') as string } }])
    expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0))
    expect(_request_id).toMatch(/^req_/)
  })

  it('gets the same answer piece by piece, with the usage at the end', async () => {
    const whole = await openai.chat.completions.create({ model, messages })
    const chunks = await gather(await openai.chat.completions.create({ model, messages, stream: true, stream_options: { include_usage: true } }))
    expect(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join('')).toBe(whole.choices[0]?.message.content)
    expect(chunks.findLast(({ choices }) => choices.length > 0)?.choices[0]?.finish_reason).toBe('stop')
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage })
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
  })

  it('puts a stream together by itself', async () => {
    const stream = openai.chat.completions.stream({ model, messages })
    expect(await stream.finalContent()).toContain('How much?')
    expect((await stream.finalChatCompletion()).choices[0]?.finish_reason).toBe('stop')
  })

  it('leaves a stream early', async () => {
    const stream = await openai.chat.completions.create({ model, messages, stream: true })
    for await (const _ of stream) break
    expect(stream.controller.signal.aborted).toBe(true)
  })

  it('is asked for a tool, and goes on with its result', async () => {
    const { choices } = await openai.chat.completions.create({ model, messages, tools, tool_choice: { type: 'function', function: { name: 'look_up' } } })
    const [choice] = choices
    const [call] = choice?.message.tool_calls ?? []
    expect(choice?.finish_reason).toBe('tool_calls')
    if (!choice || call?.type !== 'function') throw new Error('the model asks for a function')
    expect(call.function.name).toBe('look_up')
    const next = await openai.chat.completions.create({ model, tools, messages: [...messages, choice.message, { role: 'tool', tool_call_id: call.id, content: 'On its way.' }] })
    expect(next.choices[0]?.message.content).toContain('On its way.')
  })

  it('runs tools by itself, in a stream too', async () => {
    const asked: unknown[] = []
    const look_up = { type: 'function', function: { name: 'look_up', description: 'Finds an order.', parameters, parse: JSON.parse, function: (order: unknown) => `Found ${asked.push(order)}.` } } as const
    const command = [{ role: 'user' as const, content: 'call look_up {"order": 1}' }]
    expect(await openai.chat.completions.runTools({ model, messages: command, tools: [look_up] }).finalContent()).toContain('Found 1.')
    expect(await openai.chat.completions.runTools({ model, messages: command, tools: [look_up], stream: true }).finalContent()).toContain('Found 2.')
    expect(asked).toEqual([{ order: 1 }, { order: 1 }])
  })

  it('is held to limits, stops, counts and forms', async () => {
    const limits = [{ max_completion_tokens: 2 }, { stop: ['provider'] }, { n: 2 }, { response_format: { type: 'json_object' } }] as const
    const [limited, stopped, several, json] = await Promise.all(limits.map((params) => ask(openai, params)))
    expect(limited?.choices[0]?.finish_reason).toBe('length')
    expect(stopped?.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: expect.not.stringContaining('provider') as string } })
    expect(several?.choices.map(({ index }) => index)).toEqual([0, 1])
    expect(JSON.parse(json?.choices[0]?.message.content ?? '')).toBeTypeOf('object')
  })

  it('raises the errors of its own that fit', async () => {
    await expect(ask(openai.withOptions({ apiKey: 'sk-other' }), {})).rejects.toThrow(OpenAI.AuthenticationError)
    await expect(ask(openai, { messages: undefined })).rejects.toThrow(OpenAI.BadRequestError)
    await expect(ask(openai, { messages: undefined })).rejects.toMatchObject({ param: 'messages', code: 'missing_required_parameter', type: 'invalid_request_error', requestID: expect.stringMatching(/^req_/) as string })
    await expect(ask(openai, { model: 'fail-429' })).rejects.toThrow(OpenAI.RateLimitError)
    await expect(openai.get('/fine_tuning/nowhere')).rejects.toThrow(OpenAI.NotFoundError)
  })

  it('raises an error that comes in the middle of a stream', async () => {
    const stream = await openai.chat.completions.create({ model: 'fail-midway', messages, stream: true })
    await expect(gather(stream)).rejects.toThrow(OpenAI.APIError)
  })
})
