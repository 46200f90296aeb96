import { ConfigurationError } from './errors.js'

/** A body ready for fetch. `open` gives a fresh one for each attempt. */
export interface EncodedBody {
  readonly open: () => BodyInit
  readonly contentType: string | undefined
  /** Length in bytes, where it is known and fetch does not know it by itself. */
  readonly size?: number | undefined
  /** Whether it can be sent again. */
  readonly replayable: boolean
  readonly streaming: boolean
}

type Chunks = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>

function isIterable(value: object): value is Chunks {
  return Symbol.asyncIterator in value || (Symbol.iterator in value && !Array.isArray(value) && !('toJSON' in value))
}

function isVerbatim(value: object): value is BodyInit & object {
  return (
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof Blob ||
    value instanceof FormData ||
    value instanceof URLSearchParams
  )
}

/** Turns chunks into a byte stream that is pulled, never pushed. */
export function streamOf(chunks: Chunks): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let iterator: AsyncIterator<Uint8Array | string> | Iterator<Uint8Array | string> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        iterator ??= Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
        const { done, value } = await iterator.next()
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      },
      async cancel() {
        await iterator?.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * Encodes a request body: plain values as JSON, bytes, Blobs and forms as they are, streams and iterables chunk by chunk,
 * a function as a factory of one of these that makes streams replayable.
 */
export function encodeBody(body: unknown, contentType: string | null | undefined, route: string): EncodedBody | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'function') {
    const make = body as () => unknown
    const encode = (): EncodedBody => encodeBody(make(), contentType, route) ?? raw('')
    const { contentType: type, streaming } = encode()
    return { open: () => encode().open(), contentType: type, replayable: true, streaming }
  }
  if (typeof body === 'object') {
    if (body instanceof ReadableStream) return stream(body)
    if (isVerbatim(body)) return raw(body)
    if (isIterable(body)) return stream(streamOf(body))
  }
  if (typeof body === 'string' && contentType && !/json/i.test(contentType)) return raw(body)
  if (contentType === 'application/x-www-form-urlencoded') return raw(new URLSearchParams(body as Record<string, string>))
  try {
    return raw(JSON.stringify(body), 'application/json')
  } catch (cause) {
    throw new ConfigurationError(`${route}: the body cannot be written as JSON (${(cause as Error).message.split('\n')[0]})`, { route, cause })
  }
}

function raw(body: BodyInit, contentType?: string): EncodedBody {
  return { open: () => body, contentType, replayable: true, streaming: false }
}

function stream(body: ReadableStream<Uint8Array>): EncodedBody {
  return { open: () => body, contentType: undefined, replayable: false, streaming: true }
}
