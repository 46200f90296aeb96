import { expect, it, onTestFinished, vi } from 'vitest'
import { createServer } from './create-server.js'
import { memoryRepository } from './repository/memory/memory-repository.js'
import { gatedModel } from './testing/gated-model.js'

const url = 'http://localhost/v5/prompts'
const upsert = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ path: 'greeting', model: 'gpt-4o' }) }

it.each([
  ['a Request', new Request(url, upsert), undefined],
  ['an address and options, as clients call fetch', url, upsert],
  ['a URL and options', new URL(url), upsert],
  ['a Request and options on top', new Request(url), upsert],
])('answers %s', async (_, input, init) => {
  const { fetch } = createServer()
  const response = await fetch(input, init)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ path: 'greeting' })
})

it('runs a stream that nobody reads to its end before it closes', async () => {
  const { model, open } = gatedModel({ afterFirstPiece: true })
  const repository = memoryRepository()
  const server = createServer({ model, repository })
  const body = JSON.stringify({ path: 'a', prompt: { model: 'gpt-4o' }, stream: true, log_id: 'mine' })
  await server.fetch('http://localhost/v5/prompts/call', { ...upsert, body })
  const closing = server.close()
  open()
  await closing
  expect(await repository.read(({ logs }) => logs.find('mine'))).toMatchObject({ id: 'mine' })
})

it('rejects like fetch when the signal of a call aborts, and keeps what the model answers all the same', async () => {
  const { model, asked, open } = gatedModel()
  const server = createServer({ model })
  const controller = new AbortController()
  const body = JSON.stringify({ path: 'a', prompt: { model: 'gpt-4o' }, log_id: 'mine' })
  const answer = server.fetch('http://localhost/v5/prompts/call', { ...upsert, body, signal: controller.signal })
  await asked(1)
  controller.abort()
  await expect(answer).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  open()
  await vi.waitFor(async () => expect((await server.fetch('http://localhost/v5/logs/mine')).status).toBe(200))
})

it('is idle when an orchestrated run is done', async () => {
  const server = createServer()
  const send = async (path: string, body: object) => (await (await server.fetch(`http://localhost/v5/${path}`, { ...upsert, body: JSON.stringify(body) })).json()) as { id: string }
  await send('prompts', { path: 'greeting', model: 'gpt-4o' })
  await send('datasets', { path: 'names', datapoints: [{ inputs: { name: 'Ada' } }, { inputs: { name: 'Alan' } }] })
  const { id } = await send('evaluations', { file: { path: 'greeting' }, evaluators: [] })
  await send(`evaluations/${id}/runs`, { dataset: { path: 'names' }, version: { path: 'greeting' } })
  await server.idle()
  const runs = await (await server.fetch(`http://localhost/v5/evaluations/${id}/runs`)).json()
  expect(runs).toMatchObject({ runs: [{ status: 'completed' }] })
})

it.each([
  [{ logger: console }, 'logger must be a function, such as ({ level, message }) =>'],
  [{ erra: 'chatbot' }, '"erra" is not an option of the server; the options are repository, '],
  [{ background: 0 }, 'background must be a whole number from 1 to 1000, got 0'],
  [{ background: 1.5 }, 'got 1.5'],
  [{ era: 'chatbott' }, 'era must be "chatbot" or "llmclient", got "chatbott"'],
])('refuses %o and says what is meant', (options, words) => {
  expect(() => createServer(options as object)).toThrow(words)
})

it('says what is missing where there is no Web Crypto in whole', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  onTestFinished(() => void vi.unstubAllGlobals())
  expect(() => createServer()).toThrow('The server needs crypto.subtle, which is missing here. Pages have it on https and on localhost alone;')
})
