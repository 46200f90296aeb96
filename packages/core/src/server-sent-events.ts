import { createParser } from 'eventsource-parser'

/** One event of a `text/event-stream` (WHATWG HTML, section 9.2). */
export interface ServerSentEvent {
  /** The event's name; `undefined` stands for `message`. */
  readonly event: string | undefined
  /** The data lines joined by line feeds. */
  readonly data: string
  /** The last id seen on the stream. */
  readonly id: string | undefined
  /** The reconnection time in milliseconds last seen on the stream. */
  readonly retry: number | undefined
}

const slice = 16 * 1024

/** Decodes bytes into events: a chunk of any size is taken apart as events are asked for. */
export class EventDecoder {
  readonly queue: ServerSentEvent[] = []
  head = 0
  id: string | undefined
  retry: number | undefined
  pending = ''
  offset = 0
  endedWithReturn = false
  readonly decoder: TextDecoder = new TextDecoder()
  readonly parser: { feed(chunk: string): void } = createParser({
    onEvent: ({ event, data, id }) => {
      if (id !== undefined) this.id = id
      this.queue.push({ event, data, id: this.id, retry: this.retry })
    },
    onRetry: (retry) => {
      this.retry = retry
    },
  })

  /** Takes a chunk of bytes. */
  push(chunk: Uint8Array): void {
    this.pending = this.pending.slice(this.offset) + this.decoder.decode(chunk, { stream: true })
    this.offset = 0
  }

  /** Gives the next whole event, or `undefined` when more bytes are needed. */
  shift(): ServerSentEvent | undefined {
    while (this.head >= this.queue.length) {
      this.queue.length = this.head = 0
      if (this.offset >= this.pending.length) return undefined
      this.feed(this.pending.slice(this.offset, (this.offset += slice)))
    }
    return this.queue[this.head++]
  }

  /** Tells at the end of the input whether an event was begun and not finished. */
  hasUnfinishedEvent(): boolean {
    this.feed(`${this.decoder.decode()}\n\n`)
    return this.queue.length > this.head
  }

  // A carriage return at the end of a chunk ends its line now; the line feed that may follow belongs to it.
  feed(text: string): void {
    const rest = this.endedWithReturn && text.startsWith('\n') ? text.slice(1) : text
    if (text !== '') this.endedWithReturn = text.endsWith('\r')
    if (rest !== '') this.parser.feed(this.endedWithReturn && rest.endsWith('\r') ? `${rest.slice(0, -1)}\n` : rest)
  }
}
