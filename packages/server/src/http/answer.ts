import type { StoredAnswer } from '../repository/repository.js'

/** An answer whose body arrives piece by piece. */
export interface StreamAnswer {
  status: number
  headers: Record<string, string>
  pieces: AsyncIterator<string, undefined>
  /** What is sent in place of the rest when the pieces break off. */
  lastWords: string
}

/** An answer whose body is no text. */
export interface BytesAnswer {
  status: number
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}

export type Answer = StoredAnswer | BytesAnswer | StreamAnswer

export function json(data: unknown, status = 200, headers: Record<string, string> = {}): StoredAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(data) }
}

export function text(body: string, status = 200): StoredAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}

export function noContent(): StoredAnswer {
  return { status: 204, headers: {}, body: '' }
}

export function redirect(location: string, status: 301 | 302): StoredAnswer {
  return { status, headers: { location }, body: '' }
}
