import { describe, expect, it, vi } from 'vitest'
import { createServer } from '../create-server.js'
import { ModelFailure } from '../model/model.js'
import type { Model } from '../model/model.js'
import type { ServerLogEntry } from '../options.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { Repository } from '../repository/repository.js'
import { connect } from '../testing/connect.js'
import type { Connection } from '../testing/connect.js'
import { engines } from '../testing/engines.js'
import { gatedModel } from '../testing/gated-model.js'
import { readExposition } from '../testing/read-exposition.js'

const prompt = { path: 'a', model: 'gpt-4o' }

async function read(send: Connection['send'], headers: Record<string, string> = {}) {
  const answer = await send('GET /metrics', undefined, headers)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
  const metrics = readExposition(answer.text)
  const figure = (name: string, labels: Record<string, string> = {}) =>
    metrics.get(name)?.samples.find((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))?.value
  return { text: answer.text, metrics, figure }
}

describe('/healthz', () => {
  it.each(engines)('says ok while the database answers, with data in %s', async (_name, open) => {
    const { send } = connect('', { repository: await open() })
    const { status, body, headers } = await send('GET /healthz')
    expect([status, body, headers.get('cache-control')]).toEqual([200, { status: 'ok' }, 'no-store'])
  })

  it('needs no key, and answers under any name; nothing else does', async () => {
    const locked = createServer({ apiKeys: ['k'] })
    const open = createServer()
    for (const host of ['10.1.2.3:9357', 'rebound.example']) {
      expect((await locked.fetch(`http://${host}/healthz`)).status).toBe(200)
      expect((await open.fetch(`http://${host}/healthz`)).status).toBe(200)
      expect((await open.fetch(`http://${host}/healthz/`)).status).toBe(403)
    }
    expect((await locked.fetch('http://localhost/v5/prompts')).status).toBe(401)
  })

  it('answers HEAD, refuses to be written, and is read by no page that nobody named', async () => {
    const { send } = connect('')
    expect(await send('HEAD /healthz')).toMatchObject({ status: 200, text: '' })
    const posted = await send('POST /healthz')
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET'])
    expect((await send('GET /healthz', undefined, { origin: 'https://evil.example' })).headers.has('access-control-allow-origin')).toBe(false)
  })

  it('says that it fails when the database does, and why only to the log', async () => {
    const entries: ServerLogEntry[] = []
    const broken = { ...memoryRepository(), read: () => Promise.reject(new Error('disk on fire')) }
    const { status, text } = await connect('', { repository: broken, logger: (entry) => entries.push(entry) }).send('GET /healthz')
    expect([status, text]).toEqual([503, '{"status":"failing"}'])
    expect(entries.filter(({ path }) => path === '/healthz')).toMatchObject([{ level: 'error', status: 503, error: { message: 'disk on fire' } }])
  })

  it('says that it fails when the database takes too long, which it asks once for all who wait', async () => {
    vi.useFakeTimers()
    try {
      const repository = memoryRepository()
      let reads = 0
      const list = () => ((reads += 1), new Promise<never>(() => undefined))
      const read: Repository['read'] = (work) => repository.read((records) => work({ ...records, environments: { ...records.environments, list } }))
      const server = createServer({ repository: { ...repository, read } })
      const answers = [1, 2, 3].map(() => server.fetch('http://localhost/healthz'))
      await vi.advanceTimersByTimeAsync(2000)
      expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([503, 503, 503])
      expect(reads).toBe(1)
    } finally {
      vi.useRealTimers()
    }
  })

  it('says that the server stops as soon as it drains, while requests are answered', async () => {
    const { server, send } = connect('')
    server.drain()
    expect(await send('GET /healthz')).toMatchObject({ status: 503, body: { status: 'stopping' } })
    expect((await send('GET /v5/prompts')).status).toBe(200)
  })
})

