import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  APIStatusError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  createOpenAIClient,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  request,
  type RequestOptions,
  UnprocessableEntityError,
} from './index.js'
import { answer, broken, scriptedFetch, stalled, type Step } from './testing/scripted-fetch.js'
import { failure, failureInTime } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'GET /prompts/{id}'

async function errorOf(step: Step, options: RequestOptions = {}): Promise<APIStatusError> {
  return (await failure(request(testClient(scriptedFetch(step), { maxRetries: 0 }), route, { id: 'pr_1' }, options))) as APIStatusError
}

describe('an unsuccessful answer', () => {
  const classes = [
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [422, UnprocessableEntityError],
    [429, RateLimitError],
    [500, InternalServerError],
    [503, InternalServerError],
    [599, InternalServerError],
    [418, APIStatusError],
    [304, APIStatusError],
  ] as const
  it.each(classes.map(([status, Class]) => [status, Class.errorName, Class] as const))('of status %d is a %s (E1)', async (status, name, Class) => {
    const error = await errorOf(answer(status))
    expect(error).toBeInstanceOf(Class)
    expect(error.name).toBe(name)
    expect(error.status).toBe(status)
  })

  it('tells what failed, where, and what the server said (E3, E4, E5)', async () => {
    const body = { error: { message: 'Prompt not found.', code: 'missing', param: 'id', type: 'not_found' } }
    const error = await errorOf(answer(404, body, { 'x-request-id': 'req_1' }))
    expect(error.message).toBe('GET /prompts/{id} failed with 404: Prompt not found. (request id req_1, 1 attempt)')
    expect(error).toMatchObject({ code: 'missing', param: 'id', type: 'not_found', requestId: 'req_1', route, attempts: 1, retryable: false, body, error: body.error })
    expect(error.headers.get('x-request-id')).toBe('req_1')
    expect(error.response.status).toBe(404)
    expect(error.response.bodyUsed).toBe(true)
  })

  it.each([
    ['no body', answer(500), undefined, 'no body'],
    ['an empty object', answer(500, {}), {}, '{}'],
    ['text', answer(502, 'Bad Gateway'), 'Bad Gateway', 'Bad Gateway'],
    ['JSON that is broken', answer(500, '{"detail":'), '{"detail":', '{"detail":'],
    ['a number', answer(500, '7'), 7, '7'],
  ])('with %s still says something (E4)', async (_name, step, body, words) => {
    const error = await errorOf(step)
    expect(error.message).toContain(`: ${words}. (1 attempt)`)
    expect(error.body).toEqual(body)
  })

  it('keeps a page of HTML out of its message, and whole in its body (E8)', async () => {
    const html = `<html>${'x'.repeat(200_000)}</html>`
    const error = await errorOf(answer(502, html))
    expect(error.message.length).toBeLessThan(1100)
    expect(error.message).toContain('…')
    expect(error.body).toBe(html)
  })

  it('is read up to 1 MiB, and no further (E9)', async () => {
    const error = await errorOf(answer(500, 'é'.repeat(2 * 1024 * 1024)))
    expect(error.body).toHaveLength(1024 * 1024)
    expect(JSON.stringify(error).length).toBeLessThan(1500)
  })

  it('joins characters that were split over two chunks (E9)', async () => {
    const bytes = new TextEncoder().encode('größer')
    const split: Step = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes.slice(0, 3))
            controller.enqueue(bytes.slice(3))
            controller.close()
          },
        }),
        { status: 500 },
      )
    expect((await errorOf(split)).body).toBe('größer')
  })

  it('whose body breaks on the way keeps its status and what came (E9)', async () => {
    expect(await errorOf(broken(503, 'half of it'))).toMatchObject({ name: 'InternalServerError', status: 503, body: 'half of it' })
  })

  it.each(['follow', 'opaque'])('that is a redirect (%s) says where to, without its query', async (kind) => {
    const step: Step = () =>
      kind === 'opaque' ? Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }) : new Response(null, { status: 302, headers: { location: 'https://elsewhere.example/login?token=abc#x' } })
    const error = await errorOf(step)
    const place = kind === 'opaque' ? '' : ' (https://elsewhere.example/login)'
    expect(error.message).toBe(
      `GET /prompts/{id} failed with ${kind === 'opaque' ? 0 : 302}: a redirect, never followed because the request carries a key; check baseURL${place}. (1 attempt)`,
    )
    expect(error.retryable).toBe(false)
    expect(error.message).not.toContain('abc')
  })

  it('never repeats the key, should the server echo it', async () => {
    const error = await errorOf(answer(401, { detail: `unknown key ${secret}`, headers: { 'x-api-key': secret } }))
    expect(error.message).toContain('unknown key [redacted]')
    expect(JSON.stringify(error.body)).not.toContain(secret)
    expect(JSON.stringify(error)).not.toContain(secret)
  })

  it('leaves words whole where a made-up key of less than 8 characters is in them', async () => {
    const client = testClient(scriptedFetch(answer(404, { detail: 'no shop/stock' })), { apiKey: 'k' })
    expect((await failure(request(client, route, { id: 'pr_1' }))).message).toContain('no shop/stock')
  })

  it('never repeats a key that a function gave', async () => {
    const client = testClient(scriptedFetch(answer(400, { detail: 'bad key-of-the-moment' })), { apiKey: () => 'key-of-the-moment' })
    expect((await failure(request(client, route, { id: 'pr_1' }))).message).toContain('bad [redacted]')
  })

  it('is told as it came where no key is sent', async () => {
    const client = testClient(scriptedFetch(answer(400, { detail: 'as it is' })), { apiKey: null })
    expect((await failure(request(client, route, { id: 'pr_1' }))).message).toContain(': as it is. (')
  })

  it('says how long the server asks to wait (R8)', async () => {
    const error = await errorOf(answer(429, { detail: 'slow' }, { 'retry-after-ms': '1500', 'x-request-id': 'req_2' }))
    expect(error.message).toBe('GET /prompts/{id} failed with 429: slow. (request id req_2, 1 attempt, the server asks to wait 2 s)')
    expect(error.retryAfter).toBe(1500)
  })

  it('may have a class and words that its platform gives', async () => {
    const error = await failure(request(createOpenAIClient({ apiKey: 'k', fetch: scriptedFetch(answer(404, { error: { message: 'no model' } })) }), 'GET /models'))
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.message).toContain('no model')
  })
})

describe('an unsuccessful answer whose body does not end', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it.each([
    [1000, 1000],
    [null, 10_000],
  ])('with timeout %s is given up after %d ms and keeps its status and what came (E9)', async (timeout, expected) => {
    const cancelled = vi.fn()
    const started = performance.now()
    const client = testClient(scriptedFetch(stalled(404, 'half', cancelled)), { timeout })
    const error = await failureInTime(request(client, route, { id: 'pr_1' }))
    expect(error).toMatchObject({ name: 'NotFoundError', body: 'half' })
    expect(performance.now() - started).toBe(expected)
    expect(cancelled).toHaveBeenCalledOnce()
    expect(vi.getTimerCount()).toBe(0)
  })
})
