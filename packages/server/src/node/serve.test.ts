import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { connect as connectSocket } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { engines } from '../testing/engines.js'
import { eventually } from '../testing/eventually.js'
import { createSignal, gatedModel } from '../testing/gated-model.js'
import { get, post, started, upsertPrompt } from '../testing/started.js'
import { head, openRaw } from '../testing/raw-socket.js'
import { readExposition } from '../testing/read-exposition.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { watchedRepository } from '../testing/watched-repository.js'
import { createApiKey } from './api-keys.js'
import { libsqlRepository } from './libsql-repository.js'
import { serve } from './serve.js'
import type { RunningServer } from './serve.js'

/** Sends a request over a socket of its own, which the test may cut. */
function sendRaw({ port }: RunningServer, path: string, body: object, key: string): Socket {
  const content = JSON.stringify(body)
  const socket = connectSocket(port, '127.0.0.1')
  const lines = [`POST ${path} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: application/json', `Idempotency-Key: ${key}`, `Content-Length: ${content.length}`]
  socket.write(`${lines.join('\r\n')}\r\n\r\n${content}`)
  return socket
}

describe.each(engines)('a server with data in %s', (_name, open) => {
  it('takes 100 concurrent writes and 100 concurrent reads', async () => {
    const server = await started({ repository: await open() })
    const id = await upsertPrompt(server)
    const numbers = Array.from({ length: 100 }, (_, index) => index)
    const writes = numbers.map((number) => post(server, '/v5/prompts/log', { id, output: `answer ${number}` }, { 'idempotency-key': `key ${number}` }))
    const reads = numbers.map(() => get(server, `/v5/prompts/${id}`))
    expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set((await Promise.all(reads)).map((prompt) => prompt['id']))).toEqual(new Set([id]))
    expect((await get(server, `/v5/prompts/${id}`))['total_logs_count']).toBe(100)
  })

  it('makes one version when the same content comes 50 times at once', async () => {
    const server = await started({ repository: await open() })
    const answers = await Promise.all(Array.from({ length: 50 }, () => upsertPrompt(server)))
    expect(new Set(answers).size).toBe(1)
    expect((await get(server, `/v5/prompts/${answers[0]}/versions`))['records']).toHaveLength(1)
  })
})

describe('a connection that is cut', () => {
  it.each(engines.slice(1))('after the commit leaves one log, which the retry finds, with data in %s', async (_name, open) => {
    const cut = createSignal()
    const cutOnce: Socket[] = []
    const repository = watchedRepository(await open(), async () => {
      for (const socket of cutOnce.splice(0)) {
        socket.destroy()
        await once(socket, 'close')
        cut.send()
      }
    })
    const server = await started({ repository })
    const id = await upsertPrompt(server)
    let received = ''
    const socket = sendRaw(server, '/v5/prompts/log', { id, output: 'once' }, 'k')
    cutOnce.push(socket)
    socket.on('data', (piece: Buffer) => (received += piece.toString()))
    await cut.sent
    const retried = await post(server, '/v5/prompts/log', { id, output: 'once' }, { 'idempotency-key': 'k' })
    expect(received).toBe('')
    expect([retried.status, retried.headers.get('idempotent-replayed')]).toEqual([200, 'true'])
    expect((await get(server, `/v5/prompts/${id}`))['total_logs_count']).toBe(1)
  })

  it('in the middle of a stream still leads to one log, whose stream the retry gets whole', async () => {
    const committed = createSignal()
    const { model, open } = gatedModel({ afterFirstPiece: true })
    const server = await started({ model, repository: watchedRepository(await libsqlRepository(), async () => committed.send()) })
    const id = await upsertPrompt(server)
    const body = { id, stream: true, messages: [{ role: 'user', content: 'Hi' }] }
    const socket = sendRaw(server, '/v5/prompts/call', body, 'k')
    await once(socket, 'data')
    socket.destroy()
    await once(socket, 'close')
    const early = await post(server, '/v5/prompts/call', body, { 'idempotency-key': 'k' })
    expect([early.status, early.headers.get('x-should-retry')]).toEqual([409, 'true'])
    open()
    await committed.sent
    const retried = await post(server, '/v5/prompts/call', body, { 'idempotency-key': 'k' })
    expect(retried.text).toMatch(/^data: \{"index":0[^]*data: \[DONE\]\n\n$/)
    expect((await get(server, `/v5/prompts/${id}`))['total_logs_count']).toBe(1)
  })
})

describe('listening', () => {
  it('on any loopback address answers under that address, without a key', async () => {
    const server = await started({ host: '127.0.0.2' })
    expect(server.url).toContain('127.0.0.2')
    expect((await fetch(`${server.url}/v5/prompts`)).status).toBe(200)
  })

  it('on a name that only looks like a loopback address needs a key', async () => {
    await expect(serve({ host: '127.evil.example' })).rejects.toThrow(/needs an API key/)
  })

  it('comes before the data is touched: a second server on the same port makes no file', async () => {
    const { port } = await started()
    const folder = await temporaryFolder()
    await expect(serve({ port, dataFile: join(folder, 'data.db') })).rejects.toThrow(/is in use/)
    expect(await readdir(folder)).toEqual([])
  })

  it('ends when the data cannot be used', async () => {
    const { port } = await (async () => {
      const server = await serve()
      await server.close()
      return server
    })()
    await expect(serve({ port, dataFile: await temporaryFolder() })).rejects.toThrow(/is a folder/)
    await expect(fetch(`http://127.0.0.1:${port}/v5/prompts`)).rejects.toThrow()
  })

  it('refuses a port in use, and closes the repository', async () => {
    const occupant = createHttpServer().listen(0, '127.0.0.1')
    await once(occupant, 'listening')
    onTestFinished(() => void occupant.close())
    const { port } = occupant.address() as AddressInfo
    let closed = false
    const repository = { ...memoryRepository(), close: async () => void (closed = true) }
    await expect(serve({ port, repository })).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use. Stop the program that uses it, or choose another port.`)
    expect(closed).toBe(true)
  })

  it('on a host that others can reach needs a key', async () => {
    await expect(serve({ host: '0.0.0.0' })).rejects.toThrow(/needs an API key/)
    const server = await started({ host: '0.0.0.0', apiKeys: ['k'] })
    expect((await fetch(`http://127.0.0.1:${server.port}/v5/prompts`)).status).toBe(401)
  })

  it('on a host that is not of this machine says so', async () => {
    await expect(serve({ host: '203.0.113.1', apiKeys: ['k'] })).rejects.toThrow(/not an address of this machine/)
  })

  it('refuses a foreign Host over a real socket', async () => {
    const server = await started()
    const socket = connectSocket(server.port, '127.0.0.1')
    socket.write('GET /v5/prompts HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n')
    let text = ''
    for await (const piece of socket) text += String(piece)
    expect(text).toMatch(/^HTTP\/1\.1 403 /)
  })

  it('finishes the requests in flight when it is closed', async () => {
    const { model, asked, open } = gatedModel()
    const server = await started({ model })
    const id = await upsertPrompt(server)
    const call = post(server, '/v5/prompts/call', { id })
    await asked(1)
    const closing = server.close()
    open()
    expect((await call).status).toBe(200)
    await closing
    await expect(fetch(server.url)).rejects.toThrow()
  })

  it('answers on a host that others can reach when a key is stored, and says whether it needs one', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    await expect(serve({ host: '0.0.0.0', dataFile })).rejects.toThrow(/needs an API key/)
    const repository = await libsqlRepository(dataFile)
    const { key } = await createApiKey({ repository, name: 'ci' })
    await repository.close()
    const server = await started({ host: '0.0.0.0', dataFile })
    const ask = async (headers: Record<string, string> = {}) => (await fetch(`http://127.0.0.1:${server.port}/v5/prompts`, { headers })).status
    expect([server.isLocked, await ask(), await ask({ 'x-api-key': key })]).toEqual([true, 401, 200])
    expect((await started()).isLocked).toBe(false)
  })

  it('gives figures of the process where they are asked for', async () => {
    const server = await started({ metrics: () => [{ name: 'beds', help: 'Beds.', type: 'gauge', samples: [{ value: 2 }] }] })
    const metrics = readExposition(await (await fetch(`${server.url}/metrics`)).text())
    expect(metrics.get('process_resident_memory_bytes')?.samples[0]?.value).toBeGreaterThan(1e6)
    expect(metrics.get('process_cpu_seconds_total')?.type).toBe('counter')
    expect(metrics.get('nodejs_version_info')?.samples[0]?.labels).toEqual({ version: process.version })
    expect(metrics.get('beds')?.samples[0]?.value).toBe(2)
  })

  it('leaves the global Request and Response alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    await started()
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
  })
})

