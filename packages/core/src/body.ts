import { type EncodedBody, encodeJson } from './json-body.js'
import { encodeQuery } from './route.js'

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

/**
 * Turns chunks into a byte stream that is pulled, never pushed. The signal ends it: after an early answer Node reads a request's body to
 * its end, however long it is.
 */
export function streamOf(chunks: Chunks, signal?: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let iterator: AsyncIterator<Uint8Array | string> | Iterator<Uint8Array | string> | undefined
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (signal?.aborted) {
          await iterator?.return?.()
          return controller.error(signal.reason)
        }
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
 * Encodes any request body: plain values as JSON, or as the form that the content type names; text with a content type, bytes, Blobs and
 * forms as they are; streams and iterables chunk by chunk; a function as a factory of one of these, which makes streams replayable.
 */
export function encodeBody(body: unknown, contentType?: string | null): EncodedBody | undefined {
  if (typeof body === 'function') {
    const encode = (): EncodedBody => encodeBody((body as () => unknown)(), contentType) ?? { open: () => '' }
    const first = encode()
    let unused: EncodedBody | undefined = first
    const open = (signal?: AbortSignal): BodyInit => {
      const current = unused ?? encode()
      unused = undefined
      return current.open(signal)
    }
    return { ...first, open, once: false }
  }
  if (typeof body === 'object' && body !== null) {
    if (isVerbatim(body)) return { open: () => body, streaming: body instanceof Blob || body instanceof FormData }
    const open = body instanceof ReadableStream ? () => body : isIterable(body) ? (signal?: AbortSignal) => streamOf(body, signal) : undefined
    if (open) return { open, once: true, streaming: true }
  }
  if (typeof body === 'string' && contentType) return { open: () => body }
  if (typeof body === 'object' && body !== null && contentType?.startsWith('application/x-www-form-urlencoded')) {
    const form = encodeQuery(body as Record<string, unknown>).slice(1)
    return { open: () => form }
  }
  return encodeJson(body, contentType)
}
