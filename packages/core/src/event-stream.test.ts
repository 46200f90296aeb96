import { EventEmitter, getEventListeners, once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type APIError, APIConnectionError, APITimeoutError, APIUserAbortError, ClientClosedError, ResponseParseError, ResponseValidationError } from './errors.js'
import type { EventStream, StreamEnd } from './event-stream.js'
import { createOpenAIClient, type HumanloopClient } from './factories.js'
import type { ClientOptions, RequestOptions } from './options.js'
import { readLines } from './read-lines.js'
import { stream } from './stream.js'
import { byteSource, type ByteSource } from './testing/byte-source.js'
import { localServer } from './testing/local-server.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { failure, failureInTime } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'
import { type StandardSchema, validator } from './validate.js'

interface Item {
  n: number
}

const route = 'POST /prompts/call'
const required: StreamEnd = { terminator: 'required', lastEvents: ['response.completed'] }
const optional: StreamEnd = { terminator: 'optional' }
const three = ['data: {"n":1}\n\n', 'data: {"n":2}\n\n', 'data: {"n":3}\n\n']
const done = 'data: [DONE]\n\n'

interface Opened {
  readonly events: EventStream<Item>
  readonly source: ByteSource
  readonly client: HumanloopClient
  /** What was given to fetch as signal. */
  readonly signal: AbortSignal
}

interface Setting {
  readonly end?: StreamEnd
  readonly after?: 'end' | 'open' | Error
  readonly options?: ClientOptions
  readonly call?: RequestOptions
}

