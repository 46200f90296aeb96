import { Humanloop } from '@smarter-api/sdk'
import { serve } from '@smarter-api/server/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { operations, reference } from './description.js'
import { tellOfStreams } from './stories/streams.js'
import { type Sighting, witness } from './witness.js'

describe.skipIf(reference === undefined)('the streams of a server that listens', () => {
  let streams: Sighting[] = []

  beforeAll(async () => {
    const server = await serve()
    const { fetch, sightings } = witness((url, init) => globalThis.fetch(url, init))
    try {
      await tellOfStreams(new Humanloop({ apiKey: null, baseURL: `${server.url}/v5`, maxRetries: 0, fetch }))
      streams = (await sightings()).filter(({ mediaType }) => mediaType === 'text/event-stream')
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
