const { Humanloop } = require('@smarter-api/sdk')
const { createServer, seed } = require('@smarter-api/server')

test('a client has a platform of its own', async () => {
  const server = createServer()
  const { prompts } = await seed(server, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } })
  const humanloop = new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch })

  const { logs } = await humanloop.prompts.call({ path: 'support/answer', messages: [{ role: 'user', content: 'Hello?' }] })
  expect(logs[0].output).toContain('You said: "Hello?"')
  expect((await humanloop.logs.list({ file_id: prompts.answer.id })).total).toBe(1)
})
