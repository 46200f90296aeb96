const { seed } = require('@smarter-api/server')
const { handlers } = require('@smarter-api/server/msw')
const { http, HttpResponse } = require('msw')
const { setupServer } = require('msw/node')
const { answer } = require('./support.js')

const platform = handlers()
const network = setupServer(...platform)
const call = 'https://api.humanloop.com/v5/prompts/call'

beforeAll(() => {
  process.env.HUMANLOOP_API_KEY = 'any'
  network.listen({ onUnhandledRequest: 'error' })
})

beforeEach(async () => {
  network.resetHandlers()
  platform.reset()
  await seed(platform, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } })
})

afterAll(() => network.close())

test('answers in place of the platform', async () => {
  expect(await answer('How long do you deliver?')).toContain('You said: "How long do you deliver?"')
})

test('fails once when a test says so', async () => {
  network.use(http.post(call, () => HttpResponse.json({ detail: 'Too many requests.' }, { status: 429 }), { once: true }))
  await expect(answer('Hello?')).rejects.toThrow('Too many requests.')
  expect(await answer('Hello?')).toContain('You said: "Hello?"')
})
