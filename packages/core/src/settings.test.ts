import { afterEach, describe, expect, it, vi } from 'vitest'
import { APIError, ConfigurationError } from './errors.js'
import { createHumanloopClient, createOpenAIClient, createSmarterClient } from './factories.js'
import type { ClientOptions } from './options.js'
import { request } from './request.js'
import { checkCount } from './settings.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { secret, testClient } from './testing/test-client.js'
import { VERSION } from './version.js'

const quiet = { logLevel: 'off', apiKey: secret } as const
const settingsOf = (options: ClientOptions = {}) => createHumanloopClient({ ...quiet, ...options }).settings

function refusal(options: ClientOptions): string {
  try {
    createHumanloopClient(options)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  throw new Error('expected a refusal')
}

function warningsOf(options: ClientOptions): string[] {
  const warnings: string[] = []
  const warn = (message: string): void => {
    warnings.push(message)
  }
  const logger = { error: warn, warn, info: warn, debug: warn }
  createHumanloopClient({ apiKey: secret, ...options, logger, logLevel: 'warn' })
  return warnings
}

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

describe('the address of a client', () => {
  it.each([
    [createHumanloopClient, 'https://api.humanloop.com/v5', 'HUMANLOOP'],
    [createSmarterClient, 'https://platform.smarter.sh/api/v1', 'SMARTER'],
    [createOpenAIClient, 'https://api.openai.com/v1', 'OPENAI'],
  ])('is that of the option, else of the variable, else of the service: %o (C1, C5)', (create, standard, name) => {
    vi.stubEnv(`${name}_BASE_URL`, '')
    expect(create(quiet).baseURL).toBe(standard)
    vi.stubEnv(`${name}_BASE_URL`, ' https://env.example/base/ ')
    expect(create(quiet).baseURL).toBe('https://env.example/base')
    expect(create({ ...quiet, baseURL: 'https://option.example' }).baseURL).toBe('https://option.example')
  })

  it.each([
    ['https://a.example', 'https://a.example/x'],
    ['https://a.example///', 'https://a.example/x'],
    ['https://a.example/deep/path/', 'https://a.example/deep/path/x'],
    ['HTTPS://A.example:443/p', 'https://a.example/p/x'],
  ])('keeps its path and loses slashes at its end: %s (C5)', async (baseURL, url) => {
    const fetch = scriptedFetch(answer(204))
    await request(testClient(fetch, { baseURL }), 'GET /x')
    expect(fetch.requests[0]?.url).toBe(url)
  })

  it.each(['', 'api.example.com', '/api', 'ftp://a.example', 'file:///etc/passwd', 'https://a.example?x=1', 'https://a.example/#x', 'https://user@a.example'])(
    'is refused when it is %j, with the option and the variable (C5)',
    (baseURL) => {
      expect(refusal({ baseURL })).toMatch(/^baseURL.* must be an absolute http\(s\) URL.*option baseURL and HUMANLOOP_BASE_URL$/)
    },
  )

  it('is not repeated when it may hold a secret (C8)', () => {
    expect(refusal({ baseURL: 'https://user:hidden@a.example' })).not.toContain('hidden')
    expect(refusal({ baseURL: 'https://a.example/?key=hidden' })).not.toContain('hidden')
  })
})

describe('the key of a client', () => {
  it.each([
    [createHumanloopClient, 'HUMANLOOP_API_KEY', 'x-api-key', ''],
    [createSmarterClient, 'SMARTER_API_KEY', 'authorization', 'Token '],
    [createOpenAIClient, 'OPENAI_API_KEY', 'authorization', 'Bearer '],
  ])('is that of the option, else of the variable, read when the client is made: %o (C1)', async (create, name, header, scheme) => {
    vi.stubEnv(name, ' from-env ')
    const fetch = scriptedFetch(answer(200, {}))
    const client = create({ fetch })
    vi.stubEnv(name, 'changed later')
    await request(client, 'GET /x')
    await request(create({ fetch, apiKey: ' from-option ' }), 'GET /x')
    await request(create({ fetch, apiKey: null }), 'GET /x')
    expect(fetch.requests.map(({ headers }) => headers.get(header))).toEqual([`${scheme}from-env`, `${scheme}from-option`, null])
  })

  it('may be missing when the client is made, because pages are built without secrets (C1)', () => {
    vi.stubEnv('HUMANLOOP_API_KEY', ' ')
    expect(createHumanloopClient().settings.apiKey).toBeUndefined()
  })

  it.each(['', '  ', 'two words', 'nеw', 'a\nb'])('is refused at once when it is %j, and never repeated (C1)', (apiKey) => {
    const message = refusal({ apiKey })
    expect(message).toContain('set HUMANLOOP_API_KEY, or pass apiKey')
    if (apiKey.trim()) expect(message).not.toContain(apiKey)
  })

  it.each(['http://api.example.com', 'http://10.0.0.1:8080', 'http://localhost.evil.example'])('warns once when it would go unencrypted to %s (C8)', (baseURL) => {
    expect(warningsOf({ baseURL })).toEqual([`Humanloop: the API key goes to ${new URL(baseURL).origin} unencrypted; use https`])
    expect(warningsOf({ baseURL, apiKey: () => 'k' })).toHaveLength(1)
    expect(warningsOf({ baseURL, apiKey: null })).toEqual([])
  })

  it.each(['https://api.example.com', 'http://localhost:3000', 'http://127.0.0.1', 'http://127.8.8.8', 'http://[::1]:80', 'http://app.localhost'])('may go to %s (C8)', (baseURL) => {
    expect(warningsOf({ baseURL })).toEqual([])
  })
})

describe('the options of a client', () => {
  it('are refused when one is unknown, with the names of all (C1)', () => {
    const misspelt: Record<string, unknown> = { key: 'x' }
    expect(refusal(misspelt)).toMatch(/^"key" is not a client option; the client options are apiKey, baseURL, /)
  })

  it.each([['apikey', 'apiKey'], ['baseUrl', 'baseURL'], ['base_url', 'baseURL'], ['max_retries', 'maxRetries']])(
    'are refused with the name that was meant: %s for %s (C1)',
    (given, meant) => {
      expect(refusal({ [given]: 1 })).toBe(`"${given}" is not a client option; did you mean ${meant}?`)
    },
  )

  it('are complete without any', () => {
    vi.stubEnv('HUMANLOOP_BASE_URL', '')
    expect(settingsOf()).toMatchObject({
      maxRetries: 2,
      maxRetryAfter: 60_000,
      retryUnsafe: false,
      timing: { attempt: 60_000, idle: 60_000 },
      random: Math.random,
      middleware: [],
      origin: 'https://api.humanloop.com',
      redirect: 'error',
      sendsIdempotencyKey: true,
      canLimitConnect: false,
    })
    expect(createSmarterClient(quiet).settings.timing).toEqual({ attempt: 600_000, idle: 600_000 })
    expect(createOpenAIClient(quiet).settings.timing).toEqual({ attempt: 600_000, idle: 600_000 })
  })

  it.each([-1, 0.5, Number.NaN, Infinity])('are refused with %d retries (R1)', (maxRetries) => {
    expect(refusal({ maxRetries })).toBe(`maxRetries must be a whole number of 0 or more; got ${maxRetries}`)
    expect(() => checkCount('maxRetries', maxRetries)).toThrow(APIError)
    expect(checkCount('maxRetries', 0)).toBe(0)
  })

  it.each([['3', '"3"'], [null, 'null'], [true, 'true'], [[1], '1']])('are refused with retries that are no number: %j (R1)', async (given, shown) => {
    const maxRetries = given as unknown as number
    const message = `maxRetries must be a whole number of 0 or more; got ${shown}`
    expect(refusal({ maxRetries })).toBe(message)
    const fetch = scriptedFetch(answer(204))
    await expect(request(testClient(fetch), 'GET /x', {}, { maxRetries })).rejects.toThrow(message)
    expect(refusal({ maxRetryAfter: maxRetries })).toContain('maxRetryAfter must be a whole number')
    expect(fetch.requests).toHaveLength(0)
  })

  it('warn when a limit looks like seconds (T2)', () => {
    expect(warningsOf({ timeout: 60 })).toEqual(['timeout: 60 means milliseconds, not seconds'])
    expect(warningsOf({ timeout: 250 })).toEqual([])
    expect(warningsOf({ timeout: null })).toEqual([])
  })

  it('take a connect limit only with a network that knows it (T8)', () => {
    const plain = scriptedFetch(answer(204))
    const limiting = Object.assign(scriptedFetch(answer(204)), { limitsConnect: true as const })
    const transport = () => ({ fetch: plain, close: async () => undefined })
    expect(refusal({ timeout: { connect: 10 } })).toContain('nodeTransport()')
    expect(refusal({ fetch: plain, timeout: { connect: 10 } })).toContain('nodeTransport()')
    expect(refusal({ transport, timeout: { connect: 10 } })).toContain('nodeTransport()')
    expect(settingsOf({ fetch: limiting, timeout: { connect: 10 } }).timing.connect).toBe(10)
    expect(settingsOf({ transport: Object.assign(transport, { limitsConnect: true as const }), timeout: { connect: 10 } }).timing.connect).toBe(10)
  })

  it('let a transport replace a fetch, and a fetch a transport (C10, L2)', async () => {
    const first = scriptedFetch(answer(200, { from: 'fetch' }))
    const second = scriptedFetch(answer(200, { from: 'transport' }))
    const client = testClient(first)
    const moved = client.withOptions({ transport: () => ({ fetch: second, close: async () => undefined }) })
    expect([await request(client, 'GET /x'), await request(moved, 'GET /x')]).toEqual([{ from: 'fetch' }, { from: 'transport' }])
    expect(await request(moved.withOptions({ fetch: first }), 'GET /x')).toEqual({ from: 'fetch' })
  })
})

describe('what tells a client apart', () => {
  it('is a user agent with the version, and nothing about the machine (C13)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await request(testClient(fetch), 'GET /x')
    expect(Object.fromEntries(fetch.requests[0]?.headers ?? [])).toEqual({ accept: 'application/json', 'user-agent': `smarter-api-js/${VERSION}`, 'x-api-key': secret })
    expect(VERSION).toMatch(/^\d+\.\d+\.\d+/)
  })

  it('is left out in pages, where each header of ours would cost a preflight; so is the idempotency key across origins (C13)', async () => {
    vi.stubGlobal('window', { document: {} })
    vi.stubGlobal('Bun', {})
    vi.stubGlobal('location', { origin: 'https://page.example' })
    const fetch = scriptedFetch(answer(200, {}))
    await request(testClient(fetch, { baseURL: 'https://api.example' }), 'POST /x')
    await request(testClient(fetch, { baseURL: 'https://page.example/api' }), 'POST /x')
    const [across, own] = fetch.requests.map(({ headers }) => headers)
    expect([across?.has('user-agent'), across?.has('idempotency-key')]).toEqual([false, false])
    expect([own?.has('user-agent'), own?.has('idempotency-key')]).toEqual([false, true])
  })

  it('never lets a redirect be followed: an error on Node, manual elsewhere and on Smarter (C8)', () => {
    expect([settingsOf().redirect, createOpenAIClient(quiet).settings.redirect, createSmarterClient(quiet).settings.redirect]).toEqual(['error', 'error', 'manual'])
    vi.stubGlobal('WebSocketPair', {})
    expect(settingsOf().redirect).toBe('manual')
  })
})
