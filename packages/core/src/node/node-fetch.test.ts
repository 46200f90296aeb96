import { EventEmitter, once } from 'node:events'
import { createServer as createHttpServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { APITimeoutError, ConfigurationError } from '../errors.js'
import { fetchRoute } from '../fetch-route.js'
import { nodeFetch, type NodeFetchOptions, nodeTransport } from '../node.js'
import { request } from '../request.js'
import { stream } from '../stream.js'
import { localServer } from '../testing/local-server.js'
import { failure } from '../testing/settled.js'
import { secret, testClient } from '../testing/test-client.js'
import { upload } from '../upload.js'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.doUnmock('undici')
  vi.resetModules()
})

async function textOf(message: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of message) text += String(part)
  return text
}

/** Answers with what it was sent. */
const echoServer = () =>
  localServer(async (message, response) => {
    const body = await textOf(message)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method: message.method, url: message.url, headers: message.headers, body }))
  })

interface Echo {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

/** A proxy that opens tunnels to one port, whatever host it is asked for. */
async function tunnelProxy(port: number): Promise<AsyncDisposable & { url: string; asked: string[] }> {
  const asked: string[] = []
  const sockets: Socket[] = []
  const server = createHttpServer().on('connect', (message: IncomingMessage, socket: Socket, head: Buffer) => {
    asked.push(message.url ?? '')
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.write(head)
      upstream.pipe(socket).pipe(upstream)
    })
    sockets.push(socket, upstream)
    for (const end of [socket, upstream]) end.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

describe('nodeFetch', () => {
  it('sends what the client says, and its answers are read as any (T7, H8)', async () => {
    await using server = await echoServer()
    const fetch = nodeFetch()
    const client = testClient(fetch, { baseURL: server.url })
    const echo = await request<Echo>(client, 'POST /x{?q}', { q: 1, a: 'é' })
    expect(echo).toMatchObject({ method: 'POST', url: '/x?q=1', body: '{"a":"é"}', headers: { 'x-api-key': secret, 'content-type': 'application/json' } })
    expect(await request<Echo>(client, 'PATCH /x', { a: 1 })).toMatchObject({ method: 'PATCH' })
    await fetch.close()
  })

  it('sends forms of the runtime whole, with their boundary (U8)', async () => {
    await using server = await echoServer()
    const fetch = nodeFetch()
    const client = testClient(fetch, { baseURL: server.url })
    const form = new FormData()
    form.set('file', new Blob(['content']), 'a.txt')
    const { body, headers } = (await (await fetchRoute(client, 'POST /x{body}', { body: form })).json()) as Echo
    const read = await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()
    expect(await (read.get('file') as File).text()).toBe('content')
    const typed = (await (await fetchRoute(client, 'POST /x{body}', { body: form }, { headers: { 'content-type': 'multipart/x' } })).json()) as Echo
    expect(typed.headers['content-type']).toBe('multipart/x')
    await fetch.close()
  })

  it('uploads streams in chunks, and held forms with their length (U6, U11)', async () => {
    await using server = await echoServer()
    const fetch = nodeFetch()
    const client = testClient(fetch, { baseURL: server.url })
    const streamed = await upload<Echo>(client, 'POST /x', { file: (async function* () { yield 'content' })() })
    expect([streamed.headers['transfer-encoding'], streamed.body.includes('content')]).toEqual(['chunked', true])
    const held = await upload<Echo>(client, 'POST /x', { file: new Blob(['content']) })
    expect(Number(held.headers['content-length'])).toBe(held.body.length)
    await fetch.close()
  })

  it('streams events, and frees the socket at an early break (S10)', async () => {
    const sockets = new EventEmitter()
    const closed = once(sockets, 'close')
    await using server = await localServer((_message, response) => {
      response.on('close', () => sockets.emit('close'))
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    })
    const fetch = nodeFetch()
    for await (const item of await stream<number>(testClient(fetch, { baseURL: server.url }), 'POST /x', {}, undefined, { terminator: 'optional' })) {
      expect(item).toBe(1)
      break
    }
    await closed
    await fetch.close()
  })

  it('does not follow redirects (C8)', async () => {
    await using server = await localServer((_message, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/stolen' }).end())
    const fetch = nodeFetch()
    expect((await failure(request(testClient(fetch, { baseURL: server.url }), 'GET /x'))).message).toContain('a redirect, never followed')
    await fetch.close()
  })

  it('ends a connection that takes longer than timeout.connect, as a timeout worth a retry (T8)', async () => {
    const hanging = createTcpServer()
    hanging.listen(0, '127.0.0.1')
    await once(hanging, 'listening')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const fetch = nodeFetch()
    const { port } = hanging.address() as AddressInfo
    const client = testClient(fetch, { baseURL: `https://127.0.0.1:${port}`, timeout: { connect: 3000 }, maxRetries: 0 })
    const connected = once(hanging, 'connection')
    const failed = failure(request(client, 'GET /x'))
    const [socket] = (await connected) as [Socket]
    socket.on('error', () => undefined)
    await vi.advanceTimersByTimeAsync(5000)
    const error = await failed
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ code: 'UND_ERR_CONNECT_TIMEOUT', retryable: true })
    vi.useRealTimers()
    socket.destroy()
    hanging.close()
    await once(hanging, 'close')
    await fetch.close()
  })

  it('speaks through a proxy, which sees the host and not the key (C9, H8)', async () => {
    await using server = await echoServer()
    await using proxy = await tunnelProxy(Number(new URL(server.url).port))
    const fetch = nodeFetch({ proxy: proxy.url, connections: 2 })
    const client = testClient(fetch, { baseURL: 'http://api.example.test', timeout: { connect: 5000 } })
    expect(await request<Echo>(client, 'GET /x')).toMatchObject({ url: '/x', headers: { host: 'api.example.test', 'x-api-key': secret } })
    expect(proxy.asked).toEqual(['api.example.test:80'])
    await fetch.close()
  })

  it('speaks through the proxy of the environment, but for the hosts that it exempts (C9)', async () => {
    await using server = await echoServer()
    await using proxy = await tunnelProxy(Number(new URL(server.url).port))
    for (const name of ['http_proxy', 'HTTP_PROXY']) vi.stubEnv(name, proxy.url)
    for (const name of ['no_proxy', 'NO_PROXY']) vi.stubEnv(name, '127.0.0.1')
    const fetch = nodeFetch({ proxy: 'env' })
    await request(testClient(fetch, { baseURL: 'http://api.example.test' }), 'GET /x')
    await request(testClient(fetch, { baseURL: server.url }), 'GET /x')
    expect(proxy.asked).toEqual(['api.example.test:80'])
    await fetch.close()
  })

  it.each(['proxy.example.com', 'proxy:8080', 'ftp://proxy.example.com', 'socks5://user:hidden@proxy:1080', ''])('refuses %j as a proxy at once, also for a transport (C9)', (proxy) => {
    const message = 'proxy must be an http: or https: address such as "http://proxy.example.com:8080", or "env"'
    for (const make of [nodeFetch, nodeTransport]) {
      expect(() => make({ proxy })).toThrow(ConfigurationError)
      expect(() => make({ proxy })).toThrow(message)
    }
  })

  it.each([
    [{ Proxy: 'http://proxy:8080' }, '"Proxy" is not a nodeFetch option; did you mean proxy?'],
    [{ timeout: 5 }, '"timeout" is not a nodeFetch option; the nodeFetch options are proxy, connections'],
    [{ connections: 0 }, 'connections must be a whole number of 1 or more; got 0'],
    [{ connections: '2' }, 'connections must be a whole number of 1 or more; got "2"'],
  ])('refuses the options %j at once, also for a transport (C9)', (options, message) => {
    for (const make of [nodeFetch, nodeTransport]) expect(() => make(options as NodeFetchOptions)).toThrow(message)
  })

  it('closes its connections, and opens new ones when it is used again (L2)', async () => {
    const sockets: Socket[] = []
    await using server = await echoServer()
    server.server.on('connection', (socket) => sockets.push(socket))
    const fetch = nodeFetch({ connections: 1 })
    const client = testClient(fetch, { baseURL: server.url })
    await request(client, 'GET /x')
    await request(client, 'GET /x')
    expect(sockets).toHaveLength(1)
    const closed = once(sockets[0] ?? new EventEmitter(), 'close')
    await fetch.close()
    await closed
    await request(client, 'GET /x')
    expect(sockets).toHaveLength(2)
    await fetch.close()
  })

  it('tells what is missing where undici is not installed (T7)', async () => {
    vi.doMock('undici', () => {
      throw new Error("Cannot find package 'undici'")
    })
    vi.resetModules()
    const { nodeFetch: fresh } = await import('./node-fetch.js')
    const error = await failure(request(testClient(fresh(), { maxRetries: 2 }), 'GET /x'))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect(error).toMatchObject({ message: 'nodeFetch needs the package undici, version 7; install it beside this package', retryable: false })
  })
})

describe('nodeTransport', () => {
  it('belongs to the client, which closes it with itself (L2, T8)', async () => {
    const sockets: Socket[] = []
    await using server = await echoServer()
    server.server.on('connection', (socket) => sockets.push(socket))
    const client = testClient(globalThis.fetch, { baseURL: server.url }).withOptions({ transport: nodeTransport(), timeout: { connect: 5000 } })
    await request(client, 'GET /x')
    const closed = once(sockets[0] ?? new EventEmitter(), 'close')
    await client.close()
    await closed
  })
})
