/** A body that tells how it was read. */
export interface ByteSource {
  readonly stream: ReadableStream<Uint8Array>
  /** Chunks asked for so far; the question after the last chunk counts too. */
  pulls: number
  /** Set once the reader has cancelled. */
  cancelled: boolean
}

/** A body that gives a chunk when it is asked and not before. After the last one it ends, stays open, or breaks with an error. */
export function byteSource(chunks: Iterable<string | Uint8Array>, after: 'end' | 'open' | Error = 'end'): ByteSource {
  const encoder = new TextEncoder()
  const iterator = chunks[Symbol.iterator]()
  const source: ByteSource = {
    pulls: 0,
    cancelled: false,
    stream: new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          source.pulls++
          const { done, value } = iterator.next()
          if (!done) controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
          else if (after === 'end') controller.close()
          else if (after === 'open') return new Promise(() => undefined)
          else controller.error(after)
          return undefined
        },
        cancel() {
          source.cancelled = true
        },
      },
      { highWaterMark: 0 },
    ),
  }
  return source
}
