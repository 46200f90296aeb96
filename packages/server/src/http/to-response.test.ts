import { describe, expect, it } from 'vitest'
import { createLifecycle } from '../lifecycle.js'
import { toResponse } from './to-response.js'

const megabyte = 'x'.repeat(1024 * 1024)

/** A stream of pieces, and how far it has come. */
function stream(count: number) {
  const seen = { made: 0, ended: false }
  async function* pieces(): AsyncGenerator<string, undefined> {
    try {
      for (; seen.made < count; seen.made += 1) yield megabyte
    } finally {
      seen.ended = true
    }
    return undefined
  }
  const lifecycle = createLifecycle()
  const failures: unknown[] = []
  const { body } = toResponse(
    { status: 200, headers: {}, pieces: pieces(), lastWords: ({ status, message }) => `${status} ${message}` },
    { track: (work) => lifecycle.track(work), report: (error) => failures.push(error), cutOff: lifecycle.cutOff, writesTexts: false },
  )
  const reader = (body ?? new ReadableStream<Uint8Array>()).getReader()
  return { seen, reader, lifecycle, failures }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('a stream', () => {
  it('waits for its reader, and holds little of what is not read', async () => {
    const { seen, reader } = stream(50)
    await settled()
    expect(seen.made).toBeLessThan(3)
    for (let read = 0; read < 10; read += 1) await reader.read()
    await settled()
    expect(seen.made).toBeGreaterThanOrEqual(9)
    expect(seen.made).toBeLessThan(13)
    let rest = 10
    while (!(await reader.read()).done) rest += 1
    expect([rest, seen.ended]).toEqual([50, true])
  })

  it('runs to its end when its reader goes away while it waits for it', async () => {
    const { seen, reader, lifecycle } = stream(50)
    await settled()
    await reader.cancel()
    await lifecycle.finish(1000)
    expect(seen).toEqual({ made: 50, ended: true })
  })

  it('that nobody reads ends when the patience of the server does, with words that say so', async () => {
    const { seen, reader, lifecycle, failures } = stream(50)
    await lifecycle.finish(0)
    expect(seen.made).toBeLessThan(3)
    let last = ''
    for (let read = await reader.read(); !read.done; read = await reader.read()) last = new TextDecoder().decode(read.value)
    expect(last).toMatch(/^503 The server is stopping/)
    await settled()
    expect([seen.ended, failures.length]).toEqual([true, 1])
  })
})
