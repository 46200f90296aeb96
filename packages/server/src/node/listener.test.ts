import { describe, expect, it, vi } from 'vitest'
import type { Model } from '../model/model.js'
import type { ServerLogEntry } from '../options.js'
import { gatedModel } from '../testing/gated-model.js'
import { head, openRaw } from '../testing/raw-socket.js'
import { get, started } from '../testing/started.js'
import type { ServeOptions } from './serve.js'

const host = 'Host: 127.0.0.1'
const close = 'Connection: close'

/** Answers with so many megabytes. */
function longModel(megabytes: number): Model {
  const piece = 'x'.repeat(1024 * 1024)
  return {
    name: 'long',
    async *answer() {
      for (let count = 0; count < megabytes; count += 1) yield piece
      return { output: 'long', toolCalls: [], finishReason: 'stop', promptTokens: 1, outputTokens: 1 }
    },
  }
}

async function ask(text: string, options: ServeOptions = {}) {
  const entries: ServerLogEntry[] = []
  const server = await started({ ...options, logger: (entry) => entries.push(entry) })
  const answer = await openRaw(server, text).closed
  const [headers = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(answer.slice(9, 12)), headers: headers.toLowerCase(), body, entries, server }
}

/** Headers of an answer that do not depend on its text. */
function told(headers = ''): Set<string> {
  return new Set(headers.split('\r\n').filter((line) => !/^(content-length|date):/.test(line)))
}