async function open(chunks: Iterable<string | Uint8Array>, { end = optional, after = 'end', options = {}, call }: Setting = {}): Promise<Opened> {
  const source = byteSource(chunks, after)
  const fetch = scriptedFetch(answer(200, source.stream, { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' }))
  const client = testClient(fetch, options)
  const events = await stream<Item>(client, route, { id: 'pr_1' }, call, end)
  return { events, source, client, signal: fetch.requests[0]?.init.signal as AbortSignal }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

/** Reads to the failure: what was delivered before it, and the failure. */
async function collectToFailure<T>(items: AsyncIterable<T>): Promise<{ delivered: T[]; error: APIError }> {
  const delivered: T[] = []
  const error = await failure(
    (async () => {
      for await (const item of items) delivered.push(item)
    })(),
  )
  return { delivered, error }
}

const values = (...numbers: number[]): Item[] => numbers.map((n) => ({ n }))

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('a stream', () => {
  it('asks for server-sent events and gives their parsed items in order (S3)', async () => {
    const fetch = scriptedFetch(answer(200, byteSource(three).stream))
    const events = await stream<Item>(testClient(fetch), route, { id: 'pr_1' }, undefined, optional)
    expect(await collect(events)).toEqual(values(1, 2, 3))
    expect(fetch.requests[0]?.headers.get('accept')).toBe('text/event-stream')
    expect(fetch.requests[0]?.init.body).toBe('{"id":"pr_1"}')
  })

  it('knows the answer and its request id, also through withResponse() (P3, P7)', async () => {
    const fetch = scriptedFetch(answer(200, byteSource(three).stream, { 'x-request-id': 'req_7' }))
    const { data, response, requestId } = await stream<Item>(testClient(fetch), route, {}, undefined, optional).withResponse()
    expect([requestId, data.requestId, response.headers.get('x-request-id'), data.response]).toEqual(['req_7', 'req_7', 'req_7', response])
    data.abort()
  })

  it('reads from the network only what the reader asks for (S3, T6)', async () => {
    const { events, source } = await open(three, { after: 'open' })
    const iterator = events[Symbol.asyncIterator]()
    expect(source.pulls).toBe(0)
    await iterator.next()
    expect(source.pulls).toBe(1)
    await iterator.next()
    expect(source.pulls).toBe(2)
    await iterator.return?.()
  })

  it('skips events without data, such as pings, and passes unknown names (S5, S20)', async () => {
    const { events } = await open(['event: ping\n\n', 'event: ping\ndata:\n\n', ': note\n\n', 'event: brand.new\ndata: {"n":1}\n\n'])
    expect(await collect(events)).toEqual(values(1))
  })

  it('gives the events themselves on request: name, data, id and retry (S4, S21)', async () => {
    const { events } = await open(['event: a\nid: 1\nretry: 5\ndata: not json\n\n', done])
    expect(await collect(events.events())).toEqual([{ event: 'a', data: 'not json', id: '1', retry: 5 }])
    expect(events.terminated).toBe(true)
  })

  it('answers reads that do not wait for each other, in order', async () => {
    const { events } = await open(three)
    const iterator = events[Symbol.asyncIterator]()
    const results = await Promise.all([iterator.next(), iterator.next(), iterator.next(), iterator.next(), iterator.next()])
    expect(results.map(({ value }) => value)).toEqual([...values(1, 2, 3), undefined, undefined])
    expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true])
  })

  it('reads JSON with the client option parseJson (P6)', async () => {
    const { events } = await open(three, { options: { parseJson: (text) => ({ n: text.length }) } })
    expect(await collect(events)).toEqual(values(7, 7, 7))
  })

  it('can be iterated once and tells to use tee() for more (S12)', async () => {
    const { events } = await open(three)
    await collect(events)
    expect(() => events[Symbol.asyncIterator]()).toThrow(`${route} can be read once; use tee() to read it twice`)
    expect(() => events.events()).toThrow('use tee()')
    expect(() => events.tee()).toThrow('use tee()')
    expect(() => events.toReadableStream()).toThrow('use tee()')
  })

  it('cannot be opened over an answer without a body (S16)', async () => {
    const client = testClient(scriptedFetch(answer(200, null, { 'x-request-id': 'req_2' })))
    const error = await failure(stream(client, route, {}, undefined, optional))
    expect(error).toBeInstanceOf(ResponseParseError)
    expect(error.message).toContain('answered without a body')
    expect(error.message).toContain('expo/fetch')
    expect(error.requestId).toBe('req_2')
    expect(client.state.calls.size).toBe(0)
  })
})

describe('the end of a stream', () => {
  it('comes at [DONE], at once and without waiting for the connection (S8)', async () => {
    const { events, source, signal } = await open([...three, `${done}data: {"n":4}\n\n`], { after: 'open', end: required })
    expect(await collect(events)).toEqual(values(1, 2, 3))
    expect([events.terminated, source.cancelled, signal.aborted]).toEqual([true, true, false])
  })

  it('does not mind that the connection cannot be cancelled (S8)', async () => {
    let chunk: string | undefined = done
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (chunk) controller.enqueue(new TextEncoder().encode(chunk))
        chunk = undefined
      },
      cancel: () => Promise.reject(new Error('cannot cancel')),
    })
    const events = await stream(testClient(scriptedFetch(answer(200, body))), route, {}, undefined, required)
    expect(await collect(events)).toEqual([])
  })

  it.each(['[DONE]x', '[DONE] ', '[DONE]\ndata: x'])('is exactly [DONE]: %j is malformed (S8)', async (data) => {
    const { events } = await open([`data: ${data}\n\n`], { end: required })
    expect((await collectToFailure(events)).error).toBeInstanceOf(ResponseParseError)
    expect(events.terminated).toBe(false)
  })

  it('comes after an event that the route names as last; that event is still delivered (S9)', async () => {
    const last = { type: 'response.completed', n: 2 }
    const { events, source } = await open([three[0] ?? '', `data: ${JSON.stringify(last)}\n\n`, 'data: {"n":3}\n\n'], { after: 'open', end: required })
    expect(await collect(events)).toEqual([{ n: 1 }, last])
    expect([events.terminated, source.cancelled]).toEqual([true, true])
  })

  it('is recognised by name where the events themselves are read (S9)', async () => {
    const { events } = await open(['event: response.completed\ndata: {}\n\n'], { after: 'open', end: required })
    expect(await collect(events.events())).toHaveLength(1)
    expect(events.terminated).toBe(true)
  })

  it('without a promised terminator is an error, after what came was delivered (S9)', async () => {
    const { events, client } = await open(three, { end: required })
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1, 2, 3))
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(error).toMatchObject({ message: `${route}: the stream ended before its last event`, requestId: 'req_1', retryable: true, attempts: 1 })
    expect([events.terminated, client.state.calls.size]).toEqual([false, 0])
  })

  it('is an end where no terminator is promised, and one can tell (S9)', async () => {
    const { events, signal } = await open(three)
    expect(await collect(events)).toHaveLength(3)
    expect([events.terminated, signal.aborted]).toEqual([false, false])
  })

  it.each([optional, required])('within an event is an error everywhere: $terminator (S7, S9)', async (end) => {
    const { events } = await open([...three, 'data: {"n":4'], { end })
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1, 2, 3))
    expect(error.message).toBe(`${route}: the stream ended within an event`)
  })

  it('stays the end, however often it is asked for (S8)', async () => {
    const { events } = await open([done])
    const iterator = events[Symbol.asyncIterator]()
    expect([await iterator.next(), await iterator.next()]).toEqual([{ done: true, value: undefined }, { done: true, value: undefined }])
  })
})

