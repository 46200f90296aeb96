import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { connect as connectSocket } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { engines } from '../testing/engines.js'
import { createSignal, gatedModel } from '../testing/gated-model.js'
import { temporaryFolder } from '../testing/temporary-folder.js'
import { watchedRepository } from '../testing/watched-repository.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import { libsqlRepository } from './libsql-repository.js'
import { serve } from './serve.js'
import type { RunningServer, ServeOptions } from './serve.js'
import { StartError } from './start-error.js'

interface Body {
  [field: string]: unknown
}

async function started(options: ServeOptions = {}): Promise<RunningServer> {
  const server = await serve(options)
  onTestFinished(() => server.close())
  return server
}

async function post(server: RunningServer, path: string, body: object, headers: Record<string, string> = {}) {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
  const response = await fetch(`${server.url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function get(server: RunningServer, path: string): Promise<Body> {
  return (await (await fetch(`${server.url}${path}`)).json()) as Body
}

async function upsertPrompt(server: RunningServer): Promise<string> {
  const { text } = await post(server, '/v5/prompts', { path: 'a', model: 'gpt-4o' })
  return String((JSON.parse(text) as Body)['id'])
}

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

async function refused(dataFile: string): Promise<string> {
  const failure: unknown = await serve({ dataFile }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartError)
  const { message } = failure as StartError
  expect(message).toContain(dataFile)
  expect(message).not.toContain('\n')
  return message
}

describe('a database file', () => {
  it('is made with its folders, and found again by the next server', async () => {
    const dataFile = join(await temporaryFolder(), 'deep/er/data.db')
    const first = await serve({ dataFile })
    const id = await upsertPrompt(first)
    await post(first, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    await first.close()
    const second = await started({ dataFile })
    expect(await get(second, `/v5/prompts/${id}`)).toMatchObject({ path: 'a', total_logs_count: 1 })
    const repeated = await post(second, '/v5/prompts/log', { id }, { 'idempotency-key': 'k' })
    expect(repeated.headers.get('idempotent-replayed')).toBe('true')
  })

  it('is shared by two processes\' connections without losing a write', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const [one, other] = [await started({ dataFile }), await started({ dataFile })]
    const id = await upsertPrompt(one)
    const writes = Array.from({ length: 60 }, (_, number) => post(number % 2 === 0 ? one : other, '/v5/prompts/log', { id }))
    expect(new Set((await Promise.all(writes)).map(({ status }) => status))).toEqual(new Set([200]))
    expect((await get(other, `/v5/prompts/${id}`))['total_logs_count']).toBe(60)
  })

  it('takes writes again after another process has held it for a while', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const server = await started({ dataFile })
    const id = await upsertPrompt(server)
    const other = createClient({ url: `file:${dataFile}` })
    const holding = await other.transaction('write')
    const waiting = post(server, '/v5/prompts/log', { id })
    expect(await get(server, `/v5/prompts/${id}`)).toMatchObject({ total_logs_count: 0 })
    await holding.rollback()
    other.close()
    expect((await waiting).status).toBe(200)
    expect((await post(server, '/v5/prompts/log', { id })).status).toBe(200)
    expect(await get(server, `/v5/prompts/${id}`)).toMatchObject({ total_logs_count: 2 })
  })

  it('is made by several servers that start at once', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const servers = await Promise.all(Array.from({ length: 5 }, () => started({ dataFile })))
    const ids = await Promise.all(servers.map(upsertPrompt))
    expect(new Set(ids).size).toBe(1)
  })

  it('of the first release is brought up to date', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    const first = await serve({ dataFile })
    const { text } = await post(first, '/v5/prompts', { path: 'Ärger', model: 'gpt-4o' })
    const { id } = JSON.parse(text) as { id: string }
    await post(first, '/v5/prompts/log', { id })
    await first.close()
    const client = createClient({ url: `file:${dataFile}` })
    for (const change of ['drop table version_uses', 'drop index chat_devices_by_end', 'alter table files drop column folded_name']) await client.execute(change)
    await client.execute('update schema_version set version = 1')
    client.close()
    const second = await started({ dataFile })
    expect(await get(second, `/v5/prompts/${id}`)).toMatchObject({ version_logs_count: 1, total_logs_count: 1 })
    expect(await get(second, '/v5/prompts?name=%C3%A4rg')).toMatchObject({ total: 1 })
  })

  it('that is no database is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'notes.txt')
    const notes = 'Dear diary, this is not a database. '.repeat(50)
    await writeFile(dataFile, notes)
    expect(await refused(dataFile)).toMatch(/is not a database\. Choose another file/)
    expect(await readFile(dataFile, 'utf8')).toBe(notes)
  })

  it('of a newer release is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'data.db')
    await (await libsqlRepository(dataFile)).close()
    const client = createClient({ url: `file:${dataFile}` })
    await client.execute('update schema_version set version = 999')
    await client.execute('pragma wal_checkpoint(truncate)')
    client.close()
    const before = await readFile(dataFile)
    expect(await refused(dataFile)).toMatch(/newer release .*Update/)
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('of another program is refused and stays as it is', async () => {
    const dataFile = join(await temporaryFolder(), 'other.db')
    const client = createClient({ url: `file:${dataFile}` })
    await client.execute('create table songs (title text)')
    await client.execute('create table schema_version (version integer)')
    client.close()
    const before = await readFile(dataFile)
    expect(await refused(dataFile)).toContain('another program')
    expect(Buffer.compare(await readFile(dataFile), before)).toBe(0)
  })

  it('that is a folder, or lies below a file, is refused', async () => {
    const folder = await temporaryFolder()
    expect(await refused(folder)).toContain('is a folder')
    await writeFile(join(folder, 'file'), '')
    await expect(serve({ dataFile: join(folder, 'file/data.db') })).rejects.toThrow(/folder .* cannot be made or read \(\w+\)\. Choose another place/)
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

  it('leaves the global Request and Response alone', async () => {
    const before = [globalThis.Request, globalThis.Response]
    await started()
    expect([globalThis.Request, globalThis.Response]).toEqual(before)
  })
})
