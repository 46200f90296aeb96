import { describe, expect, it, vi } from 'vitest'
import { type ApiPromise, type Client, ConfigurationError, createSmarterClient, fetchRoute, NotFoundError, request, ResponseParseError, stream, text, upload, type WithRequestId } from './index.js'
import { localServer } from './testing/local-server.js'
import { answer, scriptedFetch, type Step } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'GET /prompts/{id}'
const params = { id: 'pr_1' }

function send<T = unknown>(step: Step, options: Parameters<typeof testClient>[1] = {}): ApiPromise<T> {
  return request<T>(testClient(scriptedFetch(step), options), route, params)
}

const untyped: Step = () => new Response(new TextEncoder().encode('nothing'))
const keepBigIntegers = (json: string): unknown => JSON.parse(json.replaceAll(/:(\d{16,})/g, ':"$1"'))

describe('a call', () => {
  it.each([undefined, {}, { client: testClient(scriptedFetch(answer(200, {}))) }])('says what is missing where it is given no client: %j', async (given) => {
    const error = await failure(request(given as unknown as Client, route, params))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toBe('GET /prompts/{id} needs a client first, such as humanloop.client')
  })

  it('starts when its function is called, not when it is awaited (P2)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    const call = request(testClient(fetch), route, params)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    expect(fetch.requests).toHaveLength(1)
    await call
  })

  it('is a real promise, parsed once however often it is awaited (P1)', async () => {
    const parseJson = vi.fn(JSON.parse)
    const call = send(answer(200, { id: 'pr_1' }), { parseJson })
    expect(call).toBeInstanceOf(Promise)
    expect(await call).toBe(await call)
    expect((await call.withResponse()).data).toBe(await call)
    expect(await Promise.all([call, call])).toEqual([{ id: 'pr_1' }, { id: 'pr_1' }])
    expect(parseJson).toHaveBeenCalledOnce()
  })

  it('tells its answer and request id with withResponse (P1, P7)', async () => {
    const { data, response, requestId } = await send(answer(200, { id: 'pr_1' }, { 'x-request-id': 'req_1', 'x-ratelimit-remaining': '7' })).withResponse()
    expect(data).toEqual({ id: 'pr_1' })
    expect(response.headers.get('x-ratelimit-remaining')).toBe('7')
    expect(requestId).toBe('req_1')
    expect((await send(answer(200, {})).withResponse()).requestId).toBeUndefined()
  })

  it('tells the answer of a stream (P7)', async () => {
    const call = stream(testClient(scriptedFetch(answer(200, 'data: 1\n\n', { 'x-request-id': 'req_1' }))), route, params, {}, { terminator: 'optional' })
    const { data, response, requestId } = await call.withResponse()
    expect(data.requestId).toBe('req_1')
    expect([requestId, response.headers.get('x-request-id')]).toEqual(['req_1', 'req_1'])
    data.abort()
  })

  it('rejects with its error through withResponse too, once (E14, P1)', async () => {
    const rejections = await unhandledRejections(async () => {
      expect(await failure(send(answer(404)).withResponse())).toBeInstanceOf(NotFoundError)
    })
    expect(rejections).toEqual([])
  })

  it('that nobody awaits is one unhandled rejection, not two (E14)', async () => {
    const rejections = await unhandledRejections(async () => {
      void send(answer(404))
    })
    expect(rejections).toHaveLength(1)
    expect(rejections[0]).toBeInstanceOf(NotFoundError)
  })

  it('gives plain objects their request id, which JSON, spreads and comparisons do not see (P3)', async () => {
    const result = await send<{ id: string }>(answer(200, { id: 'pr_1' }, { 'x-request-id': 'req_1' }))
    expect(result._request_id).toBe('req_1')
    expect(result).toEqual({ id: 'pr_1' })
    expect(JSON.stringify(result)).toBe('{"id":"pr_1"}')
    expect({ ...result }).not.toHaveProperty('_request_id')
  })

  it.each([
    ['an array', '[1]'],
    ['null', 'null'],
    ['a number', '7'],
    ['text', '"a"'],
  ])('gives no request id to %s (P3)', async (_name, body) => {
    const result = (await send(answer(200, body, { 'x-request-id': 'req_1' }))) as WithRequestId<object> | null
    expect(result).toEqual(JSON.parse(body))
    expect(Object.getOwnPropertyNames(new Object(result))).not.toContain('_request_id')
  })

  it('has no request id where the server gives none, and survives results that cannot be extended (P3)', async () => {
    expect(await send<object>(answer(200, {}))).not.toHaveProperty('_request_id')
    expect(await send(answer(200, { id: 1 }, { 'x-request-id': 'req_1' }), { parseJson: (json) => Object.freeze(JSON.parse(json)) })).toEqual({ id: 1 })
  })

  it.each([
    ['204', answer(204)],
    ['205', answer(205)],
    ['an empty text', answer(200, '', { 'content-type': 'application/json', 'content-length': '0' })],
  ])('gives undefined for %s (P4)', async (_name, step) => {
    expect(await send(step)).toBeUndefined()
  })

  it('gives undefined for HEAD, whatever its headers promise (P4)', async () => {
    await using server = await localServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-length': '15' }).end())
    expect(await request(testClient(globalThis.fetch, { baseURL: server.url }), 'HEAD /prompts')).toBeUndefined()
  })

  it('reads JSON by what the route promises, under any content type and after a byte order mark (P4)', async () => {
    expect(await send(answer(200, '{"id":1}', { 'content-type': 'application/problem+json; charset=utf-8' }))).toEqual({ id: 1 })
    expect(await send(answer(200, '{"id":1}', { 'content-type': 'text/html' }))).toEqual({ id: 1 })
    expect(await send(answer(200, '\uFEFF{"id":1}'))).toEqual({ id: 1 })
  })

  it.each(['<!doctype html><title>Welcome</title>', ' ', '{"id":'])('whose success is not JSON but %j fails with status, request id and beginning (P5)', async (body) => {
    const error = await failure(send(answer(200, body, { 'content-type': 'text/html', 'x-request-id': 'req_1' })))
    expect(error).toBeInstanceOf(ResponseParseError)
    expect(error).toMatchObject({ status: 200, requestId: 'req_1', route, body, attempts: 1, retryable: false })
    expect(error.message).toBe(`GET /prompts/{id} answered 200 with text/html that is not JSON; it begins ${JSON.stringify(body)}. Check baseURL.`)
    expect(error.cause).toBeInstanceOf(SyntaxError)
  })

  it('shows no more than the beginning of what is not JSON, and never the key (P5)', async () => {
    const error = await failure(send(answer(200, `you sent ${secret} ${'x'.repeat(10_000)}`, {})))
    expect(error.message.length).toBeLessThan(250)
    expect(error.message).toContain('"you sent [redacted] xxx')
    expect(String(error.body)).not.toContain(secret)
  })

  it('says so where there is no content type (P5)', async () => {
    expect((await failure(send(untyped))).message).toContain('with no content type that is not JSON')
  })

  it('reads JSON with the function that the client gives, for example to keep big integers (P6)', async () => {
    expect(await send(answer(200, '{"id":9007199254740993}'), { parseJson: keepBigIntegers })).toEqual({ id: '9007199254740993' })
  })

  it('keeps keys such as __proto__ from changing anything (P8)', async () => {
    const result = await send<object>(answer(200, '{"__proto__":{"polluted":true},"constructor":1}', { 'x-request-id': 'req_1' }))
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
    await request(testClient(scriptedFetch(answer(200, {}))), 'POST /prompts', JSON.parse('{"__proto__":{"polluted":true}}') as object)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  it('takes a redirect for its success only where the route says so', async () => {
    const found = answer(302, undefined, { location: '/next' })
    const fetch = scriptedFetch(found)
    const { data, response } = await request(testClient(fetch), 'POST /deploy', {}, {}, { acceptsRedirect: true }).withResponse()
    expect(data).toBeUndefined()
    expect(response.headers.get('location')).toBe('/next')
    expect(fetch.requests[0]?.init.redirect).toBe('manual')
    expect(await failure(request(testClient(fetch), 'POST /deploy'))).toMatchObject({ status: 302 })
    expect(await failure(request(testClient(scriptedFetch(answer(404))), 'POST /deploy', {}, {}, { acceptsRedirect: true }))).toBeInstanceOf(NotFoundError)
  })

  it.each([
    ['humanloop', testClient, 'error'],
    ['smarter', createSmarterClient, 'manual'],
  ] as const)('of %s never follows redirects on Node (C8)', async (_name, create, redirect) => {
    const fetch = scriptedFetch(answer(200, {}))
    const client = create === testClient ? testClient(fetch) : createSmarterClient({ apiKey: 'k', fetch })
    await request(client, route, params)
    expect(fetch.requests[0]?.init.redirect).toBe(redirect)
  })

  it('streams its body with redirects refused, so that Node does not keep all of it', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await fetchRoute(createSmarterClient({ apiKey: 'k', fetch }), 'POST /files{body}', { body: new ReadableStream() })
    expect(fetch.requests[0]?.init).toMatchObject({ redirect: 'error', duplex: 'half' })
  })
})

