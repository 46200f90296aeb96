import { Humanloop } from '@smarter-api/sdk'
import { createServer } from '@smarter-api/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operations, operationsOf, reference } from './description.js'
import { stories } from './stories/stories.js'
import { type Sighting, witness } from './witness.js'

const sightings: Sighting[] = []

describe.skipIf(reference === undefined).each(Object.entries(stories))('the server, in the story of %s', (resource, tell) => {
  let seen: Sighting[] = []
  let failure: unknown

  beforeAll(async () => {
    const server = createServer()
    const { fetch, sightings: look } = witness((url, init) => server.fetch(url, init))
    await tell(new Humanloop({ apiKey: null, baseURL: 'http://127.0.0.1/v5', maxRetries: 0, fetch })).catch((error: unknown) => (failure = error))
    seen = await look()
    sightings.push(...seen)
    await server.close()
  })

  it('refuses nothing but what it should', () => {
    if (failure) throw failure
  })

  it.each(operationsOf(resource))('answers $key', ({ key, status }) => {
    expect(seen.filter((each) => each.key === key && each.status === status)).not.toEqual([])
  })

  it('answers with nothing that the reference does not describe', () => {
    expect(new Set(seen.flatMap(({ key, status, problems }) => problems.map((problem) => `${key} ${status}: ${problem}`)))).toEqual(new Set())
  })
})

describe.skipIf(reference === undefined)('the stories', () => {
  afterAll(() => {
    const agreed = operations.filter(({ key, status }) => sightings.some((each) => each.key === key && each.status === status && each.problems.length === 0))
    const differing = new Set(sightings.filter(({ problems }) => problems.length > 0).map(({ key }) => key))
    const count = agreed.filter(({ key }) => !differing.has(key)).length
    process.stdout.write(`answers against the reference: ${count}/${operations.length} operations agree, in ${sightings.length} answers\n`)
  })

  it('are one for each resource', () => {
    expect(Object.keys(stories).toSorted()).toEqual([...new Set(operations.map(({ resource }) => resource))].toSorted())
  })
})
