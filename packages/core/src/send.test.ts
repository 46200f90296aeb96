import { describe, expect, it, vi } from 'vitest'
import { ConfigurationError, createOpenAIClient, createSmarterClient, fetchRoute, request } from './index.js'
import { answer, scriptedFetch, silence, type Step } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'GET /prompts'
const ok = answer(200, {})

const stubborn = (status: number): Step => () =>
  new Response(
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024).fill(120)),
      cancel: () => Promise.reject(new Error('cannot')),
    }),
    { status },
  )

describe('the key of a request', () => {
  it.each([
    ['humanloop', testClient, 'x-api-key', secret],
    ['smarter', createSmarterClient, 'authorization', `Token ${secret}`],
    ['openai', createOpenAIClient, 'authorization', `Bearer ${secret}`],
  ] as const)('travels as %s wants it', async (_name, create, header, value) => {
    const fetch = scriptedFetch(ok)
    const client = create === testClient ? testClient(fetch) : (create as typeof createSmarterClient)({ apiKey: secret, fetch })
    await request(client, route)
    expect(fetch.requests[0]?.headers.get(header)).toBe(value)
  })

  it('that is missing for a service of no name is told in whole words', async () => {
    vi.stubEnv('OPENAI_API_KEY', '')
    const error = await failure(request(createOpenAIClient({ fetch: scriptedFetch(ok) }), route))
    vi.unstubAllEnvs()
    expect(error.message).toMatch(/^The OpenAI-compatible API key is missing or blank; set OPENAI_API_KEY, /)
  })

  it('that is missing fails at the first call, before the network, and names the remedy (C1)', async () => {
    vi.stubEnv('HUMANLOOP_API_KEY', '')
    const fetch = scriptedFetch(ok)
    const error = await failure(request(testClient(fetch, { apiKey: undefined }), route))
    vi.unstubAllEnvs()
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toBe('The Humanloop API key is missing or blank; set HUMANLOOP_API_KEY, or pass apiKey: a string, a function that gives one, or null to send none')
    expect(fetch.requests).toHaveLength(0)
  })

  it('is not sent where it is null', async () => {
    const fetch = scriptedFetch(ok)
    await request(testClient(fetch, { apiKey: null }), route)
    expect(fetch.requests[0]?.headers.has('x-api-key')).toBe(false)
  })

  it.each([
    ['nothing', undefined, 'missing or blank'],
    ['a blank', '  ', 'blank, or has a character that a header cannot carry'],
    ['a line break within', 'a\nb', 'blank, or has a character that a header cannot carry'],
    ['a number', 7, 'of type number'],
  ])('that a function gives as %s fails before the network (C2)', async (_name, key, words) => {
    const fetch = scriptedFetch(ok)
    const error = await failure(request(testClient(fetch, { apiKey: (() => key) as never }), route))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toContain(`key is ${words};`)
    expect(fetch.requests).toHaveLength(0)
  })

  it('that a function gives stays within its call, also when calls overlap (C2)', async () => {
    let turn = 0
    const fetch = scriptedFetch(ok)
    const client = testClient(fetch, { apiKey: async () => `key-${++turn}` })
    await Promise.all([request(client, route), request(client, route)])
    expect(fetch.requests.map(({ headers }) => headers.get('x-api-key'))).toEqual(['key-1', 'key-2'])
    expect(JSON.stringify(client.settings)).not.toContain('key-1')
  })
})

describe('an answer that cannot be cancelled', () => {
  it.each([500, 302])('of status %d is no further error (E14, R18)', async (status) => {
    expect(await failure(request(testClient(scriptedFetch(stubborn(status)), { maxRetries: 0 }), route))).toMatchObject({ status })
  })

  it('and comes too late is no further error (E14)', async () => {
    const abort = new AbortController()
    const fetch = scriptedFetch(async (url, init) => {
      abort.abort()
      return (stubborn(200) as (url: string, init: RequestInit) => Response)(url, init)
    })
    expect(await failure(request(testClient(fetch), route, {}, { signal: abort.signal }))).toMatchObject({ name: 'APIUserAbortError' })
  })
})

describe('the options of fetch', () => {
  it("are laid over the SDK's last, the call's over the client's (C9)", async () => {
    const fetch = scriptedFetch(ok)
    await request(testClient(fetch, { fetchOptions: { cache: 'no-store', keepalive: true } }), route, {}, { fetchOptions: { cache: 'reload' } })
    expect(fetch.requests[0]?.init).toMatchObject({ cache: 'reload', keepalive: true })
  })

  it('cannot keep a time limit from ending a call whose signal they replace (T10)', async () => {
    const { signal } = new AbortController()
    const fetch = scriptedFetch(silence)
    vi.useFakeTimers()
    const running = failure(fetchRoute(testClient(fetch, { fetchOptions: { signal }, maxRetries: 0, timeout: 1000 }), route))
    await vi.advanceTimersByTimeAsync(1000)
    vi.useRealTimers()
    expect(await running).toMatchObject({ name: 'APITimeoutError' })
  })
})
