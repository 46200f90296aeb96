import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { APIUserAbortError, ClientClosedError } from './errors.js'
import { pause } from './pause.js'
import { testClient } from './testing/test-client.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('pause', () => {
  it('waits and leaves nothing behind', async () => {
    const client = testClient(fetch)
    const { signal } = new AbortController()
    let over = false
    const waiting = pause(client, 'GET /a', 1000, signal).then(() => (over = true))
    await vi.advanceTimersByTimeAsync(999)
    expect(over).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await waiting
    expect([vi.getTimerCount(), getEventListeners(signal, 'abort').length, client.state.calls.size]).toEqual([0, 0, 0])
  })

  it.each([
    ['the signal', APIUserAbortError, (_: ReturnType<typeof testClient>, controller: AbortController) => controller.abort()],
    ['close()', ClientClosedError, (client: ReturnType<typeof testClient>) => void client.close()],
  ])('ends at once by %s, and leaves nothing behind', async (_, errorClass, end) => {
    const client = testClient(fetch)
    const controller = new AbortController()
    const waiting = pause(client, 'GET /a', 1000, controller.signal)
    end(client, controller)
    await expect(waiting).rejects.toThrow(errorClass)
    await expect(pause(client, 'GET /a', 1000, controller.signal)).rejects.toThrow(errorClass)
    expect([vi.getTimerCount(), getEventListeners(controller.signal, 'abort').length, client.state.calls.size]).toEqual([0, 0, 0])
  })
})
