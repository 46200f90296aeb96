import { getEventListeners } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { APIConnectionError, APITimeoutError, APIUserAbortError, ClientClosedError, ConfigurationError, NotFoundError } from './errors.js'
import type { HumanloopClient } from './factories.js'
import { fetchRoute } from './fetch-route.js'
import type { RequestOptions } from './options.js'
import { stream } from './stream.js'
import { byteSource, type ByteSource } from './testing/byte-source.js'
import { localServer } from './testing/local-server.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'GET /undocumented'

interface Opened {
  readonly response: Response
  readonly source: ByteSource
  readonly client: ReturnType<typeof testClient>
}

async function open(chunks: string[], after: 'end' | 'open' | Error = 'end', options?: RequestOptions): Promise<Opened> {
  const source = byteSource(chunks, after)
  const client = testClient(scriptedFetch(answer(200, source.stream, { 'x-request-id': 'req_1' })))
  return { response: await fetchRoute(client, route, {}, options), source, client }
}

async function openAndForget(client: HumanloopClient, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await fetchRoute(client, route)
    await stream(client, route, {}, undefined, { terminator: 'optional' })
  }
}

/** Puts a registry in place that collects when it is told to. */
function stubRegistry(): () => void {
  const registered: Array<() => void> = []
  class Registry {
    constructor(readonly release: (held: unknown) => void) {}
    register(_target: object, held: unknown): void {
      registered.push(() => this.release(held))
    }
  }
  vi.stubGlobal('FinalizationRegistry', Registry)
  return () => registered.forEach((release) => release())
}

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('an undocumented route', () => {
  it('is called with the key, path, query and body of the client and the call (C14)', async () => {
    const fetch = scriptedFetch(answer(200, { ok: true }))
    const client = testClient(fetch, { query: { tenant: 't' } })
    const response = await fetchRoute(client, 'POST /beta/{id}/run{?fast}', { id: 'a b', fast: true, extra: { x: 1 } }, { headers: { 'x-beta': '1' }, query: { more: '2' } })
    expect(await response.json()).toEqual({ ok: true })
    const [{ url, init, headers } = { url: '', init: {}, headers: new Headers() }] = fetch.requests
    expect([url, init.method, init.body]).toEqual(['http://127.0.0.1/v5/beta/a%20b/run?tenant=t&fast=true&more=2', 'POST', '{"extra":{"x":1}}'])
    expect([headers.get('x-api-key'), headers.get('x-beta'), headers.get('accept')]).toEqual([secret, '1', '*/*'])
  })

  it('gives the answer with its status, headers and address, and the same through withResponse() (P1, P7)', async () => {
    const given = new Response('x', { status: 201, statusText: 'Created', headers: { 'x-request-id': 'req_9' } })
    Object.defineProperty(given, 'url', { value: 'http://127.0.0.1/v5/undocumented' })
    const { data, response, requestId } = await fetchRoute(testClient(scriptedFetch(() => given)), route).withResponse()
    expect(data).toBe(response)
    expect([data.status, data.statusText, data.url, requestId]).toEqual([201, 'Created', 'http://127.0.0.1/v5/undocumented', 'req_9'])
    expect(await data.text()).toBe('x')
  })

  it('raises the errors that any call raises (P2)', async () => {
    expect(await failure(fetchRoute(testClient(scriptedFetch(answer(404, { detail: 'no' }))), route))).toBeInstanceOf(NotFoundError)
  })

  it('may be an absolute address at the origin of the client, with a query of its own (C4, C8, G9)', async () => {
    const fetch = scriptedFetch(answer(204))
    await fetchRoute(testClient(fetch, { query: { b: '2' } }), 'GET http://127.0.0.1/v6/next?cursor=x')
    await fetchRoute(testClient(fetch), 'GET /things?a=1&a=2', { b: 2 })
    expect(fetch.requests.map(({ url }) => url)).toEqual(['http://127.0.0.1/v6/next?cursor=x&b=2', 'http://127.0.0.1/v5/things?a=1&a=2&b=2'])
  })

  it.each(['http://other.example/a', 'https://127.0.0.1/a', 'http://127.0.0.1:81/a', 'http://127.0.0.1.evil.example/a', '//evil.example/a', 'relative'])(
    'may not lie at %s: the key belongs to the own origin only (C8, G9)',
    async (path) => {
      const fetch = scriptedFetch(answer(204))
      const error = await failure(fetchRoute(testClient(fetch), `GET ${path}`))
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error.message).toContain('http://127.0.0.1')
      expect(fetch.requests).toHaveLength(0)
    },
  )

  it.each(['/../x', '/..', '/a/./b', '/a/%2e%2E/b', '/a/.%2e?b', '/..\\x', '/.\t./x', '/a b', 'http://127.0.0.1/v5/../x'])(
    'may not have a path that leaves the address of the client: %j (C6)',
    async (path) => {
      const fetch = scriptedFetch(answer(204))
      expect((await failure(fetchRoute(testClient(fetch), `GET ${path}`))).message).toContain(`"GET ${path}" must be a verb and a path`)
      expect(fetch.requests).toHaveLength(0)
    },
  )

  it('may have dots within a segment, and anything in its query (C6)', async () => {
    const fetch = scriptedFetch(answer(204))
    await fetchRoute(testClient(fetch), 'GET /.well-known/a..b/...?from=/../x')
    expect(fetch.requests[0]?.url).toBe('http://127.0.0.1/v5/.well-known/a..b/...?from=/../x')
  })

  it.each(['', 'GET', '/x'])('is quoted in the error when it is no route: %j (C6)', async (route) => {
    const fetch = scriptedFetch(answer(204))
    expect((await failure(fetchRoute(testClient(fetch), route as 'GET /x'))).message).toContain(`"${route}" must be a verb and a path`)
  })
})

