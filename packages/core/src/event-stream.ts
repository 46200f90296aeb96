/// <reference lib="esnext.disposable" preserve="true" />
import { requestIdOf } from './api-promise.js'
import type { CallControl } from './call-control.js'
import { asyncDispose } from './dispose.js'
import { APIConnectionError, APIError, ResponseParseError } from './errors.js'
import { EventDecoder, type ServerSentEvent } from './server-sent-events.js'
import type { Call } from './send.js'
import { BodyReader } from './watch-body.js'

/** How a stream ends. */
export interface StreamEnd {
  /** `required`: an end without `[DONE]` or one of `lastEvents` is an error. `optional`: a clean end is an end. */
  readonly terminator: 'required' | 'optional'
  /** Values of an event's `type` after which nothing comes. */
  readonly lastEvents?: readonly string[] | undefined
}

/**
 * Items of a stream of server-sent events, each parsed from JSON when it is asked for.
 *
 * Iterating ends the connection: at the end, at an error, and at an early `break`. An abort of the caller's signal rejects with
 * `APIUserAbortError`; `abort()` ends the iteration silently. Use `tee()` to read twice.
 */
export interface EventStream<T> extends AsyncIterable<T>, AsyncDisposable {
  /** The answer; its body belongs to this stream. */
  readonly response: Response
  /** The answer's `x-request-id`. */
  readonly requestId: string | undefined
  /** True once the stream's terminator was seen; false while it runs and where a clean end came without one. */
  readonly terminated: boolean
  /** Iterates over the events themselves: name, data text, id and retry. */
  events(): AsyncIterableIterator<ServerSentEvent>
  /** Ends the stream without an error and frees the connection. */
  abort(): void
  /** Splits the stream in two. Each keeps the items that the other has read and it has not: memory grows with the distance. */
  tee(): [AsyncIterable<T>, AsyncIterable<T>]
  /** Gives the items as lines of JSON, for handing the stream on to a browser. */
  toReadableStream(): ReadableStream<Uint8Array>
}

interface State {
  terminated: boolean
  taken: boolean
}

/** Makes the stream of an answer. */
export function openEventStream<T>(call: Call, response: Response, control: CallControl, end: StreamEnd): EventStream<T> {
  const { key: route } = call
  const requestId = requestIdOf(response)
  if (!response.body) throw new ResponseParseError(`${route} answered without a body; this runtime's fetch may not stream`, { route, requestId })
  const body = new BodyReader(response.body, control)
  const state: State = { terminated: false, taken: false }
  const source = new EventSource(call, response, body, end, state)
  const take = (): void => {
    if (state.taken) throw new APIError(`${route}: this stream has been read already; use tee() to read it twice`, { route })
    state.taken = true
  }
  const stream: EventStream<T> = {
    response,
    requestId,
    get terminated() {
      return state.terminated
    },
    [Symbol.asyncIterator]() {
      take()
      return new EventIterator(source, (event) => source.item(event) as T | undefined | Promise<T | undefined>)
    },
    events() {
      take()
      return new EventIterator(source, (event) => event)
    },
    abort: () => source.close(),
    tee: () => tee(stream),
    toReadableStream: () => toLines(stream),
    async [asyncDispose]() {
      source.close()
    },
  }
  return stream
}

class EventSource {
  readonly decoder: EventDecoder = new EventDecoder()
  closed = false
  readonly validate: ReturnType<typeof validatorOf>

  constructor(
    readonly call: Call,
    readonly response: Response,
    readonly body: BodyReader,
    readonly end: StreamEnd,
    readonly state: State,
  ) {
    this.validate = validatorOf(call, response)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.body.cancel()
  }

  /** Gives a decoded event at once where there is one; otherwise reads on. */
  next(): ServerSentEvent | undefined | Promise<ServerSentEvent | undefined> {
    if (this.closed) return undefined
    const { reason } = this.body.control
    if (reason) throw this.fail(reason)
    const event = this.decoder.shift()
    return event ? this.admit(event) : this.pull()
  }

  async pull(): Promise<ServerSentEvent | undefined> {
    for (;;) {
      const chunk = await this.body.read().catch((error: unknown) => {
        if (this.closed) return undefined
        throw this.fail(error)
      })
      if (this.closed) return undefined
      if (chunk === undefined) return this.finish()
      this.decoder.push(chunk)
      const event = this.decoder.shift()
      if (event) return this.admit(event)
    }
  }

  /** Lets an event through, unless it is the end or an error. */
  admit(event: ServerSentEvent): ServerSentEvent | undefined {
    if (event.data !== '[DONE]') return event
    this.state.terminated = true
    this.close()
    return undefined
  }

  finish(): undefined {
    this.closed = true
    const { end, decoder } = this
    if (decoder.hasUnfinishedEvent()) throw this.truncated('in the middle of an event')
    if (end.terminator === 'required' && !this.state.terminated) throw this.truncated(`before ${end.lastEvents?.join(' or ') ?? '[DONE]'}`)
    return undefined
  }

