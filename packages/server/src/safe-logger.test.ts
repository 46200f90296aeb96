import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createServer } from './create-server.js'
import type { Model } from './model/model.js'
import { memoryRepository } from './repository/memory/memory-repository.js'
import { connect } from './testing/connect.js'
import { openRaw } from './testing/raw-socket.js'
import { started } from './testing/started.js'

const failing = {
  throws: vi.fn(() => {
    throw new Error('no log')
  }),
  rejects: vi.fn(() => Promise.reject(new Error('no log'))),
}

/** Hears of promises that fail and that nobody takes, which would end a process. */
function watchStrays(): { stray: () => void; settled(): Promise<void> } {
  const stray = vi.fn()
  process.on('unhandledRejection', stray)
  onTestFinished(() => void process.off('unhandledRejection', stray))
  return { stray, settled: () => new Promise((resolve) => setImmediate(resolve)) }
}

describe.each(Object.entries(failing))('a logger that %s', (_how, logger) => {
  it('fails no request, refusal or stream, and hides no failure', async () => {
    const { stray, settled } = watchStrays()
    const model: Model = {
      async *answer({ model: name }) {
        yield 'good'
        if (name === 'broken') throw new Error('broken')
        return { output: 'good', toolCalls: [], finishReason: 'stop', promptTokens: 0, outputTokens: 0 }
      },
    }
    const { send } = connect('', { logger, model, repository: memoryRepository() })
    const call = (name: string, stream: boolean) => send('POST /v5/prompts/call', { path: name, prompt: { model: name }, stream })
    const told = logger.mock.calls.length
    expect((await send('GET /v5/prompts')).status).toBe(200)
    expect((await send('GET /nothing')).status).toBe(404)
    expect((await call('whole', false)).text).toContain('good')
    expect((await call('whole', true)).text).toContain('good')
    expect((await call('broken', false)).status).toBe(500)
    expect((await call('broken', true)).text).toContain('error')
    await settled()
    expect(logger.mock.calls.length - told).toBeGreaterThan(5)
    expect(stray).not.toHaveBeenCalled()
  })

  it('does not end the work in the background', async () => {
    const { stray, settled } = watchStrays()
    const told = logger.mock.calls.length
    const server = createServer({ logger, repository: { ...memoryRepository(), read: () => Promise.reject(new Error('broken')) } })
    await server.idle()
    await settled()
    expect(logger.mock.calls.length).toBe(told + 1)
    expect(stray).not.toHaveBeenCalled()
  })

  it('does not keep what is no request from being refused', async () => {
    const { stray, settled } = watchStrays()
    const told = logger.mock.calls.length
    const { received } = openRaw(await started({ logger }), 'NONSENSE\r\n\r\n')
    expect(await received(/detail/)).toContain('400 Bad Request')
    await settled()
    expect(logger.mock.calls.length).toBe(told + 1)
    expect(stray).not.toHaveBeenCalled()
  })
})
