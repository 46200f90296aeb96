import { expect, it } from 'vitest'
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

it.each([
  [{ erra: 'chatbot' }, '"erra" is not an option of the server; the options are repository, '],
  [{ era: 'chatbott' }, 'era must be "chatbot" or "llmclient", got "chatbott"'],
])('refuses %o and says what is meant', (options, words) => {
  expect(() => createServer(options as object)).toThrow(words)
})
