import { Humanloop } from '@smarter-api/sdk'
import { deterministic, seed } from '@smarter-api/server'
import { handlers } from '@smarter-api/server/msw'
import { delay, http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { answer, answerAloud, askChatbot } from './support.js'

const platform = handlers()
const network = setupServer(...platform)
const call = 'https://api.humanloop.com/v5/prompts/call'

beforeAll(() => {
  vi.stubEnv('HUMANLOOP_API_KEY', 'any')
  vi.stubEnv('SMARTER_API_KEY', 'any')
  network.listen({ onUnhandledRequest: 'error' })
})

beforeEach(async () => {
  network.resetHandlers()
  platform.reset(deterministic())
  await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } })
})

afterAll(() => network.close())

it('answers in place of the platform', async () => {
  expect(await answer('How long do you deliver?')).toContain('You said: "How long do you deliver?"')
})

it('streams', async () => {
  const words: string[] = []
  for await (const word of answerAloud('Hello!')) words.push(word)
  expect(words.length).toBeGreaterThan(3)
  expect(words.join('')).toContain('You said: "Hello!"')
})

it('begins each test with the same state, ids and times included', async () => {
  const { items: [prompt] } = await new Humanloop().prompts.list()
  expect(prompt).toMatchObject({ path: 'support/answer', total_logs_count: 0, created_at: expect.stringMatching(/^2025-01-01T00:00:00/) })
})

it('lets a chatbot answer', async () => {
  const manifest = 'apiVersion: smarter.sh/v1\nkind: LLMClient\nmetadata: {name: shop, description: Helps., version: 1.0.0}\nspec: {config: {}}\n'
  await seed(platform, { manifests: { shop: manifest } })
  expect(await askChatbot('shop', 'Do you sell kettles?')).toContain('You said: "Do you sell kettles?"')
})

it('fails once when a test says so, and then goes on', async () => {
  network.use(http.post(call, () => HttpResponse.json({ detail: 'Too many requests.' }, { status: 429 }), { once: true }))
  expect(await answer('Hello?')).toBe('Please ask again in a minute.')
  expect(await answer('Hello?')).toContain('You said: "Hello?"')
})

it('is slow, breaks connections, and cuts streams off', async () => {
  network.use(http.post(call, async () => {
    await delay(10)
    return HttpResponse.error()
  }))
  await expect(answer('Hello?')).rejects.toThrow()
  network.resetHandlers()
  await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'fail-midway', deploy: ['production'] } } })
  const words: string[] = []
  for await (const word of answerAloud('Hello?')) words.push(word)
  expect(words.join('')).not.toContain('You said')
})
