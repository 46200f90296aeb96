/** @jest-environment jest-fixed-jsdom */
const { Humanloop } = require('@smarter-api/sdk')
const { createServer, seed } = require('@smarter-api/server')
const { handlers } = require('@smarter-api/server/msw')
const { setupServer } = require('msw/node')
const { show } = require('./page.js')

const contents = { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } }

test('a page of jsdom shows answers through the option fetch', async () => {
  const server = createServer()
  await seed(server, contents)
  await show('Hello?', new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch }))
  expect(document.querySelector('p').textContent).toContain('You said: "Hello?"')
})

test('a page of jsdom shows answers through msw', async () => {
  const platform = handlers({ humanloop: 'http://localhost:3000/humanloop' })
  const network = setupServer(...platform)
  network.listen({ onUnhandledRequest: 'error' })
  await seed(platform, contents)
  await show('Hello?', new Humanloop({ apiKey: 'any', baseURL: 'http://localhost:3000/humanloop' }))
  expect(document.querySelector('p').textContent).toContain('You said: "Hello?"')
  network.close()
})
