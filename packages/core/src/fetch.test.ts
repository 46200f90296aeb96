import { afterEach, describe, expect, it, vi } from 'vitest'
import { APIConnectionError } from './errors.js'
import { rawFetch } from './fetch.js'
import { createHumanloopClient } from './factories.js'
import type { Fetch } from './options.js'
import { request } from './request.js'
import { failure } from './testing/settled.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { testClient } from './testing/test-client.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const init = { method: 'GET', headers: {}, signal: new AbortController().signal }

describe('the network of a client', () => {
  it('is the fetch of the runtime, looked up at each call so that mocks work (C7)', async () => {
    const client = createHumanloopClient({ apiKey: null, baseURL: 'http://127.0.0.1' })
    for (const n of [1, 2]) {
      vi.stubGlobal('fetch', async () => Response.json({ n }))
      expect(await request(client, 'GET /x')).toEqual({ n })
    }
  })

  it('is called as a plain function with address and init, so that it works in workers (C7)', async () => {
    const seen: unknown[] = []
    async function fetch(this: unknown, ...given: unknown[]): Promise<Response> {
      seen.push(this, ...given)
      return Response.json({})
    }
    await request(testClient(fetch), 'PATCH /x', { a: 1 })
    expect(seen).toHaveLength(3)
    expect(seen.slice(0, 2)).toEqual([undefined, 'http://127.0.0.1/v5/x'])
    expect(seen[2]).toMatchObject({ method: 'PATCH', body: '{"a":1}' })
  })

  it('comes from the transport where there is one', async () => {
    const fetch = scriptedFetch(answer(200, 'from the transport'))
    const response = await rawFetch(undefined, () => ({ fetch, close: async () => undefined }))('http://127.0.0.1', init)
    expect(await response.text()).toBe('from the transport')
  })

  it('gives answers of any status unread', async () => {
    const response = await rawFetch(async () => new Response('busy', { status: 503 }), undefined)('http://127.0.0.1', init)
    expect([response.status, response.bodyUsed]).toEqual([503, false])
  })

  it.each([
    ['an error', new TypeError('fetch failed')],
    ['a FetchError of node-fetch, which has no cause', Object.assign(new Error('ECONNRESET'), { name: 'FetchError' })],
    ['a word', 'offline'],
    ['nothing', undefined],
  ])('fails with what fetch threw, unwrapped: %s (E7)', async (_what, thrown) => {
    const fetch: Fetch = () => Promise.reject(thrown)
    const [outcome] = await Promise.allSettled([rawFetch(fetch, undefined)('http://127.0.0.1', init)])
    expect(outcome).toEqual({ status: 'rejected', reason: thrown ?? expect.anything() })
    expect(await failure(request(testClient(fetch, { maxRetries: 0 }), 'GET /x'))).toBeInstanceOf(APIConnectionError)
  })

  it('leaves retries to core', async () => {
    const fetch = scriptedFetch(() => new Response(null, { status: 500 }))
    await rawFetch(fetch, undefined)('http://127.0.0.1', init)
    expect(fetch.requests).toHaveLength(1)
  })
})
