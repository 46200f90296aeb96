import { afterEach, describe, expect, it, vi } from 'vitest'
import { encodeBody, streamOf } from './body.js'
import { ConfigurationError } from './errors.js'
import { fetchRoute } from './fetch-route.js'
import { createSmarterClient } from './factories.js'
import { encodeJson } from './json-body.js'
import type { RequestOptions } from './options.js'
import { request } from './request.js'
import { byteSource } from './testing/byte-source.js'
import { answer, scriptedFetch, type SeenRequest } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { testClient } from './testing/test-client.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const again = { 'retry-after-ms': '0' }

async function sent(body: unknown, options?: RequestOptions): Promise<SeenRequest> {
  const fetch = scriptedFetch(answer(204))
  await fetchRoute(testClient(fetch), 'POST /x{body}', { body }, options)
  const [first] = fetch.requests
  if (!first) throw new Error('nothing was sent')
  return first
}

/** The redirect option of a call on Smarter, whose small bodies need manual. */
async function redirectOf(body: unknown): Promise<unknown> {
  const fetch = scriptedFetch(answer(204))
  await fetchRoute(createSmarterClient({ apiKey: null, fetch }), 'POST /x{body}', { body })
  return fetch.requests[0]?.init.redirect
}

const largeBodies = (): unknown[] => [byteSource(['a']).stream, new Blob(['x']), new FormData()]
async function* readChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk
}

const textOf = (body: unknown): Promise<string> => new Response(body as BodyInit).text()

describe('a JSON body', () => {
  it.each([
    ['an object', { a: null, b: undefined }, '{"a":null}'],
    ['an array', [1, [2]], '[1,[2]]'],
    ['a number', 0, '0'],
    ['false', false, 'false'],
    ['text', 'words', '"words"'],
    ['an object with a field buffer', { buffer: 'x' }, '{"buffer":"x"}'],
    ['an object with toJSON', { toJSON: () => ({ at: 1 }) }, '{"at":1}'],
    ['an iterable with toJSON, which is no stream', Object.assign(new Set([1]), { toJSON: () => [1] }), '[1]'],
    ['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])('is written for %s (C16)', async (_what, body, text) => {
    expect(encodeBody(body)?.open()).toBe(text)
    const { init, headers } = await sent(body)
    expect([init.body, headers.get('content-type')]).toEqual([text, 'application/json'])
  })

  it('is absent for null and undefined, and so is its type (C16)', async () => {
    for (const body of [null, undefined]) {
      expect(encodeJson(body, undefined)).toBeUndefined()
      const { init, headers } = await sent(body)
      expect([init.body, headers.get('content-type')]).toEqual([undefined, null])
    }
  })

  it('is {} for a body whose fields are undefined (C16)', async () => {
    const fetch = scriptedFetch(answer(204))
    await request(testClient(fetch), 'POST /x', { a: undefined })
    expect([fetch.requests[0]?.init.body, fetch.requests[0]?.headers.get('content-type')]).toEqual(['{}', 'application/json'])
  })

  it('that cannot be written is refused with the reason, before anything is sent (C16)', async () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    const fetch = scriptedFetch(answer(204))
    for (const body of [circle, { n: 1n }]) {
      const error = await failure(request(testClient(fetch), 'POST /x{body}', { body }))
      expect(error).toBeInstanceOf(ConfigurationError)
      expect(error.message).toMatch(/cannot be written as JSON: .+/)
    }
    expect(fetch.requests).toHaveLength(0)
  })

  it('is the same text in every attempt', async () => {
    const fetch = scriptedFetch(answer(500, {}, again), answer(204))
    const params = { a: 1 }
    const running = request(testClient(fetch), 'POST /x', params)
    params.a = 2
    await running
    expect(fetch.requests.map(({ init }) => init.body)).toEqual(['{"a":1}', '{"a":1}'])
  })
})

