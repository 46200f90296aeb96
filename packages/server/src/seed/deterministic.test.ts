import { expect, it } from 'vitest'
import { createServer } from '../create-server.js'
import { handlers } from '../msw.js'
import { deterministic } from './deterministic.js'
import { seed } from './seed.js'
import type { SeedContents } from './seed-contents.js'

const contents = {
  prompts: { greeting: { model: 'gpt-4o' } },
  datasets: { names: { datapoints: [{ inputs: { name: 'Ada' } }, { inputs: { name: 'Alan' } }] } },
  evaluations: { quality: { file: { path: 'greeting' }, evaluators: [], runs: { first: { dataset: { path: 'names' }, version: { path: 'greeting' } } } } },
  logs: { one: { type: 'prompt', path: 'greeting', output: 'Hello!' } },
} satisfies SeedContents

it('makes ids and times alike in every run, also of what is made in the background', async () => {
  const servers = [createServer(deterministic()), createServer(deterministic())]
  const [first, second] = await Promise.all(servers.map(async (server) => {
    const made = await seed(server, contents)
    return [made, await (await server.fetch(`http://localhost/v5/logs?file_id=${made.prompts.greeting.id}`)).json()]
  }))
  expect(second).toEqual(first)
  expect(first).toMatchObject([{ prompts: { greeting: { id: expect.stringMatching(/^pr_0{15}/) } } }, { total: 3 }])
})

it('begins anew on a reset of handlers', async () => {
  const platform = handlers(deterministic())
  platform.reset(deterministic())
  const first = await seed(platform, contents)
  platform.reset(deterministic())
  expect(await seed(platform, contents)).toEqual(first)
})

it('gives no id twice, and keeps the order of time', () => {
  const { clock, random } = deterministic('2020-02-02T00:00:00Z')
  expect([clock(), clock()].map((time) => time.toISOString())).toEqual(['2020-02-02T00:00:00.000Z', '2020-02-02T00:00:00.001Z'])
  const drawn = new Set(Array.from({ length: 10_000 }, () => random(20).join()))
  expect(drawn.size).toBe(10_000)
})

it('refuses a start that is no time', () => {
  expect(() => deterministic('soon')).toThrow('start must be a time such as "2025-01-01T00:00:00.000Z", got "soon"')
})
