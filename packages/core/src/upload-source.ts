import type { streamOf } from './body.js'
import type { ConfigurationError } from './errors.js'

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

type Content = Blob | Bytes | OneShot | FileSource

/**
 * What can be uploaded as a file. A plain string is not: it would be taken for a path. A tuple names the file; text in it needs its
 * media type, because two or three strings are otherwise a list like any other.
 */
export type Uploadable = Content | readonly [name: string, content: Content, type?: string] | readonly [name: string, content: string, type: string]

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

/** What the form needs of the rest of core. It is handed over, so that the form can be a file of its own without sharing any with a bundle's beginning. */
export interface FormTools {
  readonly ConfigurationError: typeof ConfigurationError
  readonly streamOf: typeof streamOf
}

// oxlint-disable-next-line no-control-regex -- the point is to refuse control characters
const control = /[\0-\x1f\x7f]/
const mediaType = /^[\w.+-]+\/[\w.+-]+/
const outside = /^(\/|[a-z]:)|(^|\/)\.\.(\/|$)/i

/** Tells whether a form field is a file. */
export function isUploadable(value: unknown): value is Uploadable {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) {
    const [name, content, type] = value as unknown[]
    if (typeof name !== 'string' || value.length > 3 || Array.isArray(content)) return false
    return isUploadable(content) || (typeof content === 'string' && typeof type === 'string' && mediaType.test(type))
  }
  return value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value) || value instanceof Response || isSource(value) || isStream(value)
}

function isSource(value: object): value is FileSource {
  return 'open' in value && typeof value.open === 'function' && 'name' in value
}

function isStream(value: object): value is ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string> {
  return value instanceof ReadableStream || Symbol.asyncIterator in value
}

/** Reads a file value into a part, and checks its name and type before any byte is sent. */
export function uploadPart(value: Uploadable, field: string, tools: FormTools): UploadPart {
  const [givenName, content, givenType] = (Array.isArray(value) ? value : [undefined, value]) as [string | undefined, Content | string, string?]
  const { type: ownType, ...origin } = originOf(content)
  const name = givenName === undefined ? baseName(origin) : givenName.replaceAll('\\', '/')
  const type = givenType ?? (typeof ownType === 'string' && ownType !== '' ? ownType : 'application/octet-stream')
  if (name === '' || outside.test(name)) throw new tools.ConfigurationError(`${field}: "${name}" cannot name a file; give a relative name without ".."`)
  if (typeof type !== 'string' || control.test(type)) throw new tools.ConfigurationError(`${field}: the media type of "${name}" must be text without control characters`)
  return { name, type, ...contentOf(content, field, tools) }
}

type Origin = { readonly [Property in 'name' | 'filename' | 'url' | 'path' | 'type']?: unknown }

/** Where a content comes from, each property read once. */
function originOf(content: Content | string): Origin {
  if (typeof content === 'string') return {}
  const { name, filename, url, path, type } = content as Origin
  return { name, filename, url, path, type: content instanceof Response ? content.headers.get('content-type') : type }
}

function baseName({ name, filename, url, path }: Origin): string {
  for (const candidate of [name, filename, pathOf(url), path]) {
    const last = typeof candidate === 'string' ? candidate.split(/[/\\]/).at(-1) : undefined
    if (last && last !== '..') return last
  }
  return 'file'
}

/** The path of an address without its query, which may hold a secret. */
function pathOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return undefined
  const { pathname } = new URL(url)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function contentOf(content: Content | string, field: string, { ConfigurationError, streamOf }: FormTools): Omit<UploadPart, 'name' | 'type'> {
  if (typeof content === 'string' || content instanceof ArrayBuffer || ArrayBuffer.isView(content)) return hold(new Blob([content as BlobPart]))
  if (content instanceof Blob) return hold(content)
  const asStream = (chunks: OneShot): ReadableStream<Uint8Array> => (chunks instanceof ReadableStream ? chunks : streamOf(chunks as AsyncIterable<Uint8Array | string>))
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
