import { describe, expect, it, vi } from 'vitest'
import { ClientClosedError, type ClientOptions, ConfigurationError, createHumanloopClient, createSmarterClient, type Fetch, type Middleware, request, type Transport } from './index.js'
import { gate } from './testing/gate.js'
import { localServer } from './testing/local-server.js'
import { answer, scriptedFetch, silence } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { testClient } from './testing/test-client.js'

const route = 'GET /prompts'
const ok = answer(200, { records: [] })

function countedTransport(fetch: Fetch = scriptedFetch(ok)): { transport: () => Transport; made: () => number; closed: () => number } {
  let made = 0
  let closed = 0
  const transport = (): Transport => {
    made++
    return {
      fetch,
      async close() {
        closed++
      },
    }
  }
  return { transport, made: () => made, closed: () => closed }
}

function withTransport(transport: () => Transport, options: ClientOptions = {}) {
  return createHumanloopClient({ apiKey: 'key', baseURL: 'http://127.0.0.1/v5', transport, ...options })
}

describe('a client', () => {
  it('is made without network, key or transport', () => {
    const { transport, made } = countedTransport()
    expect(withTransport(transport, { apiKey: undefined }).service).toBe('humanloop')
    expect(made()).toBe(0)
  })

  it('refuses fetch and transport together', () => {
    const { transport } = countedTransport()
    expect(() => testClient(scriptedFetch(ok), { transport })).toThrow(new ConfigurationError('Give either fetch or transport, not both'))
  })

  it('shows its service, its address and its settings', () => {
    const client = createSmarterClient({ apiKey: 'key', baseURL: 'http://127.0.0.1/api/v1/', maxRetries: 7 })
    expect(client).toMatchObject({ service: 'smarter', baseURL: 'http://127.0.0.1/api/v1', settings: { maxRetries: 7 } })
  })

  it('makes its transport at the first call, once (L1)', async () => {
    const { transport, made } = countedTransport()
    const client = withTransport(transport)
    await Promise.all([request(client, route), request(client, route)])
    expect(made()).toBe(1)
    await client.close()
  })

  it('closes the transport that it made, once (L1, L2)', async () => {
    const { transport, closed } = countedTransport()
    const client = withTransport(transport)
    await request(client, route)
    await client.close()
    await client.close()
    expect(closed()).toBe(1)
  })

  it('makes no transport only to close it (L2)', async () => {
    const { transport, made, closed } = countedTransport()
    await withTransport(transport).close()
    expect([made(), closed()]).toEqual([0, 0])
  })

  it('never closes a fetch that it was given (L2)', async () => {
    const close = vi.fn()
    const client = testClient(Object.assign(scriptedFetch(ok), { close }))
    await request(client, route)
    await client.close()
    expect(close).not.toHaveBeenCalled()
  })

  it('tells when its transport cannot be closed (L2)', async () => {
    const client = withTransport(() => ({ fetch: scriptedFetch(ok), close: () => Promise.reject(new Error('busy')) }))
    await request(client, route)
    await expect(client.close()).rejects.toThrow('busy')
  })

  it('closes at the end of its block with await using (L2)', async () => {
    const { transport, closed } = countedTransport()
    let kept
    {
      await using client = withTransport(transport)
      kept = client
      await request(client, route)
    }
    expect(closed()).toBe(1)
    expect(await failure(request(kept, route))).toBeInstanceOf(ClientClosedError)
  })

  it('aborts its requests in flight, also at the server, and lets the process end (L2, L3)', async () => {
    const arrived = gate()
    const ended = gate()
    await using server = await localServer((_incoming, response) => {
      response.on('close', ended.open)
      arrived.open()
    })
    const client = testClient(globalThis.fetch, { baseURL: server.url })
    const running = failure(request(client, route))
    await arrived.promise
    await client.close()
    expect(await running).toBeInstanceOf(ClientClosedError)
    await ended.promise
    expect(client.state.calls.size).toBe(0)
  })
})

describe('withOptions', () => {
  it('makes another client and leaves the original as it is (C10)', async () => {
    const fetch = scriptedFetch(ok)
    const client = testClient(fetch, { headers: { 'x-team': 'a' }, maxRetries: 5 })
    const changed = client.withOptions({ headers: { 'x-team': 'b' }, baseURL: 'http://127.0.0.1/other' })
    await request(client, route)
    await request(changed, route)
    expect(fetch.requests.map(({ headers }) => headers.get('x-team'))).toEqual(['a', 'b'])
    expect(fetch.requests.map(({ url }) => url)).toEqual(['http://127.0.0.1/v5/prompts', 'http://127.0.0.1/other/prompts'])
    expect([client.settings.maxRetries, changed.settings.maxRetries]).toEqual([5, 5])
  })

  it('takes undefined for no opinion (C10)', () => {
    const client = testClient(scriptedFetch(ok), { maxRetries: 5, timeout: undefined })
    expect(client.withOptions({ maxRetries: undefined, timeout: undefined }).settings).toMatchObject({ maxRetries: 5, timing: { attempt: 60_000 } })
  })

  it('inherits middleware unless it is replaced (C10)', async () => {
    const seen: string[] = []
    const trace = (name: string): Middleware => (sent, next) => {
      seen.push(name)
      return next(sent)
    }
    const client = testClient(scriptedFetch(ok), { middleware: [trace('first')] })
    await request(client.withOptions({ maxRetries: 0 }), route)
    await request(client.withOptions({ middleware: [trace('second')] }), route)
    expect(seen).toEqual(['first', 'second'])
  })

  it('shares the transport, which closes with the last of its clients (L2)', async () => {
    const { transport, made, closed } = countedTransport()
    const client = withTransport(transport)
    const other = client.withOptions({ maxRetries: 0 })
    await request(client, route)
    await client.close()
    await client.close()
    expect(closed()).toBe(0)
    await request(other, route)
    expect(made()).toBe(1)
    await other.close()
    expect(closed()).toBe(1)
  })

  it('of a closed client works, with a transport of its own (L2)', async () => {
    const { transport, made, closed } = countedTransport()
    const client = withTransport(transport)
    await request(client, route)
    await client.close()
    const again = client.withOptions({ maxRetries: 0 })
    await request(again, route)
    await again.close()
    expect([made(), closed()]).toEqual([2, 2])
  })

  it('lets go of the transport where it brings another, or a fetch (L2)', async () => {
    const first = countedTransport()
    const second = countedTransport()
    const client = withTransport(first.transport)
    await request(client, route)
    const moved = client.withOptions({ transport: second.transport })
    const fetch = scriptedFetch(ok)
    const plain = client.withOptions({ fetch, transport: undefined })
    await request(moved, route)
    await request(plain, route)
    await Promise.all([moved.close(), plain.close()])
    expect([first.closed(), second.closed(), fetch.requests.length]).toEqual([0, 1, 1])
    await client.close()
    expect(first.closed()).toBe(1)
  })

  it("does not end the original's calls when it is closed (L2)", async () => {
    const abort = new AbortController()
    const client = testClient(scriptedFetch(silence))
    const other = client.withOptions({ maxRetries: 0 })
    const running = failure(request(client, route, {}, { signal: abort.signal }))
    await other.close()
    expect(client.state.calls.size).toBe(1)
    abort.abort()
    expect(await running).not.toBeInstanceOf(ClientClosedError)
  })
})
