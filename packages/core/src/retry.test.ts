import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  APIConnectionError,
  APITimeoutError,
  type APIStatusError,
  ConfigurationError,
  createHumanloopClient,
  createOpenAIClient,
  createSmarterClient,
  fetchRoute,
  RateLimitError,
  request,
  type RetryContext,
  stream,
  text,
} from './index.js'
import { backOff, readRetryAfter } from './retry.js'
import { localServer } from './testing/local-server.js'
import { answer, broken, scriptedFetch, silence, stalled, type Step } from './testing/scripted-fetch.js'
import { failure, failureInTime, valueInTime } from './testing/settled.js'
import { testClient } from './testing/test-client.js'

const route = 'POST /prompts/call'
const ok = answer(200, { id: 'pr_1' })
const busy = answer(503, { detail: 'busy' })

const factories = { humanloop: createHumanloopClient, smarter: createSmarterClient, openai: createOpenAIClient }

async function retryCounts(headers: Record<string, string | null>): Promise<Array<string | null>> {
  const fetch = scriptedFetch(busy)
  await failureInTime(request(testClient(fetch), route, {}, { headers }))
  return fetch.requests.map((one) => one.headers.get('x-retry-count'))
}

const wholeBody = (): ReadableStream => new Blob(['all of it']).stream()

async function requestsAfter(first: Step, options: object = {}, create: typeof createSmarterClient | typeof createOpenAIClient = createSmarterClient): Promise<number> {
  const fetch = scriptedFetch(first, ok)
  const client = create({ apiKey: 'secret-key', baseURL: 'http://127.0.0.1/', fetch, timeout: 1000, ...options })
  await Promise.allSettled([valueInTime(request(client, 'POST /prompt', {}, {}, { unsafe: true }))])
  return fetch.requests.length
}

describe('the time a server asks to wait', () => {
  const now = Date.parse('2026-03-01T00:00:00Z')
  const read = (headers: Record<string, string>): number | undefined => readRetryAfter(new Headers(headers), now)

  it.each([
    ['1500', 1500],
    ['0.5', 0.5],
    ['0', 0],
    [' 20 ', 20],
  ])('is retry-after-ms "%s" = %d ms, before retry-after (R7)', (value, expected) => {
    expect(read({ 'retry-after-ms': value, 'retry-after': '9' })).toBe(expected)
  })

  it.each(['', 'soon', '-5', '1e3', '0x10'])('is retry-after where retry-after-ms is "%s" (R7)', (value) => {
    expect(read({ 'retry-after-ms': value, 'retry-after': '9' })).toBe(9000)
  })

  it.each([
    ['2', 2000],
    ['0.1', 100],
    ['0', 0],
    ['Sun, 01 Mar 2026 00:00:30 GMT', 30_000],
    ['Sunday, 01-Mar-26 00:00:30 GMT', 30_000],
    ['Sun Mar  1 00:00:30 2026', 30_000],
    ['Sat, 28 Feb 2026 23:59:00 GMT', 0],
  ])('is retry-after "%s", in seconds or as an HTTP date (R8)', (value, expected) => {
    expect(read({ 'retry-after': value })).toBe(expected)
  })

  it.each(['10abc', '1e3', '0x10', '-1', 'tomorrow', '2026-03-01T00:00:30Z', 'Sun, 1 March 2026', 'Sun, 99 Mar 2026 00:00:30 GMT', 'Sun, 01 Mar 2026 00:00:30 CET'])(
    'is unknown where retry-after is "%s", which HTTP does not allow (R9)',
    (value) => {
      expect(read({ 'retry-after': value })).toBeUndefined()
    },
  )

  it('is not guessed from rate limit headers, which platforms define differently (R10)', () => {
    expect(read({ 'ratelimit-reset': '3', 'x-ratelimit-reset': '3' })).toBeUndefined()
  })
})

describe('back-off', () => {
  it.each([
    [0, 500],
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 8000],
    [5, 8000],
    [5000, 8000],
  ])('before retry %d is %d ms, less up to a quarter at random (R11)', (retries, longest) => {
    expect(backOff(retries, () => 0)).toBe(longest)
    expect(backOff(retries, () => 0.999_999)).toBeCloseTo(longest * 0.75, 1)
  })
})

