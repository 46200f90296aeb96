import { OpenAIErrorResponseSchema } from '@smarter-api/schemas/openai'
import type { ResponseObject } from '@smarter-api/schemas/openai'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { connectOpenAI } from '../../testing/connect.js'
import type { Sent } from '../../testing/connect.js'
import { engines } from '../../testing/engines.js'
import { gatedModel } from '../../testing/gated-model.js'
import { sharedDatabases } from '../../testing/shared-databases.js'

const told = { model: 'gpt-4o', input: 'Hi' }
const lookUp = { type: 'function', name: 'look_up', parameters: { type: 'object' } }

function errorOf({ body }: Sent) {
  return v.parse(OpenAIErrorResponseSchema, body).error
}

function textOf({ output }: ResponseObject): string {
  return output.flatMap((item) => (item.type === 'message' ? item.content.map((part) => ('text' in part ? part.text : '')) : [])).join('')
}

describe.each(engines)('responses in %s', (_name, open) => {
  it('are kept with what they were told, until they are deleted', async () => {
    const { ask, send } = connectOpenAI({ repository: await open() })
    const made = await ask('POST /responses', {}, { ...told, instructions: 'Be kind.', metadata: { a: 'b' } })
    expect(made).toMatchObject({ status: 'completed', model: 'smarter-builtin', instructions: 'Be kind.', metadata: { a: 'b' }, error: null })
    expect(textOf(made)).toMatch(/"Hi".*Be kind/)
    const response_id = made.id
    expect(await ask('GET /responses/{response_id}', { response_id })).toEqual(made)
    expect(await ask('DELETE /responses/{response_id}', { response_id })).toEqual({ id: made.id, object: 'response', deleted: true })
    expect((await send(`GET /responses/${made.id}`)).status).toBe(404)
  })

  it('go on from earlier ones, without their instructions', async () => {
    const { ask } = connectOpenAI({ repository: await open() })
    const first = await ask('POST /responses', {}, { ...told, instructions: 'Be kind.' })
    const second = await ask('POST /responses', {}, { ...told, input: 'And now?', previous_response_id: first.id })
    expect(textOf(second)).toMatch(/turn 2.*"And now\?".*"Hi"/)
    expect(textOf(second)).not.toContain('Be kind')
    const { data } = await ask('GET /responses/{response_id}/input_items', { response_id: second.id }, undefined, '?order=asc')
    expect(data.map((item) => Reflect.get(item, 'role') as unknown)).toEqual(['user', 'assistant', 'user'])
  })

  it('run in the background, and are asked for by their ids', async () => {
    const { model, asked, open: answer } = gatedModel()
    const { ask, server } = connectOpenAI({ repository: await open(), model })
    const { id, status } = await ask('POST /responses', {}, { ...told, background: true })
    expect(status).toBe('queued')
    await asked(1)
    expect(await ask('GET /responses/{response_id}', { response_id: id })).toMatchObject({ status: 'in_progress', output: [] })
    answer()
    await expect.poll(async () => (await ask('GET /responses/{response_id}', { response_id: id })).status).toBe('completed')
    await server.close()
  })

  it('are cancelled while they run in the background, and stay so', async () => {
    const { model, asked, open: answer } = gatedModel()
    const { ask, send } = connectOpenAI({ repository: await open(), model })
    const { id: response_id } = await ask('POST /responses', {}, { ...told, background: true })
    await asked(1)
    expect((await ask('POST /responses/{response_id}/cancel', { response_id })).status).toBe('cancelled')
    expect((await send('POST /responses', { ...told, previous_response_id: response_id, background: true })).status).toBe(200)
    answer()
    await asked(2)
    expect((await ask('POST /responses/{response_id}/cancel', { response_id })).status).toBe('cancelled')
  })
})

describe.each(sharedDatabases)('a background response in a %s database that two processes share', (_name, share) => {
  it('is made by the other one when its process dies, and kept once', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const clock = () => new Date(now)
    const openAgain = await share()
    const { model, asked, open: answer } = gatedModel()
    const dying = connectOpenAI({ repository: await openAgain(), model, clock })
    const { id: response_id } = await dying.ask('POST /responses', {}, { ...told, background: true })
    await asked(1)
    now += 15_000
    const other = connectOpenAI({ repository: await openAgain(), clock })
    const found = () => other.ask('GET /responses/{response_id}', { response_id })
    await expect.poll(async () => (await found()).status).toBe('completed')
    const made = await found()
    answer()
    await dying.server.close()
    expect(await found()).toEqual(made)
    await other.server.close()
  })
})

