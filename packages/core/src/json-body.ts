import { ConfigurationError } from './errors.js'

/** A body ready for fetch. */
export interface EncodedBody {
  /** Gives a fresh one for each attempt; the signal ends with the attempt. */
  readonly open: (signal?: AbortSignal) => BodyInit
  readonly contentType?: string | undefined
  /** Length in bytes, where it is known and fetch does not know it by itself. */
  readonly size?: number | undefined
  /** Whether it can be sent once only. */
  readonly once?: boolean | undefined
  /** Whether it may be too large to hold in memory: streams, and Blobs that lie on disk. */
  readonly streaming?: boolean | undefined
}

/** Turns a body's value into bytes; `contentType` is what the caller's headers declare. */
export type Encode = (body: unknown, contentType: string | null | undefined) => EncodedBody | undefined

/** Encodes a plain value as JSON. */
export const encodeJson: Encode = (body) => {
  if (body === undefined || body === null) return undefined
  try {
    const text = JSON.stringify(body)
    return { open: () => text, contentType: 'application/json' }
  } catch (cause) {
    throw new ConfigurationError(`The body cannot be written as JSON: ${(cause as Error).message}`, { cause })
  }
}
