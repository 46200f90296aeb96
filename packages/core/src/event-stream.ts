/// <reference lib="esnext.disposable" preserve="true" />
import type { APIConnectionError, APIError, ErrorDetails, ResponseParseError } from './errors.js'
import type { Call } from './send.js'
import { EventDecoder, type ServerSentEvent } from './server-sent-events.js'
import type { BodyReader } from './watch-body.js'

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

/** What a stream needs of the rest of core. It is handed over: an import would make both share a file that is loaded at once. */
export interface StreamTools {
  readonly APIConnectionError: typeof APIConnectionError
  readonly APIError: typeof APIError
  readonly ResponseParseError: typeof ResponseParseError
  readonly asyncDispose: typeof Symbol.asyncDispose
}

/** The answer that a stream reads. */
export interface StreamSource {
  readonly call: Call
  readonly response: Response
  readonly body: BodyReader
  readonly details: ErrorDetails
}

type Convert<Item> = (event: ServerSentEvent) => Item | undefined | Promise<Item>
type Result<Item> = Promise<IteratorResult<Item, undefined>>

const finished = { done: true, value: undefined } as const

/** Reads an answer as an {@link EventStream}. Its iterator is hand-made: an async generator would cost twice as much for each event. */
export class JsonEventStream<T> implements EventStream<T> {
  declare readonly call: Call
  declare readonly response: Response
  declare readonly requestId: string | undefined
  declare readonly end: StreamEnd
  declare readonly tools: StreamTools
  declare readonly body: BodyReader
  readonly decoder: EventDecoder = new EventDecoder()
  declare readonly details: ErrorDetails
  terminated = false
  closed = false
  taken = false
  /** Reads that wait for bytes, one after another. */
  waiting = 0
  last: Promise<unknown> = Promise.resolve()
  declare [Symbol.asyncDispose]: () => Promise<void>

  constructor({ call, response, body, details }: StreamSource, end: StreamEnd, tools: StreamTools) {
    this.call = call
    this.response = response
    this.requestId = details.requestId
    this.end = end
    this.tools = tools
    this.details = details
    this.body = body
    this[tools.asyncDispose] = async () => this.abort()
  }

  [Symbol.asyncIterator](): AsyncIterableIterator<T> {
    return this.iterate((event) => this.parse(event))
  }

  events(): AsyncIterableIterator<ServerSentEvent> {
    return this.iterate((event) => {
      this.watchEnd(event.event)
      return event
    })
  }

  abort(): void {
    if (this.closed) return
    this.closed = true
    this.body.cancel()
  }

  tee(): [AsyncIterable<T>, AsyncIterable<T>] {
    const source = this[Symbol.asyncIterator]()
    interface Node {
      result?: Result<T>
      after?: Node
    }
    const branch = (node: Node): AsyncIterable<T> => ({
      [Symbol.asyncIterator]: () => ({
        next() {
          const result = (node.result ??= source.next() as Result<T>)
          node = node.after ??= {}
          return result
        },
      }),
    })
    const first: Node = {}
    return [branch(first), branch(first)]
  }

  toReadableStream(): ReadableStream<Uint8Array> {
    const source = this[Symbol.asyncIterator]()
    const encoder = new TextEncoder()
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done, value } = await source.next()
          if (done) controller.close()
          else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
        },
        cancel: () => this.abort(),
      },
      { highWaterMark: 0 },
    )
  }

  iterate<Item>(convert: Convert<Item>): AsyncIterableIterator<Item, undefined> {
    if (this.taken) throw new this.tools.APIError(`${this.call.route} can be read once; use tee() to read it twice`, this.details)
    this.taken = true
    return {
      next: () => this.next(convert),
      return: async () => {
        this.abort()
        return finished
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }

  next<Item>(convert: Convert<Item>): Result<Item> {
    try {
      const ready = this.waiting === 0 && this.step(convert)
      if (ready) return ready
    } catch (error) {
      return this.fail(error)
    }
    this.waiting++
    const result = this.last.then(() => this.read(convert))
    this.last = result.catch(() => undefined)
    return result
  }

  async read<Item>(convert: Convert<Item>): Result<Item> {
    try {
      for (;;) {
        const ready = this.step(convert)
        if (ready) return await ready
        await this.pull()
      }
    } catch (error) {
      return await this.fail(error)
    } finally {
      this.waiting--
    }
  }

  /** Gives the next item if it has arrived; `undefined` asks for more bytes. */
  step<Item>(convert: Convert<Item>): Result<Item> | undefined {
    const { reason } = this.body.control
    while (!this.closed) {
      if (reason) throw reason
      const event = this.decoder.shift()
      if (!event) return undefined
      if (event.data === '[DONE]') this.terminate()
      else {
        const value = convert(event)
        if (value instanceof Promise) return value.then((item) => ({ done: false, value: item }), (error) => this.fail(error))
        if (value !== undefined) return Promise.resolve({ done: false, value })
      }
    }
    return Promise.resolve(finished)
  }

  async pull(): Promise<void> {
    const chunk = await this.body.read().catch((error: unknown) => {
      if (!this.closed) throw error
    })
    if (this.closed) return
    if (chunk) return this.decoder.push(chunk)
    this.closed = true
    const where = this.decoder.hasUnfinishedEvent() ? 'within an event' : this.end.terminator === 'required' ? 'before its last event' : undefined
    if (where) throw new this.tools.APIConnectionError(`${this.call.route}: the stream ended ${where}`, { ...this.details, retryable: true })
  }

  terminate(): void {
    this.terminated = true
    this.abort()
  }

  /** No error leaves the connection open: `for await` does not end an iteration that fails. */
  fail(error: unknown): Promise<never> {
    this.abort()
    return Promise.reject(error)
  }

  watchEnd(name: string | undefined): void {
    if (this.end.lastEvents?.includes(name ?? '')) this.terminate()
  }

  /** Parses an event's data. Events without data, such as pings, give nothing. */
  parse({ event, data }: ServerSentEvent): T | undefined | Promise<T> {
    if (data === '') return undefined
    const { call, details, requestId } = this
    const { settings } = call.client
    let value: unknown
    try {
      value = settings.parseJson(data)
    } catch {
      throw new this.tools.ResponseParseError(`${call.route} sent an event that is not JSON (${data.length} characters)`, details)
    }
    const failure = settings.service.readStreamError?.(event, value)
    if (failure) {
      const { code, param, type } = failure
      throw new this.tools.APIError(`${call.route} failed within its stream: ${failure.message || 'no reason given'}`, { ...details, code, param, type, body: value })
    }
    this.watchEnd((value as { type?: string } | null)?.type)
    const validate = call.options.validate ?? settings.validate
    const checked = validate && validate(`${call.route}#stream`, value, { requestId, log: settings.log })
    return checked ? checked.then(() => value as T) : (value as T)
  }
}
