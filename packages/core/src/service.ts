import type { APIStatusError, ErrorDetails } from './errors.js'

/** The error class and the words for an unsuccessful answer, where a service says more than the HTTP status does. */
export interface ErrorReading extends Pick<ErrorDetails, 'code' | 'param' | 'type'> {
  /** What failed, in the service's own words, without server tracebacks. */
  message?: string | undefined
  /** The class to raise in place of the one that the status names. */
  errorClass?: (new (message: string, details: ErrorDetails) => APIStatusError) | undefined
  /** Whether the failure is known to be final although its status is usually retried. */
  final?: boolean | undefined
}

/** What distinguishes one platform from another: plain data and three small functions. */
export interface Service<Name extends string = string> {
  /** The tag that keeps functions of one platform from clients of another. */
  readonly name: Name
  /** The platform's name in messages. */
  readonly title: string
  /** The public service's address, without a trailing slash. */
  readonly baseURL: string
  /** Limit of one attempt in milliseconds, when the user sets none. */
  readonly timeout: number
  /** Names of the environment variables. */
  readonly variables: { readonly apiKey: string; readonly baseURL: string; readonly log: string }
  /** Value of the fetch option `redirect` on Node; elsewhere it is always `manual`. */
  readonly redirect: 'error' | 'manual'
  /** Whether a 409 is worth another attempt. */
  readonly retryConflicts: boolean
  /** Whether the platform honours `Idempotency-Key` on calls that cost money; where not, such calls are retried only when no byte was sent. */
  readonly honoursIdempotencyKey: boolean
  /** The header that carries the key. */
  authHeader(key: string): readonly [name: string, value: string]
  /** Reads an unsuccessful answer. */
  readError(status: number, body: unknown, location: string | null): ErrorReading
  /** Reads a failure out of a stream event, where the platform sends them inside of streams. */
  readStreamError?(name: string | undefined, data: unknown): ErrorReading | undefined
}
