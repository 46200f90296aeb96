import { describe, expect, it, vi } from 'vitest'
import type { ServeOptions } from '../node/serve.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'
import type { LogRecord } from '../repository/repository.js'
import { createSignal } from '../testing/gated-model.js'
import { scriptedProvider } from '../testing/scripted-provider.js'
import { get, post, started } from '../testing/started.js'
import { watchedRepository } from '../testing/watched-repository.js'

const messages = [{ role: 'user', content: 'Hi' }]

/** A server whose provider says one piece, or nothing, and then waits until the test lets it go on. */
async function withSlowProvider({ speaks = true } = {}, options: ServeOptions = {}) {
  const asked = createSignal()
  const goOn = createSignal()
  const provider = await scriptedProvider(async ({ say, finish }) => {
    if (speaks) say({ content: 'first' })
    asked.send()
    await goOn.sent
    say({ content: ' last' })
    finish()
  })
  const server = await started({ model: provider.model, ...options })
  const controller = new AbortController()
  const call = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { method: 'POST', signal: controller.signal, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  return { ...provider, server, call, told: asked, goOn, leave: () => controller.abort() }
}

describe('a caller who goes away', () => {
  it.each([
    ['a chat', '/v1/chat/completions', { model: 'm', messages }],
    ['a response that is not stored', '/v1/responses', { model: 'm', input: 'Hi', store: false }],
    ['the passthrough', '/api/v1/prompts/passthrough/openai/', { model: 'm', messages }],
  ])('ends the work of the provider for %s', async (_, path, body) => {
    const { call, told, leave, dropped, openSockets } = await withSlowProvider({ speaks: false })
    const answer = call(path, body).catch((error: unknown) => error)
    await told.sent
    leave()
    await dropped
    expect(await answer).toBeInstanceOf(Error)
    await vi.waitFor(() => expect(openSockets()).toBe(0))
  })

  it.each([
    ['a chat', '/v1/chat/completions', { model: 'm', messages, n: 3 }],
    ['a response that is not stored', '/v1/responses', { model: 'm', input: 'Hi', store: false }],
  ])('ends the work of the provider for the stream of %s', async (_, path, body) => {
    const { call, told, leave, dropped, openSockets, asked } = await withSlowProvider()
    const response = await call(path, { ...body, stream: true })
    await response.body?.getReader().read()
    await told.sent
    leave()
    await dropped
    await vi.waitFor(() => expect(openSockets()).toBe(0))
    expect(asked).toHaveLength(1)
  })

  it.each([
    ['a chat with an idempotency key', '/v1/chat/completions', { model: 'm', messages }, { 'idempotency-key': 'k' }],
    ['a response with an idempotency key', '/v1/responses', { model: 'm', input: 'Hi', store: false }, { 'idempotency-key': 'k' }],
  ])('does not end the work for %s: a repeat has the answer', async (_, path, body, headers) => {
    const { call, told, leave, goOn, server, asked } = await withSlowProvider()
    const answer = call(path, body, headers).catch(() => undefined)
    await told.sent
    leave()
    await answer
    goOn.send()
    const repeated = await vi.waitFor(async () => {
      const sent = await post(server, path, body, headers)
      expect(sent.status).toBe(200)
      return sent
    })
    expect([repeated.headers.get('idempotent-replayed'), repeated.text, asked.length]).toEqual(['true', expect.stringContaining('first last'), 1])
  })

  it('does not end the work for a Prompt, whose Log is kept', async () => {
    const { call, told, leave, goOn, server } = await withSlowProvider()
    const response = await call('/v5/prompts/call', { path: 'p', prompt: { model: 'm' }, messages, stream: true, log_id: 'mine' })
    await response.body?.getReader().read()
    await told.sent
    leave()
    goOn.send()
    await vi.waitFor(async () => expect(await get(server, '/v5/logs/mine')).toMatchObject({ output: 'first last' }))
  })
})

describe('a background response', () => {
  it.each([
    ['cancelled', { method: 'POST', path: '/cancel' }],
    ['deleted', { method: 'DELETE', path: '' }],
  ])('lets its provider go when it is %s', async (_, { method, path }) => {
    const { told, dropped, openSockets, server } = await withSlowProvider()
    const { text } = await post(server, '/v1/responses', { model: 'm', input: 'Hi', background: true })
    const { id } = JSON.parse(text) as { id: string }
    await told.sent
    expect((await fetch(`${server.url}/v1/responses/${id}${path}`, { method })).status).toBe(200)
    await dropped
    await vi.waitFor(() => expect(openSockets()).toBe(0))
    if (method === 'POST') expect(await get(server, `/v1/responses/${id}`)).toMatchObject({ status: 'cancelled', output: [] })
  })
})

describe('a run of an Evaluation', () => {
  it.each(['prompts', 'agents'])('lets the provider of its %s go when it is cancelled', async (collection) => {
    const { told, dropped, openSockets, server } = await withSlowProvider()
    const make = async (path: string, body: object) => JSON.parse((await post(server, `/v5/${path}`, body)).text) as { id: string; version_id: string }
    const file = await make(collection, { path: 'asked', model: 'm', template: messages })
    const dataset = await make('datasets', { path: 'set', datapoints: [{ inputs: { a: 'b' } }] })
    const { id } = await make('evaluations', { file: { id: file.id }, evaluators: [] })
    const run = await make(`evaluations/${id}/runs`, { dataset: { id: dataset.id }, version: { version_id: file.version_id } })
    await told.sent
    const set = (status: string) => fetch(`${server.url}/v5/evaluations/${id}/runs/${run.id}`, { method: 'PATCH', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ status }) })
    expect((await set('cancelled')).status).toBe(200)
    await dropped
    await vi.waitFor(() => expect(openSockets()).toBe(0))
    await server.idle()
    expect(await get(server, `/v5/evaluations/${id}/logs`)).toMatchObject({ total: 0 })
  })
})

describe('a server that is closed', () => {
  it('ends what is at work when its patience is over, tells the callers, keeps the Logs, and leaves no connection', async () => {
    const repository = memoryRepository()
    const kept: LogRecord[] = []
    const watched = watchedRepository(repository, async (log) => void kept.push(log))
    const { call, told, server, openSockets } = await withSlowProvider({}, { repository: watched, patience: 50 })
    const streamed = await call('/v5/prompts/call', { path: 'p', prompt: { model: 'm' }, messages, stream: true, log_id: 'mine' })
    const answer = call('/v1/chat/completions', { model: 'm', messages }).then(async (response) => [response.status, await response.text()])
    await told.sent
    await vi.waitFor(() => expect(openSockets()).toBe(2))
    await server.close()
    await server.close()
    expect(await streamed.text()).toContain('"error":"The server stopped before the answer was done')
    expect(await answer).toEqual([503, expect.stringContaining('The server stopped before the answer was done. Ask again.')])
    expect(kept).toMatchObject([{ id: 'mine', content: { error: 'The server stopped before the answer was done. Ask again.' } }])
    await vi.waitFor(() => expect(openSockets()).toBe(0))
  })
})
