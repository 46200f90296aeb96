import { Humanloop } from '@smarter-api/sdk'
import { seed } from '@smarter-api/server'
import { handlers } from '@smarter-api/server/msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, it } from 'vitest'

const europe = handlers({ humanloop: 'https://eu.example/v5', smarter: false })
const america = handlers({ humanloop: 'https://us.example/v5', smarter: false, apiKeys: ['the-right-one'] })
const network = setupServer(...europe, ...america)

beforeAll(() => network.listen({ onUnhandledRequest: 'error' }))
afterAll(() => network.close())

it('keeps platforms apart, each at its own address', async () => {
  await seed(europe, { prompts: { answer: { path: 'support/answer', model: 'gpt-4o' } } })
  const [inEurope, inAmerica] = [
    new Humanloop({ apiKey: 'any', baseURL: 'https://eu.example/v5' }),
    new Humanloop({ apiKey: 'the-right-one', baseURL: 'https://us.example/v5' }),
  ]
  expect(await inEurope.prompts.list()).toMatchObject({ total: 1 })
  expect(await inAmerica.prompts.list()).toMatchObject({ total: 0 })
})

it('demands a key where a test wants to see that it is sent', async () => {
  const stranger = new Humanloop({ apiKey: 'a-wrong-one', baseURL: 'https://us.example/v5' })
  await expect(stranger.prompts.list()).rejects.toThrow(/401/)
  await seed(america, { prompts: { answer: { model: 'gpt-4o' } } }, { apiKey: 'the-right-one' })
})