  truncated(where: string): APIConnectionError {
    const { call, response, body } = this
    const details = { route: call.key, requestId: requestIdOf(response), attempts: body.control.attempts, retryable: true, headers: response.headers, response }
    return new APIConnectionError(`${call.key}: the stream ended ${where}; what came before it is incomplete`, details)
  }

  fail(error: unknown): unknown {
    this.close()
    return error
  }

  /** Parses an event's data; events without data, such as pings, are skipped. */
  item({ event, data }: ServerSentEvent): unknown {
    if (data === '') return undefined
    const { call, response } = this
    const { settings } = call.client
    const details = { route: call.key, requestId: requestIdOf(response), headers: response.headers, response }
    let value: unknown
    try {
      value = settings.parseJson(data)
    } catch {
      throw this.fail(new ResponseParseError(`${call.key}: an event's data is not JSON (${data.length} characters)`, details))
    }
    const failure = settings.service.readStreamError?.(event, value)
    if (failure) {
      const { message = 'an error without words', errorClass, final: _, ...named } = failure
      throw this.fail(new APIError(`${call.key} failed within its stream: ${message}`, { ...named, ...details, body: value }))
    }
    const type = (value as { type?: unknown } | null)?.type
    if (typeof type === 'string' && this.end.lastEvents?.includes(type)) {
      this.state.terminated = true
      this.close()
    }
    const checked = this.validate?.(value)
    return checked instanceof Promise ? checked.then(() => value) : value
  }
}

function validatorOf({ client: { settings }, options, key }: Call, response: Response) {
  const validate = options.validate ?? settings.validate
  const answer = { requestId: requestIdOf(response), log: settings.log }
  return validate ? (value: unknown) => validate(`${key}#stream`, value, answer) : undefined
}

/** A hand-made iterator: an async generator would cost twice as much for each event. */
class EventIterator<T> implements AsyncIterableIterator<T> {
  last: Promise<unknown> = Promise.resolve()
  waiting = 0

  constructor(
    readonly source: EventSource,
    readonly convert: (event: ServerSentEvent) => T | undefined | Promise<T | undefined>,
  ) {}

  [Symbol.asyncIterator](): this {
    return this
  }

  next(): Promise<IteratorResult<T>> {
    if (this.waiting > 0) return this.queue()
    try {
      const event = this.source.next()
      if (!(event instanceof Promise)) {
        const result = this.settle(event)
        if (!(result instanceof Promise)) return Promise.resolve(result)
        return this.track(result)
      }
      return this.track(event.then((read) => this.settle(read)))
    } catch (error) {
      return Promise.reject(error)
    }
  }

  /** Turns an event into a result; skipped events lead to the next. */
  settle(event: ServerSentEvent | undefined): IteratorResult<T> | Promise<IteratorResult<T>> {
    if (event === undefined) return { done: true, value: undefined }
    const value = this.convert(event)
    if (value instanceof Promise) return value.then((item) => (item === undefined ? this.advance() : { done: false, value: item }))
    return value === undefined ? this.advance() : { done: false, value }
  }

  async advance(): Promise<IteratorResult<T>> {
    return this.settle(await this.source.next())
  }

  track(result: Promise<IteratorResult<T>>): Promise<IteratorResult<T>> {
    this.waiting++
    const release = (): void => {
      this.waiting--
    }
    this.last = result.then(release, release)
    return result
  }

  queue(): Promise<IteratorResult<T>> {
    return this.track(this.last.then(() => this.advance()))
  }

  async return(): Promise<IteratorResult<T>> {
    this.source.close()
    return { done: true, value: undefined }
  }
}

function tee<T>(stream: AsyncIterable<T>): [AsyncIterable<T>, AsyncIterable<T>] {
  const source = stream[Symbol.asyncIterator]()
  const queues: [Array<Promise<IteratorResult<T>>>, Array<Promise<IteratorResult<T>>>] = [[], []]
  const branch = (own: Array<Promise<IteratorResult<T>>>): AsyncIterable<T> => ({
    [Symbol.asyncIterator]: () => ({
      next: () => {
        if (own.length === 0) {
          const result = source.next()
          result.catch(() => undefined)
          for (const queue of queues) queue.push(result)
        }
        return own.shift() as Promise<IteratorResult<T>>
      },
    }),
  })
  return [branch(queues[0]), branch(queues[1])]
}

function toLines<T>(stream: AsyncIterable<T>): ReadableStream<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      },
      async cancel() {
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/** Reads lines of JSON, as `toReadableStream()` writes them. Blank lines are skipped. */
export async function* readLines<T>(lines: ReadableStream<Uint8Array>): AsyncGenerator<T, void, undefined> {
  const decoder = new TextDecoder()
  const reader = lines.getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const parts = (rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))).split(/\r\n|\n|\r(?!$)/)
      rest = done ? '' : (parts.pop() ?? '')
      for (const line of parts) if (line.trim()) yield parseLine<T>(line)
      if (done) return
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function parseLine<T>(line: string): T {
  try {
    return JSON.parse(line) as T
  } catch {
    throw new ResponseParseError(`A line of the stream is not JSON (${line.length} characters)`)
  }
}
