import { createFetch } from 'ofetch'
import type { Fetch, Transport } from './options.js'

/** What one attempt gives to fetch. */
export interface RawInit {
  method: string
  headers: Record<string, string>
  body?: BodyInit | null | undefined
  signal: AbortSignal
  redirect?: 'error' | 'manual' | undefined
  [option: string]: unknown
}

/** Sends one request and leaves the answer's body unread. */
export type RawFetch = (url: string, init: RawInit) => Promise<Response>

/**
 * Makes the raw layer over ofetch on first use: loading Headers at import would make Node load its whole fetch.
 * ofetch's own retry and parsing stay off, and what it wraps is unwrapped.
 */
export function rawFetch(custom: Fetch | undefined, transport: (() => Transport) | undefined): RawFetch {
  let layer: ReturnType<typeof createFetch> | undefined
  return async (url, init) => {
    layer ??= createFetch({
      fetch: ((input: string, options: RequestInit) => (custom ?? transport?.().fetch ?? globalThis.fetch)(input, options)) as typeof fetch,
    })
    try {
      const options = { ...init, retry: false as const, ignoreResponseError: true, responseType: 'stream' as const }
      return await layer.raw(url, options as Parameters<typeof layer.raw>[1])
    } catch (error) {
      const { name, cause } = Object(error) as Error
      throw (name === 'FetchError' && cause) || error
    }
  }
}