describe('another body', () => {
  it('is text as it is, where a content type says what it is (C16)', async () => {
    expect((await sent('a: 1', { headers: { 'content-type': 'text/yaml' } })).init.body).toBe('a: 1')
    expect((await sent('{"a":1}', { headers: { 'Content-Type': 'application/json' } })).init.body).toBe('{"a":1}')
  })

  it.each([
    ['bytes', new Uint8Array([1, 2])],
    ['a buffer', new ArrayBuffer(2)],
    ['a view', new DataView(new ArrayBuffer(2))],
    ['a Blob', new Blob(['x'])],
    ['a form', new FormData()],
    ['URL parameters', new URLSearchParams({ a: '1' })],
  ])('is %s as they are, with the type left to fetch (C16)', async (_what, body) => {
    const { init, headers } = await sent(body)
    expect(init.body).toBe(body)
    expect(headers.get('content-type')).not.toBe('application/json')
  })

  it.each(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8'])('is a form where the type is %s (C16)', async (type) => {
    const { init, headers } = await sent({ a: 'x y', b: [1, 2], c: undefined }, { headers: { 'content-type': type } })
    expect([init.body, headers.get('content-type')]).toEqual(['a=x%20y&b=1&b=2', type])
    expect((await sent(undefined, { headers: { 'content-type': type } })).init.body).toBeUndefined()
  })

  it.each([
    ['a stream', () => byteSource(['ab', 'c']).stream],
    ['an async iterable', async function* () { yield 'ab'; yield new TextEncoder().encode('c') }],
    ['an iterable', function* () { yield 'ab'; yield 'c' }],
  ])('is %s, chunk by chunk and in one direction first (C16, U11)', async (_what, make) => {
    const { init } = await sent(make())
    expect(init).toMatchObject({ duplex: 'half', redirect: 'error' })
    expect(await textOf(init.body)).toBe('abc')
  })

  it('that is a stream is sent once, whatever happens, also after a 401 (R14)', async () => {
    for (const status of [503, 401, 429]) {
      const fetch = scriptedFetch(answer(status, {}, again))
      const error = await failure(fetchRoute(testClient(fetch, { apiKey: () => 'k' }), 'POST /x{body}', { body: byteSource(['a']).stream }))
      expect([error.status, fetch.requests.length]).toEqual([status, 1])
    }
    const offline = scriptedFetch(new TypeError('fetch failed'))
    await failure(fetchRoute(testClient(offline), 'POST /x{body}', { body: byteSource(['a']).stream }))
    expect(offline.requests).toHaveLength(1)
  })

  it('that a function gives is sent again, fresh for each attempt (R14)', async () => {
    let made = 0
    const bodies: Array<Promise<string>> = []
    const fetch = scriptedFetch(
      (_url, { body }) => {
        bodies.push(textOf(body))
        return new Response(null, { status: 503, headers: again })
      },
      (_url, { body }) => {
        bodies.push(textOf(body))
        return new Response(null, { status: 204 })
      },
    )
    const body = (): ReadableStream<Uint8Array> => byteSource([`attempt ${++made}`]).stream
    await fetchRoute(testClient(fetch), 'POST /x{body}', { body })
    expect(await Promise.all(bodies)).toEqual(['attempt 1', 'attempt 2'])
    expect(fetch.requests[0]?.init).toMatchObject({ duplex: 'half' })
  })

  it('that a function gives may be of any kind, or nothing (R14)', async () => {
    expect((await sent(() => ({ a: 1 }))).init.body).toBe('{"a":1}')
    expect((await sent(() => undefined)).init.body).toBe('')
  })

  it('that is large leaves memory: with redirects as errors, Node keeps no copy; elsewhere they are manual (U11)', async () => {
    expect(await Promise.all(largeBodies().map(redirectOf))).toEqual(['error', 'error', 'error'])
    expect(await redirectOf({ small: true })).toBe('manual')
    vi.stubGlobal('Deno', {})
    expect(await Promise.all(largeBodies().map(redirectOf))).toEqual(['manual', 'manual', 'manual'])
  })
})

describe('streamOf', () => {
  it('pulls a chunk when it is asked and not before (U6)', async () => {
    let pulls = 0
    const reader = streamOf((function* () {
      for (;;) yield String(++pulls)
    })()).getReader()
    expect(pulls).toBe(0)
    await reader.read()
    expect(pulls).toBe(1)
    await reader.read()
    expect(pulls).toBe(2)
  })

  it('ends its source when it is cancelled (U6)', async () => {
    let ended = false
    const chunks = async function* (): AsyncGenerator<string> {
      try {
        for (;;) yield 'x'
      } finally {
        ended = true
      }
    }
    const reader = streamOf(chunks()).getReader()
    await reader.read()
    await reader.cancel()
    expect(ended).toBe(true)
  })

  it('ends its source with its attempt, however much is left to read (R18)', async () => {
    const controller = new AbortController()
    const source = byteSource(['a', 'b', 'c'])
    const reader = streamOf(readChunks(source.stream), controller.signal).getReader()
    await reader.read()
    controller.abort(new Error('over'))
    expect(await failure(reader.read())).toBe(controller.signal.reason)
    expect([source.pulls, source.cancelled]).toEqual([1, true])
    await expect(streamOf(['x'], controller.signal).getReader().read()).rejects.toThrow('over')
  })

  it('may be cancelled before it was read, and where the source cannot be ended', async () => {
    await streamOf(['x']).cancel()
    const reader = streamOf({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 'x' }) }) }).getReader()
    await reader.read()
    await expect(reader.cancel()).resolves.toBeUndefined()
  })
})
