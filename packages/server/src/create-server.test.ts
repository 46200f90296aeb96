import { expect, it } from 'vitest'
import { createServer } from './create-server.js'

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
