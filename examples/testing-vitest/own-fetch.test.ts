import { Humanloop, Smarter } from '@smarter-api/sdk'
import { createServer, seed } from '@smarter-api/server'
import { expect, it } from 'vitest'
import { answer, askChatbot } from './support.js'

it('gives clients a platform of their own, with nothing in between', async () => {
  const server = createServer()
  const humanloop = new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch })
  const { prompts } = await seed(server, {
    prompts: { answer: { path: 'support/answer', model: 'gpt-4o', template: [{ role: 'system', content: 'Be kind.' }], deploy: ['production'] } },
  })

  expect(await answer('How long do you deliver?', humanloop)).toContain('You said: "How long do you deliver?"')
  const { items } = await humanloop.logs.list({ file_id: prompts.answer.id })
  expect(items).toHaveLength(1)
})

it('serves both platforms, and the chatbots of Smarter', async () => {
  const server = createServer()
  const smarter = new Smarter({ apiKey: null, baseURL: 'http://localhost/api/v1', fetch: server.fetch })
  const metadata = { name: 'shop', description: 'Helps.', version: '1.0.0' }
  await seed(server, { manifests: { shop: { apiVersion: 'smarter.sh/v1', kind: 'LLMClient', metadata, spec: { config: { defaultModel: 'gpt-4o' } } } } })

  expect(await askChatbot('shop', 'Do you sell kettles?', smarter)).toContain('You said: "Do you sell kettles?"')
})

it('shows how an application takes the failures of a model', async () => {
  const server = createServer()
  const humanloop = new Humanloop({ apiKey: null, baseURL: 'http://localhost/v5', fetch: server.fetch, maxRetries: 0 })
  await seed(server, { prompts: { answer: { path: 'support/answer', model: 'fail-429' } } })

  expect(await answer('Hello?', humanloop)).toBe('Please ask again in a minute.')
})