describe('an early end of a stream', () => {
  it('by break frees the connection and the call (S10)', async () => {
    const { events, source, client } = await open(three, { after: 'open' })
    for await (const { n } of events) {
      expect(n).toBe(1)
      break
    }
    expect([source.cancelled, client.state.calls.size, events.terminated]).toEqual([true, 0, false])
  })

  it('by an error of the reader frees the connection and keeps the error (S10)', async () => {
    const { events, source } = await open(three, { after: 'open' })
    const mine = new Error('mine')
    const reading = (async () => {
      for await (const _ of events) throw mine
    })()
    expect(await failure(reading)).toBe(mine)
    expect(source.cancelled).toBe(true)
  })

  it('by abort() is silent, also while a read waits (S11)', async () => {
    const { events, source } = await open(three.slice(0, 1), { after: 'open' })
    const iterator = events[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toEqual({ n: 1 })
    const waiting = iterator.next()
    events.abort()
    events.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(source.cancelled).toBe(true)
  })

  it('by abort() stays silent where the connection breaks at the same moment (S11)', async () => {
    const controllers: ReadableStreamDefaultController[] = []
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controllers.push(controller)
      },
    })
    const events = await stream<Item>(testClient(scriptedFetch(answer(200, body))), route, {}, undefined, optional)
    const waiting = events[Symbol.asyncIterator]().next()
    await vi.advanceTimersByTimeAsync(0)
    controllers[0]?.error(new TypeError('terminated'))
    events.abort()
    expect(await waiting).toEqual({ done: true, value: undefined })
  })

  it('by await using frees the connection (L2)', async () => {
    const { events, source } = await open(three, { after: 'open' })
    await events[Symbol.asyncDispose]()
    expect(source.cancelled).toBe(true)
    expect(await collect(events)).toEqual([])
  })

  it.each(['while a read waits', 'between two reads'])('by the signal of the caller is an error %s, and leaves nothing behind (S11, T11)', async (when) => {
    const controller = new AbortController()
    const { events, client, signal } = await open(three.slice(0, 1), { after: 'open', call: { signal: controller.signal } })
    const iterator = events[Symbol.asyncIterator]()
    await iterator.next()
    const waiting = when === 'while a read waits' ? iterator.next() : undefined
    controller.abort(new Error('enough'))
    expect(signal.aborted).toBe(true)
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
    expect([client.state.calls.size, vi.getTimerCount()]).toEqual([0, 0])
    const error = await failure(waiting ?? iterator.next())
    expect(error).toBeInstanceOf(APIUserAbortError)
    expect(error.cause).toBe(controller.signal.reason)
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })

  it('by the signal holds back items that had arrived already (S11)', async () => {
    const controller = new AbortController()
    const { events } = await open([three.join('')], { after: 'open', call: { signal: controller.signal } })
    const iterator = events[Symbol.asyncIterator]()
    await iterator.next()
    controller.abort()
    expect(await failure(iterator.next())).toBeInstanceOf(APIUserAbortError)
  })

  it('by close() of the client is a ClientClosedError (L2)', async () => {
    const { events, client } = await open([], { after: 'open' })
    const waiting = failure(events[Symbol.asyncIterator]().next())
    await client.close()
    expect(await waiting).toBeInstanceOf(ClientClosedError)
  })
})

