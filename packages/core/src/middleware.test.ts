import { describe, expect, it, vi } from 'vitest'
import { APIConnectionError, ConfigurationError, type Middleware, request } from './index.js'
import { answer, scriptedFetch, stalled } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'

const route = 'POST /prompts/call'
const ok = answer(200, { id: 'pr_1' })

function tracing(name: string, trace: string[]): Middleware {
  return async (sent, next) => {
    trace.push(`${name} in`)
    const response = await next(sent)
    trace.push(`${name} out`)
    return response
  }
}

describe('middleware', () => {
  it("wraps the request in order: the client's outermost, then the call's (C15)", async () => {
    const trace: string[] = []
    const client = testClient(scriptedFetch(ok), { middleware: [tracing('a', trace), tracing('b', trace)] })
    await request(client, route, {}, { middleware: [tracing('c', trace)] })
    expect(trace).toEqual(['a in', 'b in', 'c in', 'c out', 'b out', 'a out'])
  })

  it('sees the request as it will be sent, and the call that it belongs to (C15)', async () => {
    const seen = vi.fn()
    const middleware: Middleware[] = [
      (sent, next, context) => {
        seen(sent, context)
        return next(sent)
      },
    ]
    await request(testClient(scriptedFetch(ok), { middleware }), route, { id: 'pr_1' })
    expect(seen).toHaveBeenCalledWith(
      {
        url: 'http://127.0.0.1/v5/prompts/call',
        method: 'POST',
        headers: expect.objectContaining({ 'x-api-key': secret, 'content-type': 'application/json', accept: 'application/json' }),
        body: '{"id":"pr_1"}',
        signal: expect.any(AbortSignal),
      },
      { route, attempt: 1, log: {} },
    )
  })

  it('may change the request (C15)', async () => {
    const fetch = scriptedFetch(ok)
    const middleware: Middleware[] = [(sent, next) => next({ ...sent, url: `${sent.url}?trace=1`, headers: { ...sent.headers, 'x-trace': '1' } })]
    await request(testClient(fetch, { middleware }), route)
    expect(fetch.requests[0]?.url).toBe('http://127.0.0.1/v5/prompts/call?trace=1')
    expect(fetch.requests[0]?.headers.get('x-trace')).toBe('1')
  })

  it('may answer by itself (C15)', async () => {
    const fetch = scriptedFetch(ok)
    const middleware: Middleware[] = [async () => Response.json({ id: 'cached' }, { headers: { 'x-request-id': 'req_cached' } })]
    expect(await request(testClient(fetch, { middleware }), route)).toMatchObject({ id: 'cached', _request_id: 'req_cached' })
    expect(fetch.requests).toHaveLength(0)
  })

  it('may send the request several times (C15)', async () => {
    const fetch = scriptedFetch(answer(404), ok)
    const middleware: Middleware[] = [
      async (sent, next) => {
        const first = await next(sent)
        return first.status === 404 ? next(sent) : first
      },
    ]
    expect(await request(testClient(fetch, { middleware }), route)).toEqual({ id: 'pr_1' })
    expect(fetch.requests).toHaveLength(2)
  })

  it('may look at a body through a clone (C15)', async () => {
    const seen = vi.fn()
    const middleware: Middleware[] = [
      async (sent, next) => {
        const response = await next(sent)
        seen(await response.clone().json())
        return response
      },
    ]
    expect(await request(testClient(scriptedFetch(ok), { middleware }), route)).toEqual({ id: 'pr_1' })
    expect(seen).toHaveBeenCalledWith({ id: 'pr_1' })
  })

  it('that reads the body itself is told how to do better (C15)', async () => {
    const middleware: Middleware[] = [
      async (sent, next) => {
        const response = await next(sent)
        await response.text()
        return response
      },
    ]
    const error = await failure(request(testClient(scriptedFetch(ok), { middleware }), route))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error.message).toBe("POST /prompts/call: middleware read the answer's body; read response.clone() instead")
  })

  it.each([['async', () => Promise.reject(new RangeError('mine'))], ['plain', () => { throw new RangeError('mine') }]] as Array<[string, Middleware]>)('whose error is its own (%s) ends the call with it, unwrapped and not retried (C15)', async (_kind, middleware) => {
    const fetch = scriptedFetch(ok)
    const error = await failure(request(testClient(fetch, { middleware: [middleware] }), route))
    expect(error).toBeInstanceOf(RangeError)
    expect(fetch.requests).toHaveLength(0)
  })

  it('that fails after the answer frees the connection (C15, L3)', async () => {
    const fetch = scriptedFetch(stalled(200))
    const middleware: Middleware[] = [
      async (sent, next) => {
        await next(sent)
        throw new RangeError('mine')
      },
    ]
    await failure(request(testClient(fetch, { middleware }), route))
    expect(fetch.requests[0]?.init.signal?.aborted).toBe(true)
  })

  it('may ask for a retry with an error of the SDK that is retryable (C15)', async () => {
    const fetch = scriptedFetch(ok)
    const middleware: Middleware[] = [
      (sent, next, { attempt }) => (attempt === 1 ? Promise.reject(new APIConnectionError('proxy is warming up', { retryable: true, retryAfter: 0 })) : next(sent)),
    ]
    expect(await request(testClient(fetch, { middleware }), route)).toEqual({ id: 'pr_1' })
    expect(fetch.requests).toHaveLength(1)
  })

  it('sees the errors of the network as the SDK raises them (C15)', async () => {
    const seen = vi.fn()
    const middleware: Middleware[] = [
      async (sent, next) => {
        try {
          return await next(sent)
        } catch (error) {
          seen(error)
          return Response.json({ id: 'fallback' })
        }
      },
    ]
    expect(await request(testClient(scriptedFetch(new TypeError('fetch failed')), { middleware }), route)).toEqual({ id: 'fallback' })
    expect(seen.mock.calls[0]?.[0]).toBeInstanceOf(APIConnectionError)
  })
})
