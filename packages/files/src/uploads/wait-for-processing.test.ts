import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openaiTestClient } from '@smarter-api/test-support'
import { type APIError, APITimeoutError, APIUserAbortError, ClientClosedError, ConfigurationError, NotFoundError, uploads, waitForUpload } from './index.js'

const file = { id: 'file-1', object: 'file', bytes: 3, created_at: 1, filename: 'input.jsonl', purpose: 'fine-tune' }
const file_id = 'file-1'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A client of a server whose file has one state after another; the last stays. */
function inStates(...states: (object | undefined)[]) {
  return openaiTestClient({
    client: { random: () => 0.999 },
    answer: async () => {
      const state = states.length > 1 ? states.shift() : states[0]
      return state ? Response.json({ ...file, ...state }) : Response.json({ error: { message: 'No such file.', type: 'invalid_request_error' } }, { status: 404 })
    },
  })
}

interface Ends {
  readonly controller: AbortController
  readonly client: { close(): Promise<void> }
}

/** How a wait ends, with the fake clock played until it does. */
async function played<T>(wait: Promise<T>): Promise<T | APIError> {
  const outcome = wait.catch((error: unknown) => error as APIError)
  await vi.runAllTimersAsync()
  return outcome
}

describe('waitForUpload', () => {
  it('asks until the file is processed, with a rest between two questions', async () => {
    const { client, sent } = inStates({ status: 'uploaded' }, { status: 'a_new_state' }, { status: 'processed' })
    const wait = waitForUpload(client, { file_id })
    await vi.advanceTimersByTimeAsync(4999)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(sent).toHaveLength(2)
    expect(await played(wait)).toMatchObject({ status: 'processed' })
    expect(sent.map(({ line }) => line)).toEqual(Array.from({ length: 3 }, () => 'GET /files/file-1'))
  })

  it('rests as long as the interval says', async () => {
    const { client, sent } = inStates({ status: 'uploaded' })
    void waitForUpload(client, { file_id }, { interval: 100, maxWait: 1000 }).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(250)
    expect(sent).toHaveLength(3)
    await vi.runAllTimersAsync()
    expect(vi.getTimerCount()).toBe(0)
  })

  it.each([[{ status: 'processed' }], [{}], [{ status: null }]])('rests not at all for a file that is ready, or that has no state: %j', async (state) => {
    const { client, sent } = inStates(state)
    expect(await waitForUpload(client, { file_id })).toMatchObject({ id: file_id })
    expect([sent.length, vi.getTimerCount()]).toEqual([1, 0])
  })

  it.each([
    [{ status: 'error', status_details: 'Line 3 is not JSON.' }, 'Line 3 is not JSON.'],
    [{ status: 'error' }, 'its status is error'],
    [{ status: 'deleted' }, 'its status is deleted'],
  ])('raises the reason when the file cannot be processed: %j', async (state, words) => {
    const { client, sent } = inStates({ status: 'uploaded' }, state)
    const error = await played(waitForUpload(client, { file_id }))
    expect(error).toMatchObject({ name: 'APIError', body: { ...file, ...state }, retryable: false, message: expect.stringContaining(words) })
    expect(sent).toHaveLength(2)
  })

  it('gives up when the file takes longer than maxWait, and tells its state', async () => {
    const { client, sent } = inStates({ status: 'uploaded' })
    const error = await played(waitForUpload(client, { file_id }, { interval: 1000, maxWait: 3500 }))
    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ body: { status: 'uploaded' }, message: expect.stringContaining('still uploaded after 3500 ms') })
    expect(sent).toHaveLength(4)
  })

  it('raises a NotFoundError for a file that goes while it waits', async () => {
    expect(await played(waitForUpload(inStates({ status: 'uploaded' }, undefined).client, { file_id }))).toBeInstanceOf(NotFoundError)
  })

  it.each([
    ['its signal', APIUserAbortError, ({ controller }: Ends) => controller.abort()],
    ['close()', ClientClosedError, ({ client }: Ends) => void client.close()],
  ])('ends at once by %s, without another question', async (_, errorClass, end) => {
    const { client, sent } = inStates({ status: 'uploaded' })
    const controller = new AbortController()
    const outcome = waitForUpload(client, { file_id }, { signal: controller.signal }).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(1)
    end({ controller, client })
    expect(await outcome).toBeInstanceOf(errorClass)
    expect([sent.length, vi.getTimerCount()]).toEqual([1, 0])
  })

  it.each([{ interval: 0 }, { interval: Infinity }, { interval: Number.NaN }, { maxWait: -1 }, { maxWait: 2 ** 31 }])('refuses limits that cannot be: %j', async (options) => {
    const { client, sent } = inStates({ status: 'processed' })
    await expect(waitForUpload(client, { file_id }, options)).rejects.toThrow(ConfigurationError)
    expect(sent).toHaveLength(0)
  })

  it('is waitForProcessing of the facade', async () => {
    const { client } = inStates({ status: 'uploaded' }, { status: 'processed' })
    expect(await played(uploads(client).waitForProcessing({ file_id }, { interval: 10 }))).toMatchObject({ status: 'processed' })
  })
})
