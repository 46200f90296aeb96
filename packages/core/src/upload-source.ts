import { streamOf } from './body.js'
import { ConfigurationError } from './errors.js'

/** A file that can be opened again, for example by `fromPath` of `@smarter-api/core/node`. */
export interface FileSource {
  /** The file's name, without folders. */
  readonly name: string
  /** Media type; `application/octet-stream` by default. */
  readonly type?: string | undefined
  /** Length in bytes. */
  readonly size?: number | undefined
  /** Gives the content from its beginning. */
  open(): AsyncIterable<Uint8Array | string> | ReadableStream<Uint8Array>
}

type Bytes = ArrayBuffer | ArrayBufferView
type OneShot = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string> | Response

/** What can be uploaded as a file. A plain string is not: it would be taken for a path. */
export type Uploadable =
  | Blob
  | Bytes
  | OneShot
  | FileSource
  | readonly [name: string, content: string | Blob | Bytes | OneShot | FileSource, type?: string]

/** A file ready to be written into a form. */
export interface UploadPart {
  readonly name: string
  readonly type: string
  readonly size: number | undefined
  /** Held in memory or by a Blob: can be sent by every runtime, any number of times. */
  readonly held: Blob | undefined
  /** Opens what is not held. */
  readonly open: (() => ReadableStream<Uint8Array>) | undefined
  readonly replayable: boolean
}

// oxlint-disable-next-line no-control-regex -- the point is to refuse control characters
const control = /[\0-\x1f\x7f]/

/** Tells whether a form field is a file. */
export function isUploadable(value: unknown): value is Uploadable {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return (value.length === 2 || value.length === 3) && typeof value[0] === 'string' && (typeof value[1] === 'string' || isUploadable(value[1])) && !Array.isArray(value[1])
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof Response || isSource(value) || isStream(value)
}

function isSource(value: object): value is FileSource {
  return 'open' in value && typeof value.open === 'function' && 'name' in value
}

function isStream(value: object): value is ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string> {
  return value instanceof ReadableStream || Symbol.asyncIterator in value
}

/** Reads a file value into a part, and checks its name and type before any byte is sent. */
export function uploadPart(value: Uploadable, field: string): UploadPart {
  const [givenName, content, givenType] = Array.isArray(value) ? (value as [string, Exclude<Uploadable, readonly unknown[]> | string, string?]) : [undefined, value as Exclude<Uploadable, readonly unknown[]>, undefined]
  const inferred = typeof content === 'string' ? {} : (content as { name?: unknown; filename?: unknown; url?: unknown; path?: unknown; type?: unknown })
  const name = givenName ?? baseName(inferred)
  const responseType = content instanceof Response ? content.headers.get('content-type') : undefined
  const type = givenType ?? ((typeof inferred.type === 'string' && !(content instanceof Response) && inferred.type) || responseType || 'application/octet-stream')
  if (typeof name !== 'string' || name === '') throw new ConfigurationError(`${field}: a file's name must be a non-empty string`)
  if (control.test(type)) throw new ConfigurationError(`${field}: the media type of "${name}" has control characters`)
  return { name, type, ...contentOf(content, field) }
}

function baseName({ name, filename, url, path }: { name?: unknown; filename?: unknown; url?: unknown; path?: unknown }): string {
  const pathname = typeof url === 'string' && URL.canParse(url) ? decodeURIComponent(new URL(url).pathname) : undefined
  for (const candidate of [name, filename, pathname, path]) {
    const last = typeof candidate === 'string' ? candidate.split(/[/\\]/).at(-1) : undefined
    if (last) return last
  }
  return 'file'
}

function contentOf(content: Exclude<Uploadable, readonly unknown[]> | string, field: string): Omit<UploadPart, 'name' | 'type'> {
  if (typeof content === 'string' || content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return hold(new Blob([content as BlobPart]))
  if (content instanceof Blob) return hold(content)
  if (isSource(content)) return { held: undefined, size: content.size, replayable: true, open: () => asStream(content.open()) }
  if (content instanceof Response) {
    const { body, headers } = content
    if (!body || content.bodyUsed) throw new ConfigurationError(`${field}: the Response has no unread body to upload`)
    const length = headers.get('content-encoding') ? null : headers.get('content-length')
    return { held: undefined, size: length === null ? undefined : Number(length), replayable: false, open: () => body }
  }
  return { held: undefined, size: undefined, replayable: false, open: () => asStream(content) }
}

function hold(blob: Blob): Omit<UploadPart, 'name' | 'type'> {
  return { held: blob, size: blob.size, replayable: true, open: undefined }
}

function asStream(content: AsyncIterable<Uint8Array | string> | ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return content instanceof ReadableStream ? content : streamOf(content)
}