describe('the time of a stream', () => {
  it('has no limit as a whole: only silence counts, and pings break it (T3, T6)', async () => {
    const body = new TransformStream<Uint8Array, Uint8Array>()
    const writer = body.writable.getWriter()
    const write = (text: string): Promise<void> => writer.write(new TextEncoder().encode(text))
    const client = testClient(scriptedFetch(answer(200, body.readable)), { timeout: { attempt: 1000, idle: 500 } })
    const iterator = (await stream<Item>(client, route, {}, undefined, optional))[Symbol.asyncIterator]()
    const first = iterator.next()
    for (let ping = 0; ping < 10; ping++) {
      await vi.advanceTimersByTimeAsync(400)
      await write(': ping\n\n')
    }
    await write('data: {"n":1}\n\n')
    expect((await first).value).toEqual({ n: 1 })
    await iterator.return?.()
  })

  it('ends after a silence as long as the idle limit says (T6)', async () => {
    const { events, source, client } = await open(three.slice(0, 1), { after: 'open', options: { timeout: { idle: 500 } } })
    const iterator = events[Symbol.asyncIterator]()
    await iterator.next()
    const waiting = failure(iterator.next())
    await vi.advanceTimersByTimeAsync(499)
    expect(source.cancelled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    const error = await waiting
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error.message).toContain('500 ms (timeout.idle, 1 attempt)')
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })

  it('stands still while nobody reads (T6)', async () => {
    const { events } = await open(three, { options: { timeout: { idle: 500 } } })
    const iterator = events[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toEqual({ n: 1 })
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await iterator.next()).value).toEqual({ n: 2 })
    await iterator.return?.()
  })

  it('is the attempt limit where no idle limit is given, and none where it is null (T6)', async () => {
    const limited = await open([], { after: 'open', options: { timeout: 700 } })
    expect((await failureInTime(limited.events[Symbol.asyncIterator]().next())).message).toContain('700 ms (timeout.idle, 1 attempt)')
    const unlimited = await open([], { after: 'open', options: { timeout: null } })
    const waiting = unlimited.events[Symbol.asyncIterator]().next()
    expect(vi.getTimerCount()).toBe(0)
    unlimited.events.abort()
    await waiting
  })

  it('as a whole is bounded by the total limit (T9)', async () => {
    const { events } = await open(three.slice(0, 1), { after: 'open', options: { timeout: { total: 900, idle: null } } })
    const iterator = events[Symbol.asyncIterator]()
    await iterator.next()
    expect((await failureInTime(iterator.next())).message).toContain('900 ms (timeout.total, 1 attempt)')
  })
})

describe('a failure within a stream', () => {
  it('of the connection is an error with its reason, after what came was delivered (E10)', async () => {
    const reset = new TypeError('terminated', { cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }) })
    const { events, client } = await open(three, { after: reset })
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1, 2, 3))
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(error).toMatchObject({ code: 'UND_ERR_SOCKET', cause: reset })
    expect(client.state.calls.size).toBe(0)
  })

  it('is not retried (R17)', async () => {
    const fetch = scriptedFetch(answer(200, byteSource([], new TypeError('terminated')).stream))
    const events = await stream(testClient(fetch, { maxRetries: 2 }), route, {}, undefined, optional)
    await failure(collect(events))
    expect(fetch.requests).toHaveLength(1)
  })

  it.each([
    ['{"message":"overloaded","code":"busy"}', 'overloaded'],
    ['{"error":{"message":"overloaded","code":"busy"}}', 'overloaded'],
    ['"overloaded"', 'overloaded'],
    ['503', '503'],
    ['null', 'no reason given'],
  ])('named error with %s is told in its own words, and ends the connection (E10)', async (data, words) => {
    const { events, source, client } = await open([...three, `event: error\ndata: ${data}\n\n`], { after: 'open' })
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1, 2, 3))
    expect(error.message).toBe(`${route} failed within its stream: ${words}`)
    expect(error).toMatchObject({ requestId: 'req_1', route, body: JSON.parse(data) })
    expect([error.name, error.status]).toEqual(['APIError', undefined])
    expect(error.code).toBe(data.includes('busy') ? 'busy' : undefined)
    expect(error.headers?.get('x-request-id')).toBe('req_1')
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: 'APIError', message: error.message })
  })

  it('is any data with an error on OpenAI-style services, and on the others is not (E10)', async () => {
    const event = 'data: {"error":{"message":"quota","type":"limit"}}\n\n'
    const openai = createOpenAIClient({ apiKey: null, fetch: scriptedFetch(answer(200, byteSource([event]).stream)) })
    const error = await failure(collect(await stream(openai, 'POST /chat/completions', {}, undefined, required)))
    expect(error).toMatchObject({ message: 'POST /chat/completions failed within its stream: quota', type: 'limit' })
    expect(await collect((await open([event])).events)).toEqual([{ error: { message: 'quota', type: 'limit' } }])
  })

  it('by an event that is not JSON tells its length and never its words (S22)', async () => {
    const { events, source } = await open([`data: {"private": words\n\n`], { after: 'open' })
    const { error } = await collectToFailure(events)
    expect(error).toBeInstanceOf(ResponseParseError)
    expect(error.message).toBe(`${route} sent an event that is not JSON (17 characters)`)
    expect([error.cause, error.body, source.cancelled]).toEqual([undefined, undefined, true])
  })

  const issues = [{ message: 'not this' }]
  const refusing = (result: (value: unknown) => { issues?: typeof issues } | Promise<{ issues?: typeof issues }>): StandardSchema => ({
    '~standard': { version: 1, vendor: 'test', validate: result },
  })

  it.each([
    ['at once', (value: unknown) => ((value as Item).n === 2 ? { issues } : {})],
    ['later', async (value: unknown) => ((value as Item).n === 2 ? { issues } : {})],
  ])('by a schema that refuses an item %s ends the connection (V6)', async (_when, check) => {
    const { events, source, client } = await open(three, { after: 'open', call: { validate: validator('strict', { [`${route}#stream`]: refusing(check) }) } })
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1))
    expect(error).toBeInstanceOf(ResponseValidationError)
    expect(error).toMatchObject({ requestId: 'req_1', body: { n: 2 } })
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })
})

