import { getEventListeners } from 'node:events'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { EventStream, StreamEnd } from './event-stream.js'
import type { HumanloopClient } from './factories.js'
import { fetchRoute } from './fetch-route.js'
import type { ClientOptions } from './options.js'
import { byNumber, paginate } from './page.js'
import { request } from './request.js'
import { stream } from './stream.js'
import { byteSource } from './testing/byte-source.js'
import { answer, broken, scriptedFetch, silence, stalled, type Step } from './testing/scripted-fetch.js'
import { testClient } from './testing/test-client.js'
import { text } from './text.js'
import { upload } from './upload.js'

type Run = (client: HumanloopClient, signal: AbortSignal) => Promise<unknown>

interface Outcome {
  readonly steps: [Step, ...Step[]]
  readonly run: Run
  readonly options?: ClientOptions
}

const route = 'POST /prompts/call'
const required: StreamEnd = { terminator: 'required' }
const call: Run = (client, signal) => request(client, route, { a: 1 }, { signal })
const open = (client: HumanloopClient, signal: AbortSignal, options: object = {}): Promise<EventStream<unknown>> => stream(client, route, {}, { signal, ...options }, required)

async function drain(items: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of items);
}

const events = (after: 'end' | 'open' | Error, ...chunks: string[]): Step => () => new Response(byteSource(chunks, after).stream)
const item = 'data: {"n":1}\n\n'
const limits = { timeout: { attempt: 1000, idle: 500, total: 5000 } }

const outcomes: Record<string, Outcome> = {
  success: { steps: [answer(200, { id: 'x' })], run: call },
  'no content': { steps: [answer(204)], run: call },
  'a final status': { steps: [answer(404, { detail: 'no' })], run: call },
  'success after retries': { steps: [answer(500, {}), new TypeError('fetch failed'), answer(200, {})], run: call },
  'failure after retries': { steps: [answer(500, {})], run: call },
  'a wait that is too long': { steps: [answer(429, {}, { 'retry-after': '3600' })], run: call },
  'an answer that is not JSON': { steps: [answer(200, '<html>')], run: call },
  'a body that breaks': { steps: [broken(200, '{')], run: call },
  'headers that never come': { steps: [silence], run: call },
  'a body that never ends': { steps: [stalled(200)], run: call },
  'an error body that never ends': { steps: [stalled(400)], run: call },
  'options that are refused': { steps: [answer(200, {})], run: (client, signal) => request(client, route, {}, { signal, maxRetries: -1 }) },
  'params that are refused': { steps: [answer(200, {})], run: (client, signal) => request(client, 'GET /a/{id}', { id: '' }, { signal }) },
  'a key that is refused': { steps: [answer(200, {})], run: call, options: { apiKey: () => '' } },
  'middleware that fails': { steps: [answer(200, {})], run: call, options: { middleware: [() => Promise.reject(new Error('mine'))] } },
  text: { steps: [answer(200, 'words')], run: (client, signal) => text(client, route, {}, { signal }) },
  'a list': {
    steps: [answer(200, { records: [1], size: 1, total: 2 }), answer(200, { records: [2], size: 1, total: 2 })],
    run: (client, signal) => drain(paginate(client, 'GET /prompts', byNumber, {}, { signal })),
  },
  'an upload': { steps: [answer(500, {}), answer(200, {})], run: (client, signal) => upload(client, 'POST /files', { file: new Blob(['x']) }, { signal }) },
  'a raw answer, read': { steps: [answer(200, 'words')], run: async (client, signal) => (await fetchRoute(client, route, {}, { signal })).text() },
  'a raw answer, cancelled': { steps: [events('open', 'x')], run: async (client, signal) => (await fetchRoute(client, route, {}, { signal })).body?.cancel() },
  'a raw answer that goes silent': { steps: [events('open', 'x')], run: async (client, signal) => (await fetchRoute(client, route, {}, { signal })).text() },
  'a stream to its terminator': { steps: [events('open', item, 'data: [DONE]\n\n')], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream that is cut short': { steps: [events('end', item)], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream that breaks': { steps: [events(new TypeError('terminated'), item)], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream that goes silent': { steps: [events('open', item)], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream with an error in it': { steps: [events('open', item, 'event: error\ndata: {}\n\n')], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream with an event that is not JSON': { steps: [events('open', 'data: {\n\n')], run: async (client, signal) => drain(await open(client, signal)) },
  'a stream that a schema refuses': {
    steps: [events('open', item)],
    run: async (client, signal) => drain(await open(client, signal, { validate: () => Promise.reject(new Error('refused')) })),
  },
  'a stream that is left early': {
    steps: [events('open', item)],
    run: async (client, signal) => {
      for await (const _ of await open(client, signal)) break
    },
  },
  'a stream that is aborted unread': { steps: [events('open', item)], run: async (client, signal) => (await open(client, signal)).abort() },
  'a stream that is handed on and cancelled': { steps: [events('open', item)], run: async (client, signal) => (await open(client, signal)).toReadableStream().cancel() },
  'two readers of a stream': {
    steps: [events('open', item, 'data: [DONE]\n\n')],
    run: async (client, signal) => Promise.all((await open(client, signal)).tee().map(drain)),
  },
  'a stream without a body': { steps: [answer(200)], run: (client, signal) => open(client, signal) },
}

// Parts are loaded by the first call that needs them, and a fake clock does not wait for files.
beforeAll(() => Promise.all([import('./multipart.js'), import('./event-stream.js')]))

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

describe('nothing is left of a call on a shared signal: no listener, no timer, no place among the calls in flight', () => {
  it.each(Object.entries(outcomes))('after %s (T11, L3)', async (_what, { steps, run, options }) => {
    const { signal } = new AbortController()
    const client = testClient(scriptedFetch(...steps), { ...limits, ...options })
    const state = { settled: false }
    const running = Promise.allSettled([run(client, signal)]).then(() => {
      state.settled = true
    })
    for (let second = 0; second < 20 && !state.settled; second++) await vi.advanceTimersByTimeAsync(1000)
    expect(state.settled).toBe(true)
    await running
    expect([getEventListeners(signal, 'abort').length, vi.getTimerCount(), client.state.calls.size]).toEqual([0, 0, 0])
  })

  it.each(Object.entries(outcomes))('after %s, where the signal aborts meanwhile (T11, T12)', async (_what, { steps, run, options }) => {
    const controller = new AbortController()
    const client = testClient(scriptedFetch(...steps), { ...limits, ...options })
    const running = Promise.allSettled([run(client, controller.signal)])
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    await running
    expect([getEventListeners(controller.signal, 'abort').length, vi.getTimerCount(), client.state.calls.size]).toEqual([0, 0, 0])
  })

  it.each(Object.entries(outcomes))('after %s, where the client is closed meanwhile (L2)', async (_what, { steps, run, options }) => {
    const { signal } = new AbortController()
    const client = testClient(scriptedFetch(...steps), { ...limits, ...options })
    const running = Promise.allSettled([run(client, signal)])
    await vi.advanceTimersByTimeAsync(0)
    await client.close()
    await running
    expect([getEventListeners(signal, 'abort').length, vi.getTimerCount(), client.state.calls.size]).toEqual([0, 0, 0])
  })
})
