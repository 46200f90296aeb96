import type { HeadersOption } from './headers.js'
import type { Logger, LogLevel } from './log.js'
import type { Middleware } from './middleware.js'
import type { RetryContext } from './retry.js'
import type { Timeout } from './timeout.js'
import type { Validator } from './validate.js'

/** A function like the platform's `fetch`. */
export interface Fetch {
  (url: string, init: RequestInit): Promise<Response>
  /** True where the function honours `init.connectTimeout`, as `nodeFetch` does. */
  readonly limitsConnect?: boolean | undefined
}

/** A transport that the client creates on first use and closes with itself. */
export interface Transport {
  readonly fetch: Fetch
  close(): Promise<void>
}

/** Makes a {@link Transport}. */
export interface TransportFactory {
  (): Transport
  /** True where its fetch honours `init.connectTimeout`, as that of `nodeTransport` does. */
  readonly limitsConnect?: boolean | undefined
}

/** Options that a client sets for all calls and a call may set for itself. */
export interface CallOptions {
  /** Time limits: milliseconds for one attempt, or several limits. 60 000 for Humanloop and 600 000 for Smarter by default. */
  timeout?: Timeout | undefined
  /** Repetitions after a failed attempt. 2 by default, 0 for none. */
  maxRetries?: number | undefined
  /** Longest wait in milliseconds that a server may ask for; a longer one fails at once. 60 000 by default. */
  maxRetryAfter?: number | undefined
  /** Repeats also calls that cost money on platforms which ignore idempotency keys, such as a chatbot's prompt. False by default. */
  retryUnsafe?: boolean | undefined
  /** Overrides the retry rules: `true`, `false`, or `undefined` to leave the decision to them. */
  shouldRetry?: ((context: RetryContext) => boolean | undefined) | undefined
  /** Is told of each retry before its wait; `delay` is in milliseconds. */
  onRetry?: ((context: RetryContext & { readonly delay: number }) => void) | undefined
  /** Headers on top of the SDK's. `null` removes one. */
  headers?: HeadersOption | undefined
  /** Query parameters on top of the route's. */
  query?: Record<string, unknown> | undefined
  /** Passed to `fetch` last: `dispatcher` on Node, `proxy` on Bun, `client` on Deno. */
  fetchOptions?: Record<string, unknown> | undefined
  /** Wraps each attempt. */
  middleware?: readonly Middleware[] | undefined
  /** Checks answers; made by `validator()`. Off by default. */
  validate?: Validator | false | undefined
}

/** Options of one call. */
export interface RequestOptions extends CallOptions {
  /** Aborts the call, its waits and its stream. */
  signal?: AbortSignal | null | undefined
  /** Idempotency key of this call; a random one by default, the same in every attempt. Not sent with GET. */
  idempotencyKey?: string | undefined
}

/** An API key: text, or a function called for each attempt; `null` sends none. */
export type ApiKey = string | (() => string | Promise<string>) | null

/** Options of a client. */
export interface ClientOptions extends CallOptions {
  /** The key, or a function that gives it. By default the environment variable `HUMANLOOP_API_KEY` or `SMARTER_API_KEY`. */
  apiKey?: ApiKey | undefined
  /** Address of the API. By default `HUMANLOOP_BASE_URL` or `SMARTER_BASE_URL`, else the public service. */
  baseURL?: string | undefined
  /** A function like `fetch`; it stays the caller's and is never closed. The runtime's own by default. */
  fetch?: Fetch | undefined
  /** Makes a transport that belongs to the client, for example `nodeTransport({ proxy })`. */
  transport?: TransportFactory | undefined
  /** How much is logged. By default `HUMANLOOP_LOG` or `SMARTER_LOG`, else `warn`. */
  logLevel?: LogLevel | undefined
  /** Where to log. `console` by default. */
  logger?: Logger | undefined
  /** Reads JSON text, for example with big integers kept. `JSON.parse` by default. */
  parseJson?: ((text: string) => unknown) | undefined
  /** Source of randomness for back-off, at least 0 and below 1. `Math.random` by default. */
  random?: (() => number) | undefined
}
