import { Humanloop } from '@smarter-api/sdk'
import { createServer } from '@smarter-api/server'
import { serve } from '@smarter-api/server/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metFields } from './answer-check.js'
import { operations, operationsOf, reference } from './description.js'
import { stories } from './stories/stories.js'
import { tellOfStreams } from './stories/streams.js'
import { undescribedFields } from './undescribed-fields.js'
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

describe.skipIf(reference === undefined)('the streams of a server that listens', () => {
  let streams: Sighting[] = []

  beforeAll(async () => {
    const server = await serve()
    const { fetch, sightings: look } = witness((url, init) => globalThis.fetch(url, init))
    try {
      await tellOfStreams(new Humanloop({ apiKey: null, baseURL: `${server.url}/v5`, maxRetries: 0, fetch }))
      streams = (await look()).filter(({ mediaType }) => mediaType === 'text/event-stream')
      sightings.push(...streams)
    } finally {
      await server.close()
    }
  })

  it('are given by the three operations that the reference describes so', () => {
    const streaming = operations.filter(({ streamName }) => streamName).map(({ key }) => key)
    expect(streaming).toHaveLength(3)
    expect([...new Set(streams.map(({ key }) => key))].toSorted()).toEqual(streaming.toSorted())
  })

  it('are events as described, one line of data each, and the terminator at last', () => {
    expect(streams.flatMap(({ key, problems }) => problems.map((problem) => `${key}: ${problem}`))).toEqual([])
  })
})

describe.skipIf(reference === undefined)('the stories', () => {
  afterAll(() => {
    const differing = new Set(sightings.filter(({ problems }) => problems.length > 0).map(({ key }) => key))
    const succeeded = new Set(sightings.map(({ key, status }) => `${key} ${status}`))
    const count = operations.filter(({ key, status }) => succeeded.has(`${key} ${status}`) && !differing.has(key)).length
    process.stdout.write(`answers against the reference: ${count}/${operations.length} operations agree, in ${sightings.length} answers\n`)
  })

  it('meet every field that is reviewed because the reference does not describe it', () => {
    const reviewed = Object.entries(undescribedFields).flatMap(([owner, fields]) => Object.keys(fields).map((field) => `${owner}.${field}`))
    expect([...metFields].toSorted()).toEqual(reviewed.toSorted())
  })

  it('are one for each resource', () => {
    expect(Object.keys(stories).toSorted()).toEqual([...new Set(operations.map(({ resource }) => resource))].toSorted())
  })
})