describe('a request that cannot be read', () => {
  it.each<[string, string, number]>([
    ['no HTTP', 'HELO there\r\n\r\n', 400],
    ['no host', head('GET /v5/prompts HTTP/1.1', close), 400],
    ['no host in HTTP/1.0', head('GET /v5/prompts HTTP/1.0'), 400],
    ['a host that is none', head('GET /v5/prompts HTTP/1.1', 'Host: a b', close), 400],
    ['a backslash in its path', head('GET /v5\\prompts HTTP/1.1', host, close), 400],
    ['two lengths', head('POST /v5/prompts HTTP/1.1', host, 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', head('POST /v5/prompts HTTP/1.1', host, 'Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n', 400],
    ['a length that is none', head('POST /v5/prompts HTTP/1.1', host, 'Content-Length: -1'), 400],
    ['a chunk that is none', `${head('POST /v5/prompts HTTP/1.1', host, 'Content-Type: application/json', 'Transfer-Encoding: chunked')}zz\r\n`, 400],
    ['a folded header', head('GET /v5/prompts HTTP/1.1', host, 'X-A: a', ' b: c', 'X-B\u0000: d'), 400],
    ['headers that are too long', head('GET /v5/prompts HTTP/1.1', host, `X-A: ${'x'.repeat(40_000)}`), 431],
    ['an address that is too long to be one', head(`GET /v5/prompts?${'x'.repeat(40_000)} HTTP/1.1`, host), 431],
    ['a tunnel in mind', head('CONNECT example.com:443 HTTP/1.1', host), 400],
  ])('for it has %s is refused in JSON, with an id, which the log has too', async (_, text, status) => {
    const answer = await ask(text)
    expect([answer.status, answer.body]).toEqual([status, expect.stringMatching(/^\{"detail":"[^"]+"\}$/)])
    const [, id] = /x-request-id: (req_\w{20})/.exec(answer.headers) ?? []
    expect(answer.entries[0]).toMatchObject({ level: 'warn', status, requestId: id })
    expect(answer.headers).toContain('content-type: application/json')
  })

  it('leaves the server as it was', async () => {
    const { server } = await ask('HELO there\r\n\r\n')
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  })
})

describe('a request out of the ordinary', () => {
  it('with an address that is too long is 414 in the words of the API', async () => {
    const { status, body } = await ask(head(`GET /v1/files?${'x'.repeat(20_000)} HTTP/1.1`, host, close))
    expect([status, body]).toEqual([414, expect.stringContaining('"type":"invalid_request_error"')])
  })

  it('of the method TRACE is 405 and echoes nothing', async () => {
    const { status, headers, body } = await ask(head('TRACE /v5/prompts HTTP/1.1', host, 'X-Secret: s3cret', close))
    expect([status, headers + body]).toEqual([405, expect.not.stringContaining('s3cret')])
  })

  it.each(['/healthz', '/v5/prompts', '/nowhere'])('of the method HEAD gets the headers that GET would get of %s, and no text', async (path) => {
    const [asked, got] = await Promise.all(['HEAD', 'GET'].map((method) => ask(head(`${method} ${path} HTTP/1.1`, host, 'X-Request-Id: mine', close))))
    expect(told(asked?.headers)).toEqual(told(got?.headers))
    expect(asked?.headers).toContain('x-request-id: mine')
    expect(asked?.body).toBe('')
  })

  it('that comes with others behind it is answered in their order, and so are they', async () => {
    const requests = ['/v5/prompts', '/healthz', '/nowhere', '/v5/tools'].map((path, index) => head(`GET ${path} HTTP/1.1`, host, ...(index === 3 ? [close] : [])))
    const answers = await openRaw(await started(), requests.join('')).closed
    expect(answers.match(/HTTP\/1\.1 \d+|"(total|status|detail)"/g)).toEqual(['HTTP/1.1 200', '"total"', 'HTTP/1.1 200', '"status"', 'HTTP/1.1 404', '"detail"', 'HTTP/1.1 200', '"total"'])
  })

  it('that wants another protocol is answered in this one', async () => {
    const { status } = await ask(head('GET /v5/prompts HTTP/1.1', host, 'Connection: Upgrade, close', 'Upgrade: websocket'))
    expect(status).toBe(200)
  })

  it('that expects what nobody knows is 417, and one that waits to be let on is let on', async () => {
    expect((await ask(head('POST /v5/prompts HTTP/1.1', host, 'Expect: tea', close))).status).toBe(417)
    const server = await started()
    const content = '{"path":"a","model":"m"}'
    const { socket, received, closed } = openRaw(server, head('POST /v5/prompts HTTP/1.1', host, close, 'Content-Type: application/json', 'Expect: 100-continue', `Content-Length: ${content.length}`))
    await received(/^HTTP\/1\.1 100 /)
    socket.write(content)
    expect(await closed).toMatch(/HTTP\/1\.1 200 /)
  })

  it('whose body is larger than allowed is 413, announced or in chunks', async () => {
    const json = [host, close, 'Content-Type: application/json']
    const announced = await ask(head('POST /v5/prompts HTTP/1.1', ...json, 'Content-Length: 100000'), { maxBodyBytes: 1000 })
    expect([announced.status, announced.body]).toEqual([413, expect.stringContaining('larger than 1000 bytes')])
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`
    const chunked = await ask(head('POST /v5/prompts HTTP/1.1', ...json, 'Transfer-Encoding: chunked') + chunk.repeat(3), { maxBodyBytes: 1000 })
    expect([chunked.status, chunked.body]).toEqual([413, expect.stringContaining('larger than 1000 bytes')])
  })

  it('whose body is encoded is 415, and says what to do', async () => {
    const lines = [host, close, 'Content-Type: application/json', 'Content-Encoding: gzip', 'Content-Length: 2']
    const { status, body } = await ask(`${head('POST /v5/prompts HTTP/1.1', ...lines)}{}`)
    expect([status, body]).toEqual([415, '{"detail":"This server does not decode bodies. Send the body as it is, without content-encoding."}'])
  })
})

describe('a server without a key, over a socket', () => {
  it.each([
    ['GET /v5/prompts HTTP/1.1', 'Host: rebound.example'],
    ['GET /v5/prompts HTTP/1.1', 'Host: rebound.example:9357'],
    ['GET /v5/prompts HTTP/1.1', 'Host: localhost.'],
    ['GET /v5/prompts HTTP/1.1', 'Host: localhost.rebound.example'],
    ['GET /v5/prompts HTTP/1.1', 'Host: 127.0.0.1.rebound.example'],
    ['GET /v5/prompts HTTP/1.1', 'Host: 192.168.0.1'],
    ['GET /v5/prompts HTTP/1.1', 'Host: 0.0.0.0'],
    ['GET http://rebound.example/v5/prompts HTTP/1.1', 'Host: 127.0.0.1'],
    ['GET http://127.0.0.1/v5/prompts HTTP/1.1', 'Host: rebound.example'],
  ])('refuses %j with %j', async (line, named) => {
    const { status, body } = await ask(head(line, named, close))
    expect([status, body]).toEqual([403, expect.stringContaining('This host name is not served here.')])
  })

  it.each(['Host: 2130706433', 'Host: [::ffff:127.0.0.1]', 'Host: [::ffff:7f00:1]', 'Host: 0x7f.1', 'Host: 127.1', 'Host: 127.0.0.1@rebound.example', 'Host: 127.0.0.1, rebound.example'])('does not take %j for its own', async (named) => {
    expect([400, 403]).toContain((await ask(head('GET /v5/prompts HTTP/1.1', named, close))).status)
  })

  it.each(['Host: 127.0.0.1', 'Host: LOCALHOST:1', 'Host: [::1]:9357'])('answers %j', async (named) => {
    expect((await ask(head('GET /v5/prompts HTTP/1.1', named, close))).status).toBe(200)
  })
})

describe('a slow client', () => {
  it('that does not end its headers is told so, and cut off', async () => {
    const { status, body } = await ask('GET /v5/prompts HTTP/1.1\r\nHost: 127.0.0.1\r\n', { limits: { headersTimeout: 50 } })
    expect([status, body]).toEqual([408, '{"detail":"The request did not arrive in time. Send it again, and faster."}'])
  })

  it('that does not end its body is told so, and cut off', async () => {
    const text = `${head('POST /v5/prompts HTTP/1.1', host, 'Content-Type: application/json', 'Content-Length: 100')}{"path":`
    const { status } = await ask(text, { limits: { requestTimeout: 50 } })
    expect(status).toBe(408)
  })

  it('that reads nothing of its answer is cut off, and the stream runs to its end', async () => {
    const entries: ServerLogEntry[] = []
    const server = await started({ model: longModel(64), limits: { readTimeout: 50 }, logger: (entry) => entries.push(entry) })
    const content = '{"path":"a","prompt":{"model":"m"},"stream":true}'
    const { socket, closed } = openRaw(server, head('POST /v5/prompts/call HTTP/1.1', host, 'Content-Type: application/json', `Content-Length: ${content.length}`) + content)
    socket.pause()
    await vi.waitUntil(() => entries.length > 0)
    socket.resume()
    expect(await closed).not.toContain('[DONE]')
    expect((await get(server, '/v5/prompts'))['total']).toBe(1)
  })

  it('that reads a silent stream is left alone', async () => {
    const { model, asked, open } = gatedModel({ afterFirstPiece: true })
    const server = await started({ model, limits: { readTimeout: 20 } })
    const content = '{"path":"a","prompt":{"model":"m"},"stream":true}'
    const { received } = openRaw(server, head('POST /v5/prompts/call HTTP/1.1', host, 'Content-Type: application/json', `Content-Length: ${content.length}`) + content)
    await asked(1)
    await received(/data: /)
    await new Promise((resolve) => setTimeout(resolve, 100))
    open()
    expect(await received(/\[DONE\]/)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('that sends nothing at all is cut off', async () => {
    expect((await ask('', { limits: { headersTimeout: 50 } })).status).toBe(408)
  })
})