describe('retries', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('are two by default, with growing waits (R1, R11)', async () => {
    const fetch = scriptedFetch(busy)
    const delays: number[] = []
    const error = await failureInTime(request(testClient(fetch, { onRetry: ({ delay }) => delays.push(delay) }), route))
    expect(fetch.requests).toHaveLength(3)
    expect(delays).toEqual([500, 1000])
    expect(error).toMatchObject({ status: 503, attempts: 3, retryable: true })
  })

  it('are off with maxRetries 0 (R1)', async () => {
    const fetch = scriptedFetch(busy)
    expect(await failureInTime(request(testClient(fetch, { maxRetries: 0 }), route))).toMatchObject({ attempts: 1 })
    expect(fetch.requests).toHaveLength(1)
  })

  it.each([
    ['humanloop', [408, 429, 500, 502, 503, 504, 529]],
    ['smarter', [408, 409, 429, 500, 502, 503, 504]],
    ['openai', [408, 409, 429, 500, 502, 503, 504]],
  ] as const)('of %s follow the statuses %j (R2)', async (service, statuses) => {
    for (const status of statuses) {
      const fetch = scriptedFetch(answer(status), ok)
      expect(await valueInTime(request(factories[service]({ apiKey: 'key', fetch }), route))).toEqual({ id: 'pr_1' })
      expect(fetch.requests).toHaveLength(2)
    }
  })

  it.each([
    ['humanloop', [400, 401, 403, 404, 409, 413, 422]],
    ['smarter', [400, 401, 403, 404, 413, 422]],
    ['openai', [400, 401, 403, 404, 413, 422]],
  ] as const)('of %s do not follow the statuses %j (R2)', async (service, statuses) => {
    for (const status of statuses) {
      const fetch = scriptedFetch(answer(status), ok)
      expect(await failureInTime(request(factories[service]({ apiKey: 'key', fetch }), route))).toMatchObject({ status, retryable: false })
      expect(fetch.requests).toHaveLength(1)
    }
  })

  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('follow a failed %s (R3)', async (method) => {
    const fetch = scriptedFetch(busy, ok)
    await valueInTime(request(testClient(fetch), `${method} /prompts` as 'GET /prompts'))
    expect(fetch.requests).toHaveLength(2)
  })

  it.each([
    [400, 'true', 2],
    [500, 'false', 1],
    [400, 'TRUE', 1],
    [500, 'no', 2],
  ])('after a %d with x-should-retry "%s" make %d requests (R4)', async (status, value, requests) => {
    const fetch = scriptedFetch(answer(status, {}, { 'x-should-retry': value }), ok)
    await Promise.allSettled([valueInTime(request(testClient(fetch), route))])
    expect(fetch.requests).toHaveLength(requests)
  })

  it.each([
    ['undici', Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }) })],
    ['Chrome', new TypeError('Failed to fetch')],
    ['Firefox', new TypeError('NetworkError when attempting to fetch resource.')],
    ['Safari', new TypeError('Load failed')],
    ['Safari without a name server', new TypeError('A server with the specified hostname could not be found.')],
    ['Deno', new TypeError('error sending request for url (http://127.0.0.1/)')],
    ['workerd', new Error('Network connection lost.')],
    ['any other fetch', new Error('gone')],
  ])('follow a connection that fails in %s (R5)', async (_name, failed) => {
    const fetch = scriptedFetch(failed, ok)
    expect(await valueInTime(request(testClient(fetch), route))).toEqual({ id: 'pr_1' })
  })

  it.each([
    ['an illegal header', new TypeError('Headers.append: "x" is an invalid header value.')],
    ['a wrong address', new TypeError('Failed to parse URL from http://[network', { cause: Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL' }) })],
    ['a body without its option', new TypeError('RequestInit: duplex option is required when sending a body.')],
    ['a mistake in a fetch of the caller', new TypeError('this.options is not a function')],
    ['such a mistake in Firefox', new TypeError('can\'t access property "x", options is undefined')],
    ['such a mistake in Safari', new TypeError('null is not an object')],
  ])('do not follow %s (R5)', async (_name, mistake) => {
    const fetch = scriptedFetch(mistake, ok)
    const error = await failureInTime(request(testClient(fetch), route))
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(error.retryable).toBe(false)
    expect(fetch.requests).toHaveLength(1)
  })

  it('follow a timeout, each with a fresh window (R6, T4)', async () => {
    const fetch = scriptedFetch(silence)
    const started = performance.now()
    const error = await failureInTime(request(testClient(fetch, { timeout: 10_000 }), route))
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error.attempts).toBe(3)
    expect(fetch.requests).toHaveLength(3)
    expect(performance.now() - started).toBe(3 * 10_000 + 500 + 1000)
  })

  it('wait as long as retry-after-ms says, also 0 (R7)', async () => {
    const delays: number[] = []
    const fetch = scriptedFetch(answer(429, {}, { 'retry-after-ms': '0', 'retry-after': '9' }), answer(429, {}, { 'retry-after': '9' }), ok)
    await valueInTime(request(testClient(fetch, { onRetry: ({ delay }) => delays.push(delay) }), route))
    expect(delays).toEqual([0, 9000])
  })

  it('fail at once when the server asks to wait longer than the cap, and say how long (R8)', async () => {
    const fetch = scriptedFetch(answer(429, { detail: 'slow down' }, { 'retry-after': '61' }))
    const error = await failureInTime(request(testClient(fetch), route))
    expect(error).toBeInstanceOf(RateLimitError)
    expect(error.retryAfter).toBe(61_000)
    expect(error.message).toBe('POST /prompts/call failed with 429: slow down. (1 attempt, the server asks to wait 61 s)')
    expect(fetch.requests).toHaveLength(1)
  })

  it('wait up to maxRetryAfter, of the client or the call (R8)', async () => {
    const patient = scriptedFetch(answer(429, {}, { 'retry-after': '61' }), ok)
    await valueInTime(request(testClient(patient, { maxRetryAfter: 61_000 }), route))
    expect(patient.requests).toHaveLength(2)
    const hasty = scriptedFetch(answer(429, {}, { 'retry-after': '61' }), ok)
    await failureInTime(request(testClient(hasty, { maxRetryAfter: 61_000 }), route, {}, { maxRetryAfter: 60_999 }))
    expect(hasty.requests).toHaveLength(1)
  })

  it('never wait longer than a timer can (R8)', async () => {
    const fetch = scriptedFetch(answer(429, {}, { 'retry-after': '2147484' }))
    await failureInTime(request(testClient(fetch, { maxRetryAfter: Number.MAX_SAFE_INTEGER }), route))
    expect(fetch.requests).toHaveLength(1)
  })

  it.each([-1, 1.5, Number.NaN, Infinity])('refuse %s as maxRetries or maxRetryAfter (R8, R16)', async (value) => {
    for (const name of ['maxRetries', 'maxRetryAfter']) {
      const fetch = scriptedFetch(ok)
      const message = `${name} must be a whole number of 0 or more; got ${value}`
      expect(() => testClient(fetch, { [name]: value })).toThrow(message)
      expect((await failure(request(testClient(fetch), route, {}, { [name]: value }))).message).toBe(message)
      expect(fetch.requests).toHaveLength(0)
    }
  })

  it('are counted in the message of an error that they could not avert (E7, T5)', async () => {
    const refused = await failureInTime(request(testClient(scriptedFetch(new TypeError('fetch failed'))), route))
    expect(refused.message).toMatch(/ failed: fetch failed \(3 attempts\)$/)
    const late = await failureInTime(request(testClient(scriptedFetch(silence), { timeout: 1000, maxRetries: 1 }), route))
    expect(late.message).toMatch(/ timed out after 1000 ms \(timeout\.attempt, 2 attempts\)$/)
  })

  it('repeat one idempotency key, new for each call, with everything but GET (R3, R12)', async () => {
    const fetch = scriptedFetch(busy, ok, ok, ok)
    const client = testClient(fetch)
    const options = Object.freeze({ timeout: 1000 })
    await valueInTime(request(client, route, {}, options))
    await valueInTime(request(client, 'DELETE /prompts/{id}', { id: 'pr_1' }, options))
    await valueInTime(request(client, 'GET /prompts', {}, { ...options, idempotencyKey: 'mine' }))
    const [first, second, third, fourth] = fetch.requests.map(({ headers }) => headers.get('idempotency-key'))
    expect(first).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/)
    expect(second).toBe(first)
    expect(third).toMatch(/^[\da-f]{8}-/)
    expect(third).not.toBe(first)
    expect(fourth).toBeNull()
  })

  it("send the caller's idempotency key, or none where its header is null (R12)", async () => {
    const fetch = scriptedFetch(ok)
    await request(testClient(fetch), route, {}, { idempotencyKey: 'order-7' })
    await request(testClient(fetch), route, {}, { headers: { 'Idempotency-Key': null } })
    expect(fetch.requests.map(({ headers }) => headers.get('idempotency-key'))).toEqual(['order-7', null])
  })

  it('are counted in x-retry-count, which the caller may set or remove (R13)', async () => {
    expect(await retryCounts({})).toEqual([null, '1', '2'])
    expect(await retryCounts({ 'X-Retry-Count': 'mine' })).toEqual(['mine', 'mine', 'mine'])
    expect(await retryCounts({ 'x-retry-count': null })).toEqual([null, null, null])
  })

  it('do not repeat a stream body, whose bytes are gone, nor renew the key for it (R14, R20)', async () => {
    for (const failed of [busy, answer(401), new TypeError('fetch failed')]) {
      const fetch = scriptedFetch(failed, ok)
      const body = new ReadableStream({ pull: (controller) => controller.close() })
      await failureInTime(fetchRoute(testClient(fetch, { apiKey: () => 'key' }), 'POST /files{body}', { body }, { shouldRetry: () => true }))
      expect(fetch.requests).toHaveLength(1)
    }
  })

  it('open a stream body again where a function gives it (R14)', async () => {
    const sent: string[] = []
    const read: Step = async (_url, { body }) => {
      sent.push(await new Response(body as BodyInit).text())
      return new Response(null, { status: sent.length === 1 ? 503 : 204 })
    }
    await valueInTime(fetchRoute(testClient(scriptedFetch(read)), 'POST /files{body}', { body: wholeBody }))
    expect(sent).toEqual(['all of it', 'all of it'])
  })

  it('stop waiting the moment the signal aborts, and leave nothing behind (R15)', async () => {
    const fetch = scriptedFetch(answer(503, {}, { 'retry-after': '30' }))
    const abort = new AbortController()
    const failed = failure(request(testClient(fetch), route, {}, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(50)
    const before = performance.now()
    abort.abort(new Error('changed my mind'))
    expect(await failed).toMatchObject({ name: 'APIUserAbortError', attempts: 1 })
    expect(performance.now()).toBe(before)
    expect(fetch.requests).toHaveLength(1)
  })

  it('can be set for one call, or with withOptions (R16)', async () => {
    const fetch = scriptedFetch(busy)
    const client = testClient(fetch)
    await failureInTime(request(client, route, {}, { maxRetries: 1 }))
    expect(fetch.requests).toHaveLength(2)
    await failureInTime(request(client.withOptions({ maxRetries: 4 }), route))
    expect(fetch.requests).toHaveLength(2 + 5)
    await failureInTime(request(client, route))
    expect(fetch.requests).toHaveLength(2 + 5 + 3)
  })

  it.each([
    [true, 404, 3],
    [false, 503, 1],
    [undefined, 503, 3],
    [undefined, 404, 1],
  ])('follow shouldRetry where it gives %s: status %d, %d requests (R16)', async (decision, status, requests) => {
    const fetch = scriptedFetch(answer(status))
    const asked: RetryContext[] = []
    const shouldRetry = (context: RetryContext): boolean | undefined => {
      asked.push(context)
      return decision
    }
    const error = await failureInTime(request(testClient(fetch, { shouldRetry: () => !decision }), route, {}, { shouldRetry }))
    expect(fetch.requests).toHaveLength(requests)
    expect(asked[0]).toMatchObject({ attempts: 1, route, error: { status } })
    expect(asked).toHaveLength(Math.min(requests, 2))
    expect(error.status).toBe(status)
  })

  it('of a stream end when its headers are accepted (R17)', async () => {
    const fetch = scriptedFetch(busy, broken(200, 'data: 1\n\n'))
    const events = await valueInTime(stream(testClient(fetch), route, {}, {}, { terminator: 'optional' }))
    const seen: unknown[] = []
    const error = await failureInTime(
      (async () => {
        for await (const event of events) seen.push(event)
      })(),
    )
    expect(seen).toEqual([1])
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(fetch.requests).toHaveLength(2)
  })

  it('follow a body that breaks on the way, and tell the answer that was read (R19)', async () => {
    const fetch = scriptedFetch(broken(200, '{"id":'), answer(200, { id: 'pr_2' }, { 'x-request-id': 'req_2' }))
    const { data, requestId } = await valueInTime(request(testClient(fetch), route).withResponse())
    expect(data).toEqual({ id: 'pr_2' })
    expect(requestId).toBe('req_2')
  })

  it('follow a text that breaks on the way (R19)', async () => {
    const fetch = scriptedFetch(broken(200, 'half'), answer(200, 'whole'))
    expect(await valueInTime(text(testClient(fetch), 'GET /prompts/{id}/serialize', { id: 'pr_1' }))).toBe('whole')
  })

  it("follow a body that does not end within what is left of the attempt's time (R19, T3)", async () => {
    const cancelled = vi.fn()
    const fetch = scriptedFetch(stalled(200, '{"id":', cancelled), ok)
    const started = performance.now()
    expect(await valueInTime(request(testClient(fetch, { timeout: 1000 }), route))).toEqual({ id: 'pr_1' })
    expect(performance.now() - started).toBe(1000 + 500)
  })

  it('ask a key function for each attempt (R20, R21)', async () => {
    let turn = 0
    const fetch = scriptedFetch(busy, busy, ok)
    await valueInTime(request(testClient(fetch, { apiKey: async () => `key-${++turn}` }), route))
    expect(fetch.requests.map(({ headers }) => headers.get('x-api-key'))).toEqual(['key-1', 'key-2', 'key-3'])
  })

  it('renew a refused key once, at once, and beside maxRetries (R20)', async () => {
    let turn = 0
    const client = { apiKey: () => `key-${++turn}` }
    const renewed = scriptedFetch(answer(401), ok)
    expect(await request(testClient(renewed, { ...client, maxRetries: 0 }), route)).toEqual({ id: 'pr_1' })
    const refused = scriptedFetch(answer(401))
    expect(await failure(request(testClient(refused, client), route))).toMatchObject({ name: 'AuthenticationError', attempts: 2 })
    const busyLater = scriptedFetch(answer(401), busy)
    const delays: number[] = []
    await failureInTime(request(testClient(busyLater, { ...client, onRetry: ({ delay }) => delays.push(delay) }), route))
    expect(busyLater.requests).toHaveLength(1 + 3)
    expect(delays).toEqual([500, 1000])
  })

  it('do not repeat a 401 for a key that is plain text (R20)', async () => {
    const fetch = scriptedFetch(answer(401), ok)
    await failure(request(testClient(fetch), route))
    expect(fetch.requests).toHaveLength(1)
  })

  it('run middleware again, so that signatures are fresh (R21)', async () => {
    const fetch = scriptedFetch(busy, ok)
    const attempts: number[] = []
    await valueInTime(
      request(testClient(fetch), route, {}, {
        middleware: [
          (sent, next, { attempt }) => {
            attempts.push(attempt)
            return next({ ...sent, headers: { ...sent.headers, 'x-signature': `s${attempt}` } })
          },
        ],
      }),
    )
    expect(attempts).toEqual([1, 2])
    expect(fetch.requests.map(({ headers }) => headers.get('x-signature'))).toEqual(['s1', 's2'])
  })

  it('are logged at info, one line per attempt and one per retry, and told to onRetry (R22)', async () => {
    const lines: string[] = []
    const logger = { error: vi.fn(), warn: vi.fn(), debug: vi.fn(), info: (line: string) => lines.push(line) }
    const told: RetryContext[] = []
    const fetch = scriptedFetch(answer(503, { detail: 'busy' }, { 'x-request-id': 'req_1' }), ok)
    await valueInTime(request(testClient(fetch, { logger, logLevel: 'info', onRetry: (context) => told.push(context) }), route))
    expect(lines).toEqual([
      'Humanloop POST http://127.0.0.1/v5/prompts/call answered 503 in 0 ms (attempt 1, request id req_1)',
      'POST /prompts/call failed with 503: busy. (request id req_1, 1 attempt) Retry 1 of 2 in 500 ms',
      'Humanloop POST http://127.0.0.1/v5/prompts/call answered 200 in 0 ms (attempt 2, request id undefined)',
    ])
    expect(told).toMatchObject([{ delay: 500, attempts: 1, route, error: { status: 503 } }])
  })

  it('count the same whether they are logged or not (R1)', async () => {
    for (const logLevel of ['off', 'info'] as const) {
      const fetch = scriptedFetch(busy)
      const logger = { error: vi.fn(), warn: vi.fn(), debug: vi.fn(), info: vi.fn() }
      await failureInTime(request(testClient(fetch, { logger, logLevel }), route))
      expect(fetch.requests).toHaveLength(3)
    }
  })

  it('end when onRetry or shouldRetry throws, with what it threw (R16)', async () => {
    const mistake = new RangeError('mine')
    const throws = (): never => {
      throw mistake
    }
    expect(await failureInTime(request(testClient(scriptedFetch(busy), { onRetry: throws }), route))).toBe(mistake)
    expect(await failureInTime(request(testClient(scriptedFetch(busy), { shouldRetry: throws }), route))).toBe(mistake)
  })

  it('repeat a failed request while its key function works, and not when that fails (R20)', async () => {
    const fetch = scriptedFetch(ok)
    const cause = new Error('vault is sealed')
    const error = await failureInTime(request(testClient(fetch, { apiKey: () => Promise.reject(cause) }), route))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.cause).toBe(cause)
    expect(fetch.requests).toHaveLength(0)
  })
})