describe('text', () => {
  it('is given as it is, whatever its content type says (P4)', async () => {
    const client = testClient(scriptedFetch(answer(200, '{"id":1}', { 'content-type': 'application/json' })))
    expect(await text(client, 'GET /prompts/{id}/serialize', params)).toBe('{"id":1}')
    expect(await text(client, 'GET /prompts/{id}/serialize', params).withResponse()).toMatchObject({ data: '{"id":1}' })
  })

  it('is asked for by its accept header', async () => {
    const fetch = scriptedFetch(answer(200, 'a'))
    await text(testClient(fetch), 'GET /prompts/{id}/serialize', params)
    expect(fetch.requests[0]?.headers.get('accept')).toBe('text/plain, */*')
  })
})

describe('an upload', () => {
  it('gives its JSON with the request id (P3)', async () => {
    const fetch = scriptedFetch(answer(200, { id: 'file_1' }, { 'x-request-id': 'req_1' }))
    const result = await upload<{ id: string }>(testClient(fetch), 'POST /files', { file: ['a.txt', 'content'] })
    expect(result).toEqual({ id: 'file_1' })
    expect(result._request_id).toBe('req_1')
  })
})

/** The rejections that nobody handled while the action ran, kept from the test runner. */
async function unhandledRejections(action: () => Promise<void>): Promise<unknown[]> {
  const seen: unknown[] = []
  const others = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason) => seen.push(reason))
  try {
    await action()
    for (let turn = 0; turn < 3; turn++) {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
  } finally {
    process.removeAllListeners('unhandledRejection')
    for (const listener of others) process.on('unhandledRejection', listener)
  }
  return seen
}
