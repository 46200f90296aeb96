import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  APITimeoutError,
  APIUserAbortError,
  ClientClosedError,
  ConfigurationError,
  fetchRoute,
  isAPIError,
  type Middleware,
  request,
  type RequestOptions,
  stream,
  type Timeout,
} from './index.js'
import { resolveTimeout } from './timeout.js'
import { gate, never, pause } from './testing/gate.js'
import { answer, broken, scriptedFetch, silence, stalled, type Step } from './testing/scripted-fetch.js'
import { failure, failureInTime, valueInTime } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'GET /prompts/{id}'
const params = { id: 'pr_1' }
const ok = answer(200, { id: 'pr_1' })

/** Takes what it is given and never looks at its signal. */
const deaf: Step = never

async function lateAndStalled(): Promise<Response> {
  await pause(700)
  return new Response(new ReadableStream())
}

async function timeOf(step: Step, timeout: Timeout | undefined, options: RequestOptions = {}): Promise<{ error: unknown; took: number }> {
  const client = testClient(scriptedFetch(step), { timeout, maxRetries: 0 })
  const started = performance.now()
  const error = await failureInTime(request(client, route, params, options))
  expect(vi.getTimerCount()).toBe(0)
  return { error, took: performance.now() - started }
}

async function slowKey(): Promise<string> {
  await pause(5000)
  return secret
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the option timeout', () => {
  const base = { attempt: 60_000, idle: 60_000 }
  const resolve = (timeout: Timeout | undefined): object => resolveTimeout(timeout, base, false)

  it.each([
    [undefined, base],
    [1000, { attempt: 1000, idle: 1000 }],
    [0.5, { attempt: 0.5, idle: 0.5 }],
    [2 ** 31 - 1, { attempt: 2 ** 31 - 1, idle: 2 ** 31 - 1 }],
    [null, { attempt: undefined, idle: undefined }],
    [false, { attempt: undefined, idle: undefined }],
    [Infinity, { attempt: undefined, idle: undefined }],
    [{ total: 5000 }, { ...base, total: 5000 }],
    [{ attempt: 1000 }, { attempt: 1000, idle: 1000 }],
    [{ idle: 10, attempt: 1000 }, { attempt: 1000, idle: 10 }],
    [{ attempt: 1000, idle: null }, { attempt: 1000, idle: undefined }],
    [{ headers: 500, idle: undefined }, { ...base, headers: 500 }],
  ] as const)('takes %j for %j (T2, T8)', (timeout, expected) => {
    expect(resolve(timeout)).toEqual(expected)
  })

  it.each([0, -1, Number.NaN, 2 ** 31, -Infinity, '1000', true, 10n, { total: 0 }, { attempt: '5' }])('refuses %s, naming the option and what it may be (T2)', async (timeout) => {
    expect(() => resolve(timeout as Timeout)).toThrow(ConfigurationError)
    expect(() => testClient(scriptedFetch(ok), { timeout: timeout as Timeout })).toThrow(/^timeout(\.\w+)? must be milliseconds above 0 and at most 2147483647, or null for no limit; got .+$/)
    const fetch = scriptedFetch(ok)
    expect(await failure(request(testClient(fetch), route, params, { timeout: timeout as Timeout }))).toBeInstanceOf(ConfigurationError)
    expect(fetch.requests).toHaveLength(0)
  })

  it('shows a text that looks like a number as a text (T2)', () => {
    expect(() => resolve('1000' as unknown as Timeout)).toThrow(/^timeout must be .*; got "1000"$/)
    expect(() => resolve({ attempt: '5' } as unknown as Timeout)).toThrow(/^timeout\.attempt must be .*; got "5"$/)
    expect(() => resolve(0)).toThrow(/; got 0$/)
  })

  it.each([
    [{ read: 5 }, '"timeout.read" is not a limit; the limits are total, attempt, headers, idle, connect'],
    [{ Total: 5 }, '"timeout.Total" is not a limit; did you mean total?'],
    [[1000], '"timeout.0" is not a limit; the limits are total, attempt, headers, idle, connect'],
  ])('refuses a limit that does not exist: %j (T2)', async (timeout, message) => {
    expect(() => resolve(timeout as Timeout)).toThrow(ConfigurationError)
    expect((await failure(request(testClient(scriptedFetch(ok)), route, params, { timeout: timeout as Timeout }))).message).toBe(message)
  })

  it('refuses connect where nothing would honour it, instead of ignoring it (T8)', () => {
    expect(() => testClient(scriptedFetch(ok), { timeout: { connect: 500 } })).toThrow('timeout.connect needs `transport: nodeTransport()` from @smarter-api/core/node')
  })

  it('hands connect to a fetch that honours it (T8)', async () => {
    const fetch = Object.assign(scriptedFetch(ok), { limitsConnect: true })
    await request(testClient(fetch, { timeout: { connect: 500 } }), route, params)
    expect(fetch.requests[0]?.init).toMatchObject({ connectTimeout: 500 })
  })

  it.each([
    [60, true],
    [{ attempt: 60 }, true],
    [250, false],
    [null, false],
    [false, false],
    [undefined, false],
    [{ total: 60 }, false],
  ] as Array<[Timeout | undefined, boolean]>)('warns of %j, which looks like seconds: %s (T2)', (timeout, warns) => {
    const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() }
    testClient(scriptedFetch(ok), { timeout, logger, logLevel: 'warn' })
    expect(logger.warn.mock.calls).toEqual(warns ? [['timeout: 60 means milliseconds, not seconds']] : [])
  })
})