describe('/metrics', () => {
  it('is not there unless it is asked for', async () => {
    expect((await connect('').send('GET /metrics')).status).toBe(404)
  })

  it('is behind the keys where there are any, and behind the guard of hosts', async () => {
    const { send } = connect('', { apiKeys: ['k'], metrics: true })
    const refused = await send('GET /metrics')
    expect(refused).toMatchObject({ status: 401, body: { detail: expect.stringContaining('Bearer') as unknown } })
    expect((await send('GET /metrics', undefined, { authorization: 'Bearer wrong' })).status).toBe(401)
    await read(send, { authorization: 'Bearer k' })
    expect((await createServer({ metrics: true }).fetch('http://rebound.example/metrics')).status).toBe(403)
  })

  it('counts requests by the template of their route, and never by what callers choose', async () => {
    const { send } = connect('', { metrics: true })
    const { body } = await send('POST /v5/prompts', prompt)
    const { id } = body as { id: string }
    for (const path of [`/v5/prompts/${id}`, '/v5/prompts/pr_none', '/v5/nothing', '/elsewhere?secret=1']) await send(`GET ${path}`)
    await send('PURGE /v5/prompts')
    await send('DELETE /v5/prompts')
    const { text, figure } = await read(send)
    const name = 'smarter_server_requests_total'
    expect(figure(name, { method: 'POST', route: '/v5/prompts', status: '200' })).toBe(1)
    expect(figure(name, { method: 'GET', route: '/v5/prompts/{id}', status: '200' })).toBe(1)
    expect(figure(name, { method: 'GET', route: '/v5/prompts/{id}', status: '404' })).toBe(1)
    expect(figure(name, { method: 'GET', route: 'none', status: '404' })).toBe(2)
    expect(figure(name, { method: 'other', route: '/v5/prompts', status: '405' })).toBe(1)
    expect(figure('smarter_server_request_duration_seconds', { route: '/v5/prompts/{id}', le: '+Inf' })).toBe(2)
    expect(figure('smarter_server_requests_in_flight')).toBe(1)
    expect(figure('smarter_server_build_info', { version: '0.0.0-test' })).toBe(1)
    for (const chosen of [id, 'pr_none', 'elsewhere', 'secret', 'PURGE']) expect(text).not.toContain(chosen)
  })

  it('knows a stream to be in flight until it has ended', async () => {
    const { model, asked, open } = gatedModel({ afterFirstPiece: true })
    const { server, send } = connect('', { model, metrics: true })
    const call = { path: 'a', prompt: { model: 'm' }, stream: true }
    const headers = { 'content-type': 'application/json' }
    const streamed = await server.fetch('http://localhost/v5/prompts/call', { method: 'POST', body: JSON.stringify(call), headers })
    await asked(1)
    expect((await read(send)).figure('smarter_server_requests_in_flight')).toBe(2)
    open()
    await streamed.text()
    const { figure } = await read(send)
    expect([figure('smarter_server_requests_in_flight'), figure('smarter_server_requests_total', { route: '/v5/prompts/call' })]).toEqual([1, 1])
  })

  it('counts calls of models by their end, with the tokens that they tell', async () => {
    const model: Model = {
      name: 'told',
      // oxlint-disable-next-line require-yield -- it says all at once
      async *answer({ model: name }) {
        if (name === 'busy') throw new ModelFailure(429, 'told', 'Too many requests.')
        if (name === 'broken') throw new Error('disk on fire')
        return { output: 'Hi', toolCalls: [], finishReason: 'stop', promptTokens: 7, outputTokens: 3 }
      },
    }
    const { send } = connect('', { model, metrics: true })
    for (const name of ['good', 'good', 'busy', 'broken']) await send('POST /v5/prompts/call', { path: name, prompt: { model: name } })
    const { figure } = await read(send)
    const calls = (outcome: string) => figure('smarter_server_model_calls_total', { outcome })
    expect([calls('answered'), calls('refused'), calls('failed')]).toEqual([2, 1, 1])
    expect(['input', 'output'].map((kind) => figure('smarter_server_model_tokens_total', { kind }))).toEqual([14, 6])
  })

  it('adds the figures of the host', async () => {
    const { send } = connect('', { metrics: () => [{ name: 'beds', help: 'Beds that are free.', type: 'gauge', samples: [{ value: 2 }] }] })
    expect((await read(send)).figure('beds')).toBe(2)
  })
})
