// @vitest-environment jsdom
import { Humanloop } from '@smarter-api/sdk'
import { createServer, seed } from '@smarter-api/server'
import { handlers } from '@smarter-api/server/msw'
import { setupServer } from 'msw/node'
import { expect, it, onTestFinished } from 'vitest'
import { answerAloud } from './support.js'

const contents = { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } }

async function shown(question: string, humanloop: Humanloop): Promise<string | null> {
  const answer = document.createElement('p')
  for await (const word of answerAloud(question, humanloop)) answer.append(word)
  return answer.textContent
}

it('works in a page of jsdom, through the option fetch', async () => {
  const server = createServer()
  await seed(server, contents)
  const humanloop = new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch })
  expect(await shown('Hello?', humanloop)).toContain('You said: "Hello?"')
})

it('works in a page of jsdom, through msw', async () => {
  const platform = handlers({ humanloop: 'http://localhost:3000/humanloop' })
  const network = setupServer(...platform)
  network.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => network.close())
  await seed(platform, contents)
  const humanloop = new Humanloop({ apiKey: 'any', baseURL: 'http://localhost:3000/humanloop' })
  expect(await shown('Hello?', humanloop)).toContain('You said: "Hello?"')
})