describe('time', () => {
  it('is 60 seconds for an attempt by default (T1)', async () => {
    const { error, took } = await timeOf(silence, undefined)
    expect(took).toBe(60_000)
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ name: 'APITimeoutError', message: 'GET /prompts/{id} timed out after 60000 ms (timeout.attempt, 1 attempt)', retryable: true, attempts: 1 })
  })

  it("of the call overrides the client's (T1)", async () => {
    expect((await timeOf(silence, 5000, { timeout: 1000 })).took).toBe(1000)
  })

  it('covers a buffered body with what the headers left of it (T3)', async () => {
    const { error, took } = await timeOf(lateAndStalled, 1000)
    expect(took).toBe(1000)
    expect(error).toMatchObject({ message: expect.stringContaining('timeout.attempt') })
  })

  it('has a limit of its own for headers (T8)', async () => {
    const { error, took } = await timeOf(silence, { attempt: 5000, headers: 300 })
    expect(took).toBe(300)
    expect(error).toMatchObject({ message: 'GET /prompts/{id} timed out after 300 ms (timeout.headers, 1 attempt)' })
    expect((await timeOf(silence, { attempt: 200, headers: 300 })).took).toBe(200)
    expect((await timeOf(silence, { attempt: null, headers: 300 })).took).toBe(300)
    expect((await timeOf(stalled(200), { attempt: 5000, headers: 300 })).took).toBe(5000)
  })

  it('of the headers alone limits streams and raw answers (T3)', async () => {
    const client = testClient(scriptedFetch(stalled(200, 'data: 1\n\n')), { timeout: { attempt: 1000, idle: null } })
    const events = await stream(client, route, params, {}, { terminator: 'optional' })
    const raw = await fetchRoute(client, route, params)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(await events[Symbol.asyncIterator]().next()).toEqual({ done: false, value: 1 })
    expect(await raw.body?.getReader().read()).toMatchObject({ done: false })
    await client.close()
  })

  it('never ends without a limit (T2)', async () => {
    for (const timeout of [null, false, Infinity] as const) {
      const abort = new AbortController()
      const settledEarly = vi.fn()
      const running = failure(request(testClient(scriptedFetch(silence), { timeout }), route, params, { signal: abort.signal })).finally(settledEarly)
      await vi.advanceTimersByTimeAsync(2 ** 31)
      expect(settledEarly).not.toHaveBeenCalled()
      abort.abort()
      expect(await running).toBeInstanceOf(APIUserAbortError)
    }
  })

  it('ends an attempt whose fetch ignores its signal (T3)', async () => {
    expect((await timeOf(deaf, 1000)).took).toBe(1000)
  })

  it('is not spent by middleware and key functions (T14)', async () => {
    const middleware: Middleware[] = [
      async (sent, next) => {
        await pause(5000)
        const response = await next(sent)
        await pause(5000)
        return response
      },
    ]
    expect(await valueInTime(request(testClient(scriptedFetch(ok), { timeout: 1000, apiKey: slowKey, middleware }), route, params))).toEqual({ id: 'pr_1' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has a total over attempts and waits (T9)', async () => {
    const fetch = scriptedFetch(silence)
    const started = performance.now()
    const error = await failureInTime(request(testClient(fetch, { timeout: { attempt: 1000, total: 2200 } }), route, params))
    expect(performance.now() - started).toBe(2200)
    expect(error).toMatchObject({ message: 'GET /prompts/{id} timed out after 2200 ms (timeout.total, 2 attempts)', attempts: 2, retryable: false })
    expect(fetch.requests).toHaveLength(2)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('that a wait would pass in total fails at once, with what failed as cause (T9)', async () => {
    const fetch = scriptedFetch(answer(503, {}, { 'retry-after': '10' }))
    const started = performance.now()
    const error = await failureInTime(request(testClient(fetch, { timeout: { total: 10_000 } }), route, params))
    expect(performance.now() - started).toBe(0)
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error.cause).toMatchObject({ status: 503 })
    expect(fetch.requests).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('in total covers slow keys, middleware and bodies (T9)', async () => {
    for (const options of [{ apiKey: never }, { middleware: [never] }, { fetch: scriptedFetch(stalled(200)) }]) {
      const client = testClient(scriptedFetch(silence), { timeout: { attempt: null, total: 800 }, ...options })
      expect(await failureInTime(request(client, route, params))).toMatchObject({ message: expect.stringContaining('timeout.total') })
      expect(vi.getTimerCount()).toBe(0)
    }
  })
})

describe('an abort', () => {
  const reason = new Error('the user left')

  async function abortDuring(fetch: Step, options: object = {}): Promise<{ error: unknown; signal: AbortSignal }> {
    const abort = new AbortController()
    const client = testClient(scriptedFetch(fetch), options)
    const running = failure(request(client, route, params, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(100)
    const before = performance.now()
    abort.abort(reason)
    const error = await running
    expect(performance.now()).toBe(before)
    expect(client.state.calls.size).toBe(0)
    return { error, signal: abort.signal }
  }

  it.each([
    ['the request', silence, {}],
    ['a request whose fetch ignores signals', deaf, {}],
    ['the body', stalled(200), {}],
    ['the body of an error', stalled(500), {}],
    ['the wait for a retry', answer(503, {}, { 'retry-after': '30' }), {}],
    ['the search for a key', ok, { apiKey: never }],
    ['middleware', ok, { middleware: [never] }],
    ['validation', ok, { validate: never }],
  ] as const)('ends %s at once, is not retried and leaves nothing behind (T5, T11, T12)', async (_phase, step, options) => {
    const { error, signal } = await abortDuring(step, options)
    expect(error).toBeInstanceOf(APIUserAbortError)
    expect(error).toMatchObject({ name: 'APIUserAbortError', message: 'GET /prompts/{id} was aborted by its signal', cause: reason, retryable: false })
    expect(Object.keys(error as object)).not.toContain('cause')
    expect((error as APIUserAbortError).status).toBeUndefined()
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('before the call sends nothing and asks for no key (T12)', async () => {
    const apiKey = vi.fn(() => secret)
    const fetch = scriptedFetch(ok)
    const error = await failure(request(testClient(fetch, { apiKey }), route, params, { signal: AbortSignal.abort(reason) }))
    expect(error).toMatchObject({ name: 'APIUserAbortError', cause: reason, attempts: 0 })
    expect(apiKey).not.toHaveBeenCalled()
    expect(fetch.requests).toHaveLength(0)
  })

  it('while the key is looked up sends nothing when the key comes, and opens no body again (T12)', async () => {
    const fetch = scriptedFetch(answer(503), ok)
    const abort = new AbortController()
    const body = vi.fn(() => 'text')
    const { promise, open } = gate<string>()
    const apiKey = vi.fn<() => string | Promise<string>>().mockReturnValueOnce(secret).mockReturnValue(promise)
    const running = failure(fetchRoute(testClient(fetch, { apiKey }), 'POST /prompts{body}', { body }, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(500)
    expect(apiKey).toHaveBeenCalledTimes(2)
    abort.abort()
    await running
    open(secret)
    await vi.runAllTimersAsync()
    expect(fetch.requests).toHaveLength(1)
    expect(body).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('within middleware sends nothing when it goes on, and starts no clock (T11, T12)', async () => {
    const fetch = scriptedFetch(ok)
    const abort = new AbortController()
    const { promise, open } = gate()
    const middleware: Middleware[] = [
      async (sent, next) => {
        await promise
        return next(sent)
      },
    ]
    const running = failure(request(testClient(fetch, { middleware }), route, params, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(0)
    abort.abort()
    await running
    open()
    await vi.advanceTimersByTimeAsync(0)
    expect(fetch.requests).toHaveLength(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('lets go of an answer that middleware gives too late (T11, R18)', async () => {
    const abort = new AbortController()
    const cancelled = vi.fn()
    const { promise, open } = gate()
    const middleware: Middleware[] = [
      async (sent, next) => {
        const response = await next(sent)
        await promise
        return response
      },
    ]
    const client = testClient(scriptedFetch(stalled(200, 'data: 1\n\n', cancelled)), { middleware })
    const running = failure(stream(client, route, params, { signal: abort.signal }, { terminator: 'optional' }))
    await vi.advanceTimersByTimeAsync(0)
    abort.abort()
    await running
    open()
    await vi.advanceTimersByTimeAsync(0)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
    expect(client.state.calls.size).toBe(0)
  })

  it('wins over an error of the body that comes with it (T13)', async () => {
    const abort = new AbortController()
    const cutByAbort: Step = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            abort.signal.addEventListener('abort', () => controller.error(new TypeError('terminated')))
          },
        }),
      )
    const running = failure(request(testClient(scriptedFetch(cutByAbort)), route, params, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(0)
    abort.abort()
    expect(await running).toBeInstanceOf(APIUserAbortError)
  })

  it('that comes after an error of the body leaves that error as it is (T13)', async () => {
    const abort = new AbortController()
    const error = await failure(request(testClient(scriptedFetch(broken(200, '{')), { maxRetries: 0 }), route, params, { signal: abort.signal }))
    abort.abort()
    expect(error).toMatchObject({ name: 'APIConnectionError', code: 'UND_ERR_SOCKET' })
  })

  it('by onRetry ends the call before its wait (T12)', async () => {
    const abort = new AbortController()
    const fetch = scriptedFetch(answer(503))
    const error = await failure(request(testClient(fetch), route, params, { signal: abort.signal, onRetry: () => abort.abort() }))
    expect(error).toBeInstanceOf(APIUserAbortError)
    expect(fetch.requests).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it("reaches the platform's fetch as the error itself (T10)", async () => {
    const fetch = scriptedFetch(silence)
    const abort = new AbortController()
    const running = failure(request(testClient(fetch), route, params, { signal: abort.signal }))
    await vi.advanceTimersByTimeAsync(0)
    abort.abort()
    expect(fetch.requests[0]?.init.signal?.reason).toBe(await running)
  })
})

describe('a late answer of an attempt that timed out', () => {
  it('is let go and leaves the clock of the next attempt alone (T4, R18)', async () => {
    const cancelled = vi.fn()
    const answers: Array<(response: Response) => void> = []
    const held: Step = () =>
      new Promise((resolve) => {
        answers.push(resolve)
      })
    const client = testClient(scriptedFetch(held), { timeout: 1000, maxRetries: 1 })
    const running = failure(request(client, route, params))
    await vi.advanceTimersByTimeAsync(1000 + 500 + 100)
    expect(answers).toHaveLength(2)
    answers[0]?.(new Response(new ReadableStream({ cancel: cancelled })))
    await vi.advanceTimersByTimeAsync(899)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await running).toMatchObject({ name: 'APITimeoutError', attempts: 2 })
  })
})

describe('a shared signal', () => {
  it.each([
    ['success', [ok]],
    ['failure', [answer(404)]],
    ['retries', [answer(503), answer(503), ok]],
    ['a timeout', [silence]],
    ['a broken connection', [new TypeError('fetch failed')]],
    ['an answer that is not JSON', [answer(200, '<html>')]],
  ] as Array<[string, [Step, ...Step[]]]>)('has no listener left after %s (T10, T11)', async (_outcome, steps) => {
    const { signal } = new AbortController()
    const client = testClient(scriptedFetch(...steps))
    await Promise.allSettled([valueInTime(request(client, route, params, { signal }))])
    expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    expect(client.state.calls.size).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is held by one object, not by a closure over the request (T11)', async () => {
    const { signal } = new AbortController()
    const add = vi.spyOn(signal, 'addEventListener')
    const running = failureInTime(request(testClient(scriptedFetch(silence), { maxRetries: 0 }), route, params, { signal }))
    expect(add).toHaveBeenCalledOnce()
    expect(add.mock.calls[0]?.[1]).toHaveProperty('handleEvent')
    expect(add.mock.calls[0]?.[1]).not.toHaveProperty('options')
    await running
  })

  it('has no listener and no timer left when it aborts a stream that nobody reads (T11)', async () => {
    const abort = new AbortController()
    const client = testClient(scriptedFetch(stalled(200, 'data: 1\n\n')), { timeout: { total: 50_000 } })
    const events = await stream(client, route, params, { signal: abort.signal }, { terminator: 'optional' })
    await events[Symbol.asyncIterator]().next()
    abort.abort()
    expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0)
    expect(vi.getTimerCount()).toBe(0)
    expect(client.state.calls.size).toBe(0)
  })
})

describe('closing a client', () => {
  it.each([
    ['a request', silence],
    ['a body', stalled(200)],
    ['a wait for a retry', answer(503, {}, { 'retry-after': '30' })],
  ])('ends %s in flight at once with an error of its own (L2)', async (_phase, step) => {
    const client = testClient(scriptedFetch(step))
    const running = failure(request(client, route, params))
    await vi.advanceTimersByTimeAsync(10)
    await client.close()
    const error = await running
    expect(error).toBeInstanceOf(ClientClosedError)
    expect(error).toBeInstanceOf(APIUserAbortError)
    expect(error.message).toBe('GET /prompts/{id} ended: its client is closed')
    expect(vi.getTimerCount()).toBe(0)
    expect(client.state.calls.size).toBe(0)
  })

  it('ends a stream in flight (L2)', async () => {
    const client = testClient(scriptedFetch(stalled(200, 'data: 1\n\n')))
    const events = (await stream(client, route, params, {}, { terminator: 'optional' }))[Symbol.asyncIterator]()
    await events.next()
    const pending = failure(events.next())
    await client.close()
    expect(await pending).toBeInstanceOf(ClientClosedError)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('refuses new calls without network, every time (L2)', async () => {
    const fetch = scriptedFetch(ok)
    const client = testClient(fetch)
    await client.close()
    await client.close()
    for (let turn = 0; turn < 2; turn++) expect(await failure(request(client, route, params))).toBeInstanceOf(ClientClosedError)
    expect(isAPIError(await failure(request(client, route, params)))).toBe(true)
    expect(fetch.requests).toHaveLength(0)
  })
})
