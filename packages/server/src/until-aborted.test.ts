import { describe, expect, it } from 'vitest'
import { untilAborted } from './until-aborted.js'

const reason = new Error('enough')

describe('untilAborted', () => {
  it('gives the answer as it is', async () => {
    const { signal } = new AbortController()
    const response = await untilAborted(signal, async () => new Response('hello', { status: 201, headers: { 'x-a': 'b' } }))
    expect([response.status, response.headers.get('x-a'), await response.text()]).toEqual([201, 'b', 'hello'])
    const empty = await untilAborted(signal, async () => new Response(null, { status: 204 }))
    expect([empty.status, empty.body]).toEqual([204, null])
  })

  it('does no work for a signal that has aborted', async () => {
    let isDone = false
    const work = async () => {
      isDone = true
      return new Response()
    }
    await expect(untilAborted(AbortSignal.abort(reason), work)).rejects.toBe(reason)
    expect(isDone).toBe(false)
  })

  it('rejects as soon as the signal aborts, and wants nothing of an answer that comes later', async () => {
    const controller = new AbortController()
    const cancelled = deferred<unknown>()
    const late = deferred<Response>()
    const answer = untilAborted(controller.signal, () => late.promise)
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
    late.resolve(new Response(new ReadableStream({ cancel: cancelled.resolve })))
    expect(await cancelled.promise).toBe(reason)
  })

  it('breaks off the body when the signal aborts, and tells its source', async () => {
    const controller = new AbortController()
    const cancelled = deferred<unknown>()
    const bytes = new TextEncoder().encode('first')
    const body = new ReadableStream<Uint8Array>({ start: (stream) => stream.enqueue(bytes), cancel: cancelled.resolve })
    const reader = (await untilAborted(controller.signal, async () => new Response(body))).body?.getReader()
    expect(await reader?.read()).toEqual({ done: false, value: bytes })
    const next = reader?.read()
    controller.abort(reason)
    await expect(next).rejects.toBe(reason)
    expect(await cancelled.promise).toBe(reason)
  })

  it('passes on that the reader goes away, and that the source fails', async () => {
    const { signal } = new AbortController()
    const cancelled = deferred<unknown>()
    const unread = await untilAborted(signal, async () => new Response(new ReadableStream({ cancel: cancelled.resolve })))
    await unread.body?.cancel('no more')
    expect(await cancelled.promise).toBe('no more')
    const broken = await untilAborted(signal, async () => new Response(new ReadableStream({ pull: () => Promise.reject(reason) })))
    await expect(broken.text()).rejects.toBe(reason)
    await expect(untilAborted(signal, () => Promise.reject(reason))).rejects.toBe(reason)
  })
})

function deferred<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  const settlers: ((value: Value) => void)[] = []
  const promise = new Promise<Value>((settle) => settlers.push(settle))
  return { promise, resolve: (value) => settlers.forEach((settle) => settle(value)) }
}