describe('two readers of a stream', () => {
  it('get the same items, each at its own pace, from one connection (S13)', async () => {
    const { events, source } = await open(three)
    const [first, second] = events.tee()
    const ahead = first[Symbol.asyncIterator]()
    await ahead.next()
    await ahead.next()
    expect(source.pulls).toBe(2)
    expect(await collect(second)).toEqual(values(1, 2, 3))
    expect((await ahead.next()).value).toEqual({ n: 3 })
    expect((await ahead.next()).done).toBe(true)
  })

  it('get the same failure (S13)', async () => {
    const { events } = await open(three, { end: required })
    const [first, second] = events.tee()
    const { error } = await collectToFailure(first)
    expect(await collectToFailure(second)).toEqual({ delivered: values(1, 2, 3), error })
  })

  it('do not end each other by a break (S13)', async () => {
    const { events, source } = await open(three)
    const [first, second] = events.tee()
    for await (const _ of first) break
    expect(source.cancelled).toBe(false)
    expect(await collect(second)).toEqual(values(1, 2, 3))
  })

  it('are ended together by abort() (S13)', async () => {
    const { events } = await open(three, { after: 'open' })
    const [first, second] = events.tee()
    await first[Symbol.asyncIterator]().next()
    events.abort()
    expect(await collect(second)).toEqual(values(1))
  })
})

describe('a stream handed on', () => {
  it('is lines of JSON that readLines() reads back (S14)', async () => {
    const { events } = await open(three)
    expect(await collect(readLines<Item>(events.toReadableStream()))).toEqual(values(1, 2, 3))
  })

  it('asks the network only for what its reader asks for (S14)', async () => {
    const { events, source } = await open(three)
    const reader = events.toReadableStream().getReader()
    expect(source.pulls).toBe(0)
    expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"n":1}\n')
    expect(source.pulls).toBe(1)
    await reader.cancel()
  })

  it('frees the connection when its reader cancels (S14)', async () => {
    const { events, source, client } = await open(three, { after: 'open' })
    await events.toReadableStream().cancel()
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })

  it('passes on failures (S14)', async () => {
    const { events } = await open(three, { end: required })
    expect((await failure(collect(readLines(events.toReadableStream())))).message).toContain('ended before its last event')
  })
})

describe('a stream over a real connection', () => {
  it('closes the socket at an early break (S10, L3)', async () => {
    vi.useRealTimers()
    const sockets = new EventEmitter()
    const socketClosed = once(sockets, 'close')
    await using server = await localServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.on('close', () => sockets.emit('close'))
      response.write(three[0])
    })
    const client = testClient(globalThis.fetch, { baseURL: server.url, apiKey: secret })
    for await (const { n } of await stream<Item>(client, route, {}, undefined, optional)) {
      expect(n).toBe(1)
      break
    }
    await socketClosed
    expect(client.state.calls.size).toBe(0)
    vi.useFakeTimers()
  })

  it('tells a connection that the server cut (E10, S9)', async () => {
    vi.useRealTimers()
    await using server = await localServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(three[0], () => response.destroy())
    })
    const events = await stream<Item>(testClient(globalThis.fetch, { baseURL: server.url }), route, {}, undefined, optional)
    const { delivered, error } = await collectToFailure(events)
    expect(delivered).toEqual(values(1))
    expect(error).toBeInstanceOf(APIConnectionError)
    vi.useFakeTimers()
  })
})