describe('an unread answer', () => {
  it('without a body is done at once (L3)', async () => {
    const client = testClient(scriptedFetch(answer(204)))
    expect((await fetchRoute(client, route)).body).toBeNull()
    expect(client.state.calls.size).toBe(0)
  })

  it('keeps its call until it has been read (T3, T10)', async () => {
    const controller = new AbortController()
    const { response, client } = await open(['a', 'b'], 'end', { signal: controller.signal })
    expect([client.state.calls.size, getEventListeners(controller.signal, 'abort').length]).toEqual([1, 1])
    expect(await response.text()).toBe('ab')
    expect([client.state.calls.size, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0])
  })

  it('is read only as fast as its reader asks (T6)', async () => {
    const { response, source } = await open(['a', 'b', 'c'])
    const reader = response.body?.getReader()
    expect(source.pulls).toBe(0)
    await reader?.read()
    expect(source.pulls).toBe(1)
    await reader?.cancel()
    expect(source.cancelled).toBe(true)
  })

  it('is released when its reader cancels (T11)', async () => {
    const { response, source, client } = await open(['a'], 'open')
    await response.body?.cancel()
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })

  it('is ended by a silence longer than the idle limit (T6)', async () => {
    const { response, source } = await open(['a'], 'open', { timeout: { idle: 300 } })
    const reading = failure(response.text())
    await vi.advanceTimersByTimeAsync(300)
    expect(await reading).toBeInstanceOf(APITimeoutError)
    expect(source.cancelled).toBe(true)
  })

  it('is ended by the signal of the caller and by close() (T10, L2)', async () => {
    const controller = new AbortController()
    const aborted = await open(['a'], 'open', { signal: controller.signal })
    const reading = failure(aborted.response.text())
    await vi.advanceTimersByTimeAsync(0)
    controller.abort()
    expect(await reading).toBeInstanceOf(APIUserAbortError)
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)

    const early = new AbortController()
    const unread = await open(['a'], 'open', { signal: early.signal })
    early.abort()
    expect(unread.client.state.calls.size).toBe(0)
    expect(await failure(unread.response.text())).toBeInstanceOf(APIUserAbortError)

    const closed = await open(['a'], 'open')
    const second = failure(closed.response.text())
    await closed.client.close()
    expect(await second).toBeInstanceOf(ClientClosedError)
  })

  it('is an error of ours when its connection breaks (E7)', async () => {
    const { response } = await open(['a'], new TypeError('terminated'))
    const error = await failure(response.text())
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(error.message).toBe(`${route} failed: terminated (1 attempt)`)
  })

  it('is an error when it is a redirect (C8)', async () => {
    const fetch = scriptedFetch(answer(302, undefined, { location: '/elsewhere' }))
    expect((await failure(fetchRoute(testClient(fetch), route))).message).toContain('a redirect, never followed')
  })

  it('is streamed from a real server (T3)', async () => {
    vi.useRealTimers()
    await using server = await localServer((request, response) => {
      response.setHeader('x-seen', String(request.headers['x-api-key'] === secret))
      for (let index = 0; index < 8; index++) response.write('x'.repeat(100_000))
      response.end()
    })
    const response = await fetchRoute(testClient(globalThis.fetch, { baseURL: server.url }), 'GET /file')
    expect(response.headers.get('x-seen')).toBe('true')
    expect((await response.arrayBuffer()).byteLength).toBe(800_000)
    vi.useFakeTimers()
  })
})

describe('an answer that nobody reads', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.resetModules()
  })

  it('is released when it is collected (L3)', async () => {
    const collectAll = stubRegistry()
    vi.resetModules()
    const { fetchRoute: fresh } = await import('./fetch-route.js')
    const source = byteSource(['a'], 'open')
    const client = testClient(scriptedFetch(answer(200, source.stream)))
    await fresh(client, route)
    expect(client.state.calls.size).toBe(1)
    collectAll()
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })

  it('is released also when it is a stream (L3)', async () => {
    const collectAll = stubRegistry()
    vi.resetModules()
    const { stream: fresh } = await import('./stream.js')
    const source = byteSource(['data: 1\n\n'], 'open')
    const client = testClient(scriptedFetch(answer(200, source.stream)))
    await fresh(client, route, {}, undefined, { terminator: 'optional' })
    expect(client.state.calls.size).toBe(1)
    collectAll()
    expect([source.cancelled, client.state.calls.size]).toEqual([true, 0])
  })

  it('is released by a real collection: nothing of the call holds it (L3, T11)', async () => {
    vi.useRealTimers()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const client = testClient(scriptedFetch(() => new Response(byteSource(['data: 1\n\n'], 'open').stream)))
    await openAndForget(client, 20)
    expect(client.state.calls.size).toBe(40)
    for (let turn = 0; turn < 200 && client.state.calls.size > 2; turn++) {
      collect()
      await setImmediate()
    }
    expect(client.state.calls.size).toBeLessThanOrEqual(2)
    await client.close()
    vi.useFakeTimers()
  })

  it('waits for close() where the runtime cannot tell (K4)', async () => {
    vi.stubGlobal('FinalizationRegistry', undefined)
    vi.resetModules()
    const { fetchRoute: fresh } = await import('./fetch-route.js')
    const client = testClient(scriptedFetch(answer(200, byteSource(['a'], 'open').stream)))
    await fresh(client, route)
    await client.close()
    expect(client.state.calls.size).toBe(0)
  })
})