describe('responses', () => {
  it('are not kept when the caller does not want it', async () => {
    const { ask, send } = connectOpenAI()
    const { id } = await ask('POST /responses', {}, { ...told, store: false })
    expect((await send(`GET /responses/${id}`)).status).toBe(404)
  })

  it('ask for tools, and take what the tools give', async () => {
    const { ask, send } = connectOpenAI()
    const asking = await ask('POST /responses', {}, { ...told, tools: [lookUp, { type: 'custom', name: 'write' }], tool_choice: 'required' })
    expect(asking.output).toMatchObject([{ type: 'function_call', name: 'look_up', arguments: '{}', status: 'completed' }])
    const { call_id } = v.parse(v.looseObject({ call_id: v.string() }), asking.output[0])
    const output = { type: 'function_call_output', call_id, output: 'Sunny' }
    expect(textOf(await ask('POST /responses', {}, { ...told, input: [output], previous_response_id: asking.id }))).toContain('The tool answered: "Sunny"')
    expect(textOf(await ask('POST /responses', {}, { ...told, input: [{ role: 'user', content: 'Hi' }, ...asking.output, output] }))).toContain('"Sunny"')
    expect(errorOf(await send('POST /responses', { ...told, input: [output] }))).toMatchObject({ param: 'input', message: expect.stringContaining(call_id) as unknown })
    expect(errorOf(await send('POST /responses', { ...told, previous_response_id: asking.id })).message).toContain('has no output')
    const custom = await ask('POST /responses', {}, { ...told, tools: [{ type: 'custom', name: 'write' }], tool_choice: { type: 'custom', name: 'write' } })
    expect(custom.output).toMatchObject([{ type: 'custom_tool_call', name: 'write' }])
  })

  it('take items by reference from what came before', async () => {
    const { ask, send } = connectOpenAI()
    const first = await ask('POST /responses', {}, told)
    const reference = { type: 'item_reference', id: String(Reflect.get(first.output[0] ?? {}, 'id')) }
    const second = await ask('POST /responses', {}, { ...told, input: [reference], previous_response_id: first.id })
    expect(second.status).toBe('completed')
    expect(errorOf(await send('POST /responses', { ...told, input: [reference] })).param).toBe('input')
  })

  it('list an item once that came again, so that paging ends', async () => {
    const { ask } = connectOpenAI()
    const first = await ask('POST /responses', {}, told)
    const [answer] = first.output
    const again = [answer, { type: 'item_reference', id: String(Reflect.get(answer ?? {}, 'id')) }, { role: 'user', content: 'And?' }]
    const { id: response_id } = await ask('POST /responses', {}, { ...told, input: again, previous_response_id: first.id })
    const { data } = await ask('GET /responses/{response_id}/input_items', { response_id }, undefined, '?order=asc')
    expect(data.map((item) => Reflect.get(item, 'role') as unknown)).toEqual(['user', 'assistant', 'user'])
    const { data: last, has_more } = await ask('GET /responses/{response_id}/input_items', { response_id }, undefined, `?order=asc&limit=1&after=${data[1]?.id}`)
    expect([last, has_more]).toEqual([[data[2]], false])
  })

  it('are incomplete at the limit of tokens', async () => {
    const made = await connectOpenAI().ask('POST /responses', {}, { ...told, max_output_tokens: 2 })
    expect(made).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' }, output: [{ status: 'incomplete' }] })
  })

  it('have the form that text or response_format asks for', async () => {
    const { ask } = connectOpenAI()
    for (const format of [{ text: { format: { type: 'json_object' } } }, { response_format: { type: 'json_object' } }]) {
      const made = await ask('POST /responses', {}, { ...told, ...format })
      expect([made.text?.format, JSON.parse(textOf(made))]).toEqual([{ type: 'json_object' }, { answer: expect.any(String) as unknown }])
    }
  })

  it('list what the model was told in pages', async () => {
    const { ask, send } = connectOpenAI()
    const input = ['a', 'b', 'c'].map((content) => ({ role: 'user', content }))
    const { id: response_id } = await ask('POST /responses', {}, { ...told, input })
    const page = (query: string) => ask('GET /responses/{response_id}/input_items', { response_id }, undefined, query)
    const said = ({ data }: Awaited<ReturnType<typeof page>>) => data.map((item) => JSON.stringify(item).match(/"text":"(\w)"/)?.[1])
    const first = await page('?limit=2')
    expect([said(first), first.has_more]).toEqual([['c', 'b'], true])
    const second = await page(`?limit=2&after=${first.last_id}`)
    expect([said(second), second.has_more]).toEqual([['a'], false])
    expect(said(await page('?order=asc'))).toEqual(['a', 'b', 'c'])
    expect(errorOf(await send(`GET /responses/${response_id}/input_items?after=none`)).param).toBe('after')
    expect(errorOf(await send(`GET /responses/${response_id}/input_items?limit=0`)).param).toBe('limit')
  })

  it('stream their events in order, and are kept as they ended', async () => {
    const { ask, askStream } = connectOpenAI()
    const events = await askStream('POST /responses#stream', told)
    const types = events.map(({ type }) => type)
    expect(types.filter((type, index) => type !== types[index - 1])).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ])
    expect(events.map((event) => Reflect.get(event, 'sequence_number') as unknown)).toEqual(events.map((_, index) => index))
    const last = Reflect.get(events.at(-1) ?? {}, 'response') as ResponseObject
    expect(events.map((event) => ('delta' in event ? String(event.delta) : '')).join('')).toBe(textOf(last))
    expect(await ask('GET /responses/{response_id}', { response_id: last.id })).toEqual(last)
  })

  it('stream calls of tools, name each event, and end without [DONE]', async () => {
    const { askStream, send } = connectOpenAI()
    const types = (await askStream('POST /responses#stream', { ...told, tools: [lookUp], tool_choice: 'required' })).map(({ type }) => type)
    expect(types.slice(2, -1)).toEqual([
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
    ])
    const { text } = await send('POST /responses', { ...told, stream: true, max_output_tokens: 1 })
    expect(text.startsWith('event: response.created\ndata: {"type":"response.created"')).toBe(true)
    expect(text).toContain('event: response.incomplete')
    expect(text).not.toContain('[DONE]')
  })

  it('fail with the status of the provider, in the stream, or by their own status', async () => {
    const { ask, askStream, send } = connectOpenAI()
    expect((await send('POST /responses', { ...told, model: 'fail-503' })).status).toBe(503)
    const events = await askStream('POST /responses#stream', { ...told, model: 'fail-midway' })
    expect(events.at(-1)).toMatchObject({ type: 'response.failed', response: { status: 'failed', error: { code: 'provider_error' } } })
    const { id: response_id } = await ask('POST /responses', {}, { ...told, model: 'fail-429', background: true })
    const found = () => ask('GET /responses/{response_id}', { response_id })
    await expect.poll(async () => (await found()).status).toBe('failed')
    expect((await found()).error).toMatchObject({ code: 'rate_limit_exceeded' })
  })

  it('of the background are tried again when the server itself fails, and have failed in the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const failures: unknown[] = []
    const { ask } = connectOpenAI({
      logger: ({ error }) => failures.push(...(error === undefined ? [] : [error])),
      model: { name: 'broken', answer: () => { throw new Error('out of order') } },
    })
    const { id: response_id } = await ask('POST /responses', {}, { ...told, background: true })
    const statusNow = async () => (await ask('GET /responses/{response_id}', { response_id })).status
    // A database needs time of its own between two looks at the clock.
    while ((await statusNow()) !== 'failed') await vi.advanceTimersByTimeAsync(1000)
    expect(await ask('GET /responses/{response_id}', { response_id })).toMatchObject({ status: 'failed', error: { code: 'server_error' } })
    expect(failures).toMatchObject([{ message: 'out of order' }, { message: 'out of order' }, { message: 'out of order' }])
  })

  it.each([
    [{ input: 'Hi' }, 'model'],
    [{ model: 'gpt-4o' }, 'input'],
    [{ ...told, previous_response_id: 'resp_none' }, 'previous_response_id'],
    [{ ...told, background: true, store: false }, 'store'],
    [{ ...told, background: true, stream: true }, 'stream'],
    [{ ...told, conversation: 'conv_1' }, 'conversation'],
    [{ ...told, tools: [{ type: 'web_search' }] }, 'tools'],
    [{ ...told, input: [{ role: 'robot', content: 'x' }] }, 'input[0].role'],
  ])('refuse %j', async (body, param) => {
    const sent = await connectOpenAI().send('POST /responses', body)
    expect([sent.status, errorOf(sent).param]).toEqual([400, param])
  })

  it('are cancelled only in the background and before they are done', async () => {
    const { ask, send } = connectOpenAI()
    const { id } = await ask('POST /responses', {}, told)
    expect((await send(`POST /responses/${id}/cancel`)).status).toBe(400)
    const { id: response_id } = await ask('POST /responses', {}, { ...told, background: true })
    await expect.poll(async () => (await ask('GET /responses/{response_id}', { response_id })).status).toBe('completed')
    expect(errorOf(await send(`POST /responses/${response_id}/cancel`)).message).toContain('The response is done')
    expect((await send('POST /responses/none/cancel')).status).toBe(404)
  })
})