describe('calls that cost money on a platform without idempotency keys', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const refused = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })
  const reset = Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) })

  it.each([
    ['408', answer(408)],
    ['429', answer(429)],
    ['a refused connection', refused],
    ['x-should-retry: true', answer(500, {}, { 'x-should-retry': 'true' })],
  ])('are repeated after %s, when nothing was done', async (_name, first) => {
    expect(await requestsAfter(first)).toBe(2)
  })

  it.each([
    ['409', answer(409)],
    ['500', answer(500)],
    ['503', answer(503)],
    ['a reset connection', reset],
    ['a timeout', silence],
  ])('are not repeated after %s, when they may have run', async (_name, first) => {
    expect(await requestsAfter(first)).toBe(1)
    expect(await requestsAfter(first, { retryUnsafe: true })).toBe(2)
    expect(await requestsAfter(first, {}, createOpenAIClient)).toBe(2)
  })
})

describe('answers that are not used', () => {
  it('free their connection before the retry: three attempts share one socket (R18, L3)', async () => {
    let attempts = 0
    await using server = await localServer((_request, response) => {
      attempts++
      response.writeHead(attempts < 3 ? 503 : 200, { 'content-type': 'application/json', 'retry-after-ms': '0' }).end('{"id":"pr_1"}')
    })
    const sockets = new Set<unknown>()
    server.server.on('connection', (socket) => sockets.add(socket))
    expect(await request(testClient(globalThis.fetch, { baseURL: server.url }), route)).toEqual({ id: 'pr_1' })
    expect(attempts).toBe(3)
    expect(sockets.size).toBe(1)
  })

  it('are cancelled when they are larger than what is read of an error (R18, E9)', async () => {
    let pulls = 0
    const cancelled = vi.fn()
    const endless = (): Response =>
      new Response(
        new ReadableStream(
          {
            pull(controller) {
              pulls++
              controller.enqueue(new Uint8Array(256 * 1024).fill(120))
            },
            cancel: cancelled,
          },
          { highWaterMark: 0 },
        ),
        { status: 500 },
      )
    const error = (await failure(request(testClient(scriptedFetch(endless), { maxRetries: 0 }), route))) as APIStatusError
    expect(pulls).toBe(4)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(error.body).toHaveLength(1024 * 1024)
  })

  it('are cancelled when they are redirects', async () => {
    const cancelled = vi.fn()
    const redirect: Step = () => new Response(new ReadableStream({ cancel: cancelled }), { status: 302, headers: { location: '/login' } })
    await failure(request(testClient(scriptedFetch(redirect)), route))
    expect(cancelled).toHaveBeenCalledOnce()
  })
})
