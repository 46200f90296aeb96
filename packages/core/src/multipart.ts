import type { EncodedBody } from './json-body.js'
import { type FormTools, isUploadable, type UploadPart, uploadPart } from './upload-source.js'

interface Part {
  readonly head: string
  readonly content: string | UploadPart
}

/**
 * Encodes a form as `multipart/form-data` (RFC 7578). Forms held in memory or in Blobs become one Blob, which every runtime can send
 * and repeat; others are streamed chunk by chunk.
 */
export function encodeMultipart(fields: unknown, tools: FormTools): EncodedBody {
  const boundary = `form-${crypto.randomUUID()}`
  const parts: Part[] = []
  for (const [name, value] of Object.entries((fields ?? {}) as Record<string, unknown>)) addField(parts, name, value, boundary, tools)
  const end = `--${boundary}--\r\n`
  const contentType = `multipart/form-data; boundary=${boundary}`
  const files = parts.map(({ content }) => content).filter((content) => typeof content !== 'string')
  if (files.every(({ held }) => held)) {
    const blob = new Blob([...parts.flatMap(({ head, content }) => [head, typeof content === 'string' ? content : (content.held as Blob), '\r\n']), end])
    return { open: () => blob, contentType, streaming: true }
  }
  return {
    open: (signal) => tools.streamOf(write(parts, end), signal),
    contentType,
    size: totalSize(parts, end),
    once: files.some(({ replayable }) => !replayable),
    streaming: true,
  }
}

function addField(parts: Part[], name: string, value: unknown, boundary: string, tools: FormTools): void {
  if (value === undefined) return
  const opening = `--${boundary}\r\ncontent-disposition: form-data; name="${escapeName(name)}"`
  if (isUploadable(value)) {
    const file = uploadPart(value, name, tools)
    parts.push({ head: `${opening}; filename="${escapeName(file.name)}"\r\ncontent-type: ${file.type}\r\n\r\n`, content: file })
  } else if (Array.isArray(value)) {
    for (const item of value) addField(parts, `${name}[]`, item, boundary, tools)
  } else if (value instanceof Date) {
    parts.push({ head: `${opening}\r\n\r\n`, content: value.toISOString() })
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) addField(parts, `${name}[${key}]`, item, boundary, tools)
  } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    parts.push({ head: `${opening}\r\n\r\n`, content: String(value) })
  } else {
    throw new tools.ConfigurationError(`${name}: a form field cannot be ${value === null ? 'null' : `a ${typeof value}`}; leave it out or give text, a number, a boolean or a file`)
  }
}

function escapeName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- quotes, backslashes and control characters must not end the header
  return name.replace(/[\0-\x1f\x7f"\\]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
}

async function* write(parts: readonly Part[], end: string): AsyncGenerator<Uint8Array | string> {
  for (const { head, content } of parts) {
    yield head
    if (typeof content === 'string') yield content
    else yield* readStream(content.held?.stream() ?? (content.open as () => ReadableStream<Uint8Array>)())
    yield '\r\n'
  }
  yield end
}

async function* readStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    reader.cancel().catch(() => undefined)
  }
}

function totalSize(parts: readonly Part[], end: string): number | undefined {
  const encoder = new TextEncoder()
  let size = end.length
  for (const { head, content } of parts) {
    const length = typeof content === 'string' ? encoder.encode(content).length : content.size
    if (length === undefined) return undefined
    size += encoder.encode(head).length + length + 2
  }
  return size
}
