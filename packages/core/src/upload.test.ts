import { EventEmitter, getEventListeners, once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { APIUserAbortError, ConfigurationError } from './errors.js'
import { createSmarterClient } from './factories.js'
import { byteSource } from './testing/byte-source.js'
import { type LocalServer, localServer } from './testing/local-server.js'
import { answer, scriptedFetch, silence } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { testClient } from './testing/test-client.js'
import { upload } from './upload.js'
import type { Uploadable } from './upload-source.js'

const route = 'POST /files'
const again = { 'retry-after-ms': '0' }
const bytes = new TextEncoder().encode('content')

interface Seen {
  readonly headers: Record<string, string | string[] | undefined>
  readonly form: FormData
}

/** A server that reads forms and answers with the statuses in turn, the last of them for ever. */
async function formServer(...statuses: number[]): Promise<LocalServer & { seen: Seen[] }> {
  const seen: Seen[] = []
  const server = await localServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const type = request.headers['content-type'] ?? ''
    const form = await new Response(Buffer.concat(parts), { headers: { 'content-type': type } }).formData()
    const status = statuses[Math.min(seen.length, statuses.length - 1)] ?? 200
    seen.push({ headers: request.headers, form })
    response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': `req_${seen.length}`, ...again })
    response.end(JSON.stringify({ id: 'file_1' }))
  })
  return { ...server, seen }
}

async function* chunks(): AsyncGenerator<string | Uint8Array> {
  yield 'con'
  yield new TextEncoder().encode('tent')
}

const replayable: Array<[string, () => Uploadable]> = [
  ['a File', () => new File([bytes], 'a.txt', { type: 'text/plain' })],
  ['a Blob in a tuple', () => ['a.txt', new Blob([bytes]), 'text/plain']],
  ['bytes in a tuple', () => ['a.txt', bytes, 'text/plain']],
  ['a buffer in a tuple', () => ['a.txt', bytes.slice().buffer, 'text/plain']],
  ['text in a tuple', () => ['a.txt', 'content', 'text/plain']],
  ['a source that can be opened again', () => ({ name: 'a.txt', type: 'text/plain', size: 7, open: chunks })],
]

const oneShot: Array<[string, () => Uploadable]> = [
  ['a stream in a tuple', () => ['a.txt', byteSource(['con', 'tent']).stream, 'text/plain']],
  ['an async iterable in a tuple', () => ['a.txt', chunks(), 'text/plain']],
  ['a Response in a tuple', () => ['a.txt', new Response('content', { headers: { 'content-length': '7' } }), 'text/plain']],
]

async function expectFile({ form }: Seen): Promise<void> {
  const file = form.get('file') as File
  expect([form.get('purpose'), file.name, file.type, await file.text()]).toEqual(['fine-tune', 'a.txt', 'text/plain', 'content'])
}