describe('closing', () => {
  const call = JSON.stringify({ path: 'a', prompt: { model: 'm' }, stream: true })
  const streamed = head('POST /v5/prompts/call HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', `Content-Length: ${call.length}`) + call

  it('lets load balancers leave first: it says 503 at /healthz and answers all else', async () => {
    const server = await started({ drainTime: 200 })
    const closing = server.close()
    const health = await fetch(`${server.url}/healthz`)
    expect([health.status, await health.json()]).toEqual([503, { status: 'stopping' }])
    expect((await fetch(`${server.url}/v5/prompts`)).status).toBe(200)
    await closing
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
  })

  it('finishes streams, and refuses new requests on connections that are open', async () => {
    const { model, asked, open } = gatedModel({ afterFirstPiece: true })
    const server = await started({ model })
    const { received, closed } = openRaw(server, streamed)
    await asked(1)
    await received(/data: /)
    const late = openRaw(server, 'GET /v5/prompts HTTP/1.1\r\nHost: 127.0.0.1\r\n')
    await fetch(`${server.url}/healthz`)
    const closing = server.close()
    late.socket.write('\r\n')
    expect(await late.received(/stopping/)).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 1/i)
    open()
    expect(await closed).toContain('[DONE]')
    await closing
  })

  it('gives a stream that lasts longer than its patience its last words, and aborts what has none', async () => {
    const { model, asked } = gatedModel({ afterFirstPiece: true })
    const server = await started({ model, patience: 50 })
    const stream = openRaw(server, streamed)
    await asked(1)
    await stream.received(/data: /)
    const stuck = openRaw(server, head('POST /v5/prompts HTTP/1.1', 'Host: 127.0.0.1', 'Content-Type: application/json', 'Content-Length: 9'))
    await fetch(`${server.url}/healthz`)
    await server.close()
    expect(await stream.closed).toMatch(/"error":"The server stopped before the answer was done/)
    expect(await stuck.closed).toBe('')
  })
})

describe('a server that nobody asks', () => {
  it('takes over what another process left behind', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const repository = memoryRepository()
    await started({ repository })
    await repository.write(({ work }) => work.add([{ id: 'left', kind: 'judgment', rank: 0, subjectId: 'log', content: { logId: 'log', evaluatorVersionId: 'evv' } }]))
    vi.advanceTimersByTime(15_000)
    await eventually(async () => expect(await repository.read(({ work }) => work.find('left'))).toBeUndefined())
  })
})
