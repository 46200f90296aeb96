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
  declare id: string | undefined
  declare retry: number | undefined
  text = ''
  afterReturn = false
  readonly decoder: TextDecoder = new TextDecoder()
  readonly parser: { feed(chunk: string): void } = createParser({
    onEvent: ({ event, data, id = this.id }) => {
      this.id = id
      this.queue.push({ event, data, id, retry: this.retry })
    },
    onRetry: (retry) => {
      this.retry = retry
    },
  })

  /** Takes a chunk of bytes. */
  push(chunk: Uint8Array): void {
    this.text += this.decoder.decode(chunk, { stream: true })
  }

  /** Gives the next whole event, or `undefined` when more bytes are needed. */
  shift(): ServerSentEvent | undefined {
    while (this.head === this.queue.length) {
      this.queue.length = this.head = 0
      if (this.text === '') return undefined
      const part = this.text.slice(0, slice)
      this.text = this.text.slice(slice)
      this.feed(part)
    }
    return this.queue[this.head++]
  }

  /** Tells at the end of the input whether an event was begun and not finished. */
  hasUnfinishedEvent(): boolean {
    this.feed(`${this.decoder.decode()}\n\n`)
    return this.queue.length > this.head
  }

  // Every ending becomes a line feed. A return at the end of a part ends its line now; a line feed that follows belongs to it.
  feed(part: string): void {
    const text = this.afterReturn && part.startsWith('\n') ? part.slice(1) : part
    this.afterReturn = part.endsWith('\r')
    this.parser.feed(text.replace(/\r\n?/g, '\n'))
  }
}