describe('an upload', () => {
  it.each([...replayable, ...oneShot])('of %s arrives whole (U1)', async (_what, make) => {
    await using server = await formServer(200)
    const result = await upload<{ id: string }>(testClient(globalThis.fetch, { baseURL: server.url }), route, { purpose: 'fine-tune', file: make() })
    expect([result.id, result._request_id]).toEqual(['file_1', 'req_1'])
    expect(server.seen).toHaveLength(1)
    if (server.seen[0]) await expectFile(server.seen[0])
  })

  it.each(replayable)('of %s is repeated whole, and known for the same call (R14, R12)', async (_what, make) => {
    await using server = await formServer(503, 200)
    await upload(testClient(globalThis.fetch, { baseURL: server.url }), route, { purpose: 'fine-tune', file: make() })
    expect(server.seen).toHaveLength(2)
    for (const seen of server.seen) await expectFile(seen)
    const [first, second] = server.seen.map(({ headers }) => headers)
    expect(second?.['idempotency-key']).toBe(first?.['idempotency-key'])
    expect(second?.['content-type']).toBe(first?.['content-type'])
    expect(second?.['x-retry-count']).toBe('1')
  })

  it.each(oneShot)('of %s is not repeated, and fails with what the server said (R14)', async (_what, make) => {
    await using server = await formServer(503, 200)
    const error = await failure(upload(testClient(globalThis.fetch, { baseURL: server.url }), route, { purpose: 'fine-tune', file: make() }))
    expect([error.status, error.attempts, server.seen.length]).toEqual([503, 1, 1])
  })

  it.each([
    ['held in memory', () => bytes],
    ['opened, of known length', () => ({ name: 'a', size: 7, open: chunks })],
    ['a Response of known length', () => new Response('content', { headers: { 'content-length': '7' } })],
  ] as Array<[string, () => Uploadable]>)('tells its length where it is known: %s (U11)', async (_what, make) => {
    await using server = await formServer(200)
    await upload(testClient(globalThis.fetch, { baseURL: server.url }), route, { file: make() })
    const headers = server.seen[0]?.headers
    expect(Number(headers?.['content-length'])).toBeGreaterThan(7)
    expect(headers).not.toHaveProperty('transfer-encoding')
  })

  it('goes in chunks where its length is not known (U11)', async () => {
    await using server = await formServer(200)
    await upload(testClient(globalThis.fetch, { baseURL: server.url }), route, { file: chunks() })
    expect(server.seen[0]?.headers).toMatchObject({ 'transfer-encoding': 'chunked' })
    expect(server.seen[0]?.headers).not.toHaveProperty('content-length')
  })

  it('leaves memory as it goes: Node keeps a copy only where redirects are followed or manual (U11)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    const client = createSmarterClient({ apiKey: null, fetch })
    await upload(client, route, { file: new File([bytes], 'a.txt') })
    await upload(client, route, { file: chunks() })
    for (const { init } of fetch.requests) expect(init).toMatchObject({ redirect: 'error', duplex: 'half' })
  })

  it('sends what its params were when it was called', async () => {
    await using server = await formServer(200)
    const params: Record<string, unknown> = { purpose: 'fine-tune', file: new File([bytes], 'a.txt', { type: 'text/plain' }) }
    const running = upload(testClient(globalThis.fetch, { baseURL: server.url }), route, params)
    params['purpose'] = 'another'
    await running
    if (server.seen[0]) await expectFile(server.seen[0])
    expect(server.seen).toHaveLength(1)
  })

  it('is refused before anything is sent where a field cannot be written (U5)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    for (const params of [{ file: null }, { file: ['../a', bytes] }]) expect(await failure(upload(testClient(fetch), route, params))).toBeInstanceOf(ConfigurationError)
    expect(fetch.requests).toHaveLength(0)
  })

  it('that is aborted leaves nothing behind (T11, T12)', async () => {
    const controller = new AbortController()
    const client = testClient(scriptedFetch(silence))
    const running = failure(upload(client, route, { file: bytes }, { signal: controller.signal }))
    controller.abort()
    expect(await running).toBeInstanceOf(APIUserAbortError)
    expect([client.state.calls.size, getEventListeners(controller.signal, 'abort').length]).toEqual([0, 0])
  })

  it('ends its source when the server answers before it has read everything (R18, U6)', async () => {
    await using server = await localServer((_request, response) => {
      response.writeHead(413, { 'content-type': 'application/json' })
      response.end('{"detail":"too large"}')
    })
    const source = new EventEmitter()
    const ended = once(source, 'end')
    let read = 0
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      try {
        for (; read < 10_000; read++) yield new Uint8Array(64 * 1024)
      } finally {
        source.emit('end')
      }
    }
    const error = await failure(upload(testClient(globalThis.fetch, { baseURL: server.url, maxRetries: 0 }), route, { file: endless() }))
    await ended
    expect(error).toMatchObject({ status: 413, body: { detail: 'too large' } })
    expect(read).toBeLessThan(10_000)
  })
})
