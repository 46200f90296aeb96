import type { StoredAnswer } from '../repository/repository.js'
import { Problem } from './problem.js'

/** An answer whose body arrives piece by piece. */
export interface StreamAnswer {
  status: number
  headers: Record<string, string>
  pieces: AsyncIterator<string, undefined>
  /** Words what is sent in place of the rest when the pieces break off. */
  lastWords(end: BrokenOff): string
  /** Hears that the reader went away. Without it the pieces are taken to their end all the same. */
  leave?(): void
}

/** Why a stream broke off, as callers may learn it. */
export interface BrokenOff {
  status: number
  message: string
}

/** An answer whose body is no text. */
export interface BytesAnswer {
  status: number
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer>
}

export type Answer = StoredAnswer | BytesAnswer | StreamAnswer

export function json(data: unknown, status = 200, headers: Record<string, string> = {}): StoredAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: toText(data) }
}

/** Texts have a greatest length, which a page of many large items may reach. */
function toText(data: unknown): string {
  try {
    return JSON.stringify(data)
  } catch (error) {
    throw error instanceof RangeError ? new Problem('invalid', 'The answer would be too long to send. Ask for less at once, such as a smaller page.') : error
  }
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
