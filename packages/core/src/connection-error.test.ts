import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { CallControl } from './call-control.js'
import { connectionError } from './connection-error.js'
import { APIConnectionError, APITimeoutError, type APIError, ConfigurationError, createHumanloopClient, NotFoundError, request } from './index.js'
import { localServer } from './testing/local-server.js'
import { scriptedFetch, type Step } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'
import type { Timing } from './timeout.js'

const route = 'GET /prompts/{id}'

function failed(message: string, code?: string, cause?: unknown): Error {
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), code !== undefined && { code })
}

/** What undici throws: a bare TypeError around the cause. */
function fetchFailed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause })
}

async function errorAfter(thrown: unknown): Promise<APIError> {
  const step: Step = () => Promise.reject(thrown)
  return failure(request(testClient(scriptedFetch(step), { maxRetries: 0 }), route, { id: 'pr_1' }))
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a connection error', () => {
  it('names the innermost code and message, and keeps the cause (E7)', async () => {
    const thrown = fetchFailed(failed('read ECONNRESET', 'ECONNRESET'))
    const error = await errorAfter(thrown)
    expect(error).toBeInstanceOf(APIConnectionError)
    expect(error).not.toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ message: 'GET /prompts/{id} failed: read ECONNRESET (1 attempt)', code: 'ECONNRESET', route, attempts: 1, retryable: true })
    expect(error.status).toBeUndefined()
    expect(error.cause).toBe(thrown)
    expect(Object.keys(error)).not.toContain('cause')
  })

  it.each([
    ['a code that the message lacks', fetchFailed(failed('self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT')), 'DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate'],
    ['all addresses of a host', fetchFailed(Object.assign(new AggregateError([failed('connect ECONNREFUSED ::1:9', 'ECONNREFUSED')]), { code: 'ECONNREFUSED' })), 'connect ECONNREFUSED ::1:9; nothing listens there, check baseURL'],
    ['a cause that is text', new TypeError('fetch failed', { cause: 'gone' }), 'fetch failed'],
    ['a cause that is null', new TypeError('fetch failed', { cause: null }), 'fetch failed'],
    ['a thrown text', 'no network', 'no network'],
    ['an error without words', new TypeError(''), 'TypeError'],
  ])('tells of %s (E7)', async (_name, thrown, words) => {
    expect((await errorAfter(thrown)).message).toBe(`GET /prompts/{id} failed: ${words} (1 attempt)`)
  })

  it.each([undefined, null])('survives a fetch that throws %s (E7)', (thrown) => {
    const control = new CallControl({ closed: false, calls: new Set() }, route, {} as Timing, undefined)
    expect(connectionError(thrown, control).message).toBe(`GET /prompts/{id} failed: ${thrown} (0 attempts)`)
    control.end()
  })

  it('has no code where there is none', async () => {
    expect(JSON.parse(JSON.stringify(await errorAfter(new TypeError('fetch failed'))))).not.toHaveProperty('code')
  })

  it('does not follow a chain of causes for ever (E7)', async () => {
    const first = failed('first')
    const second = failed('second', 'E_SECOND', first)
    first.cause = second
    expect(await errorAfter(first)).toMatchObject({ code: 'E_SECOND' })
  })

  it('recognises errors of another realm by what they are (E7)', async () => {
    const foreign = { name: 'TypeError', message: 'x is not a function', [Symbol.toStringTag]: 'Error' }
    expect(await errorAfter(foreign)).toMatchObject({ message: 'GET /prompts/{id} failed: the fetch option threw: x is not a function (1 attempt)', retryable: false })
  })

  it.each([
    ['undici', fetchFailed(failed('Connect Timeout Error', 'UND_ERR_CONNECT_TIMEOUT'))],
    ['the system', fetchFailed(failed('connect ETIMEDOUT 10.0.0.1:443', 'ETIMEDOUT'))],
    ['Deno', new TypeError('error sending request: client error (Connect): tcp connect error: operation timed out')],
  ])('is a timeout where the connection timed out in %s (T5)', async (_name, thrown) => {
    const error = await errorAfter(thrown)
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ retryable: true })
    expect(error.cause).toBe(thrown)
  })

  it.each([
    ['UND_ERR_HEADERS_TIMEOUT', 'Headers Timeout Error', false],
    ['UND_ERR_BODY_TIMEOUT', 'Body Timeout Error', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error', true],
    ['UND_ERR_INVALID_ARG', 'invalid onRequestStart method', false],
  ])('names the remedy for %s of the runtime (T7, C9)', async (code, message, retryable) => {
    const error = await errorAfter(fetchFailed(failed(message, code)))
    expect(error.message).toBe(`GET /prompts/{id} failed: ${code} ${message}; \`transport: nodeTransport()\` from @smarter-api/core/node avoids this (1 attempt)`)
    expect(error.retryable).toBe(retryable)
  })

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'get')"),
    new TypeError('x.map is not a function'),
    new TypeError('undefined is not iterable'),
    new ReferenceError('x is not defined'),
  ])("tells of a mistake in the caller's own fetch as such, and does not repeat it: %s (E7)", async (thrown) => {
    const message = `GET /prompts/{id} failed: the fetch option threw: ${thrown.message} (1 attempt)`
    expect(await errorAfter(thrown)).toMatchObject({ message, retryable: false })
  })

  it.each([new TypeError('Failed to fetch'), new TypeError('Load failed'), fetchFailed(failed('other side closed', 'UND_ERR_SOCKET'))])(
    "stays one of the network where the caller's fetch passes it on: %s (E7)",
    async (thrown) => {
      const error = await errorAfter(thrown)
      expect(error.message).not.toContain('fetch option')
      expect(error.retryable).toBe(true)
    },
  )

  it('does not blame the fetch option where none was given (E7)', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('x is not a function')))
    const client = createHumanloopClient({ apiKey: secret, baseURL: 'http://127.0.0.1', maxRetries: 0 })
    expect((await failure(request(client, route, { id: 'pr_1' }))).message).toBe('GET /prompts/{id} failed: x is not a function (1 attempt)')
  })

  it('lets errors of the SDK pass as they are, for fetches that are clients themselves', async () => {
    for (const thrown of [new NotFoundError('theirs'), new ConfigurationError('theirs')]) expect(await errorAfter(thrown)).toBe(thrown)
  })

  it('never repeats the key, should a runtime put it into its message', async () => {
    const error = await errorAfter(new TypeError(`Headers.append: "${secret}" is an invalid header value.`))
    expect(error.message).toBe('GET /prompts/{id} failed: the fetch option threw: Headers.append: "[redacted]" is an invalid header value. (1 attempt)')
  })

  it('names a refused port on a real machine, and the option that may be wrong; it may be retried', async () => {
    const probe = createServer()
    await new Promise<void>((resolve) => {
      probe.listen(0, '127.0.0.1', resolve)
    })
    const { port } = probe.address() as AddressInfo
    await new Promise((resolve) => {
      probe.close(resolve)
    })
    const error = await failure(request(testClient(globalThis.fetch, { baseURL: `http://127.0.0.1:${port}`, maxRetries: 0 }), route, { id: 'pr_1' }))
    expect(error).toMatchObject({ name: 'APIConnectionError', code: 'ECONNREFUSED', message: `GET /prompts/{id} failed: connect ECONNREFUSED 127.0.0.1:${port}; nothing listens there, check baseURL (1 attempt)`, retryable: true })
  })

  it('tells of a socket that is cut within the answer (E7, R19)', async () => {
    await using server = await localServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
      response.write('{"id":', () => response.socket?.destroy())
    })
    const error = await failure(request(testClient(globalThis.fetch, { baseURL: server.url, maxRetries: 0 }), route, { id: 'pr_1' }))
    expect(error).toMatchObject({ name: 'APIConnectionError', retryable: true, attempts: 1 })
    expect(error.code).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/)
  })

  it('explains a redirect, which is never followed, and is final (C8)', async () => {
    let requests = 0
    await using server = await localServer((_request, response) => {
      requests++
      response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()
    })
    const error = await failure(request(testClient(globalThis.fetch, { baseURL: server.url }), route, { id: 'pr_1' }))
    expect(error.message).toBe('GET /prompts/{id} failed: a redirect, never followed because the request carries a key; check baseURL (1 attempt)')
    expect(error.retryable).toBe(false)
    expect(requests).toBe(1)
  })
})
