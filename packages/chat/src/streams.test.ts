import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { ApiPromise, EventStream } from '@smarter-api/core'
import { localServer } from '@smarter-api/test-support'
import {
  APIConnectionError,
  APIError,
  APIUserAbortError,
  createChatCompletionStream,
  createOpenAIClient,
  createResponseStream,
  createSmarterClient,
  type OpenAIStyleClient,
} from './index.js'
import { chunk, event, response, streamText } from './testing/samples.js'

type Open = (client: OpenAIStyleClient, signal?: AbortSignal) => ApiPromise<EventStream<object>>

const completions: Open = (client, signal) => createChatCompletionStream(client, { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] }, { signal })
const responses: Open = (client, signal) => createResponseStream(client, { model: 'gpt-4o', input: 'Hello!' }, { signal })
const created = event('response.created', { response })

const kinds: [string, Open, object, string][] = [
  ['a chat completion', completions, chunk('Hel'), '[DONE]'],
  ['a response', responses, created, streamText(event('response.completed', { response })).split('data: ')[1]?.trim() ?? ''],
]

/** A real server whose stream begins with a text; `after` writes the rest. */
async function streaming(text: string, after: (answer: ServerResponse) => void) {
  let closed = Promise.resolve()
  const server = await localServer((_, answer) => {
    closed = new Promise((resolve) => answer.on('close', resolve))
    answer.writeHead(200, { 'content-type': 'text/event-stream' })
    answer.write(text)
    after(answer)
  })
  return {
    client: createOpenAIClient({ apiKey: null, baseURL: `${server.url}/v1`, maxRetries: 0 }),
    smarter: createSmarterClient({ apiKey: null, baseURL: `${server.url}/api/v1`, maxRetries: 0 }),
    closed: () => closed,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}

async function drain(stream: AsyncIterable<object>): Promise<object[]> {
  const items: object[] = []
  for await (const item of stream) items.push(item)
  return items
}

describe.each(kinds)('a stream of %s', (_, open, first, last) => {
  it('gives each event when it comes, and ends at its terminator though the connection stays open', async () => {
    let answer: ServerResponse | undefined
    await using server = await streaming(streamText(first), (opened) => (answer = opened))
    const stream = await open(server.client)
    const items = stream[Symbol.asyncIterator]()
    expect(await items.next()).toEqual({ done: false, value: first })
    answer?.write(`${streamText(last)}${streamText(first)}`)
    const rest: unknown[] = []
    for (let item = await items.next(); !item.done; item = await items.next()) rest.push(item.value)
    expect(rest).toEqual(last === '[DONE]' ? [] : [JSON.parse(last)])
    expect(stream.terminated).toBe(true)
    await server.closed()
  })

  it('is an APIConnectionError when it ends without its terminator', async () => {
    await using server = await streaming(streamText(first), (answer) => answer.end())
    const stream = await open(server.client)
    await expect(drain(stream)).rejects.toThrow(APIConnectionError)
    expect(stream.terminated).toBe(false)
  })

  it('is an APIConnectionError when the connection breaks', async () => {
    await using server = await streaming(streamText(first), (answer) => setImmediate(() => answer.destroy()))
    await expect(open(server.client).then(drain)).rejects.toThrow(APIConnectionError)
  })

  it('closes the connection when its loop is left early', async () => {
    await using server = await streaming(streamText(first), () => undefined)
    for await (const item of await open(server.client)) {
      expect(item).toEqual(first)
      break
    }
    await server.closed()
  })

  it('ends with an APIUserAbortError when the caller aborts, and closes the connection', async () => {
    await using server = await streaming(streamText(first), () => undefined)
    const controller = new AbortController()
    const read = async () => {
      for await (const _ of await open(server.client, controller.signal)) controller.abort()
    }
    await expect(read()).rejects.toThrow(APIUserAbortError)
    await server.closed()
  })

  it.each([
    ['named by its event', 'event: error\ndata: {"message":"Overloaded.","code":"server_error","param":null}\n\n'],
    ['named by its type alone', 'data: {"type":"error","message":"Overloaded.","code":"server_error","param":null}\n\n'],
    ['under the field error', 'data: {"error":{"message":"Overloaded.","code":"server_error"}}\n\n'],
  ])('raises a failure on its way as an error, %s', async (_name, text) => {
    await using server = await streaming(streamText(first) + text, (answer) => answer.end())
    for (const client of [server.client, server.smarter]) {
      const stream = await open(client)
      const items: object[] = []
      const read = async () => {
        for await (const item of stream) items.push(item)
      }
      const failed = read()
      await expect(failed).rejects.toThrow(APIError)
      await expect(failed).rejects.toMatchObject({ code: 'server_error', message: expect.stringContaining('failed within its stream: Overloaded.') })
      expect(items).toEqual([first])
    }
  })
})

describe('a stream of a response', () => {
  it.each(['response.completed', 'response.failed', 'response.incomplete'])('ends with %s, which is its last item', async (type) => {
    const last = event(type, { response: { ...response, status: type.slice('response.'.length) } })
    await using server = await streaming(streamText(created, last), () => undefined)
    const stream = await responses(server.client)
    expect(await drain(stream)).toEqual([created, last])
    expect(stream.terminated).toBe(true)
  })

  it('lets events pass that nobody knows yet', async () => {
    const unknown = event('response.telepathy.delta', { thought: 'Hm.' })
    await using server = await streaming(streamText(unknown, event('response.completed', { response })), () => undefined)
    expect(await drain(await responses(server.client))).toMatchObject([unknown, { type: 'response.completed' }])
  })
})
