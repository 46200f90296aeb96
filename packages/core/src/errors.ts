const brand = Symbol.for('smarter-api.error')

/** What is known about a failed call. Every field is optional, because a failure may come before the network. */
export interface ErrorDetails {
  /** HTTP status of the answer. */
  status?: number | undefined
  /** The answer's body: parsed when it is JSON, else its text; bounded to 1 MiB. */
  body?: unknown
  /** Machine-readable code that the API gave. */
  code?: string | null | undefined
  /** Name of the parameter that the API complains about. */
  param?: string | null | undefined
  /** Kind of error in the API's own words. */
  type?: string | null | undefined
  /** The `x-request-id` of the answer. */
  requestId?: string | undefined
  /** The route, for example `GET /prompts/{id}`. */
  route?: string | undefined
  /** How many requests were sent. */
  attempts?: number | undefined
  /** How long the server asks to wait, in milliseconds. */
  retryAfter?: number | undefined
  /** Whether the same call may succeed later. */
  retryable?: boolean | undefined
  /** The answer's headers. */
  headers?: Headers | undefined
  /** The answer; its body has been read. */
  response?: Response | undefined
  /** The error underneath, or the abort signal's reason. */
  cause?: unknown
}

/**
 * The base of every error that the SDK raises.
 *
 * `instanceof` also holds for errors of another copy or module format of this package. Messages, fields and JSON never carry a key.
 */
export class APIError extends Error implements ErrorDetails {
  /** The class's name as a literal, which survives minifiers. */
  static readonly errorName: string = 'APIError'
  declare readonly status: number | undefined
  declare body: unknown
  declare readonly code: string | null | undefined
  declare readonly param: string | null | undefined
  declare readonly type: string | null | undefined
  declare readonly requestId: string | undefined
  declare readonly route: string | undefined
  declare readonly attempts: number | undefined
  declare readonly retryAfter: number | undefined
  declare retryable: boolean
  declare readonly headers: Headers | undefined
  declare readonly response: Response | undefined

  /** Creates an error from a message and what is known about the call. */
  constructor(message: string, details: ErrorDetails = {}) {
    super(message)
    const define = (key: PropertyKey, value: unknown, enumerable: boolean): void => {
      if (value !== undefined) Object.defineProperty(this, key, { value, enumerable, configurable: true, writable: true })
    }
    define('name', new.target.errorName, false)
    define(brand, lineage(new.target), false)
    this.retryable = false
    for (const [key, value] of Object.entries(details)) define(key, value, !/^(cause|response|headers)$/.test(key))
  }

  /** The HTTP status under the name that Humanloop's earlier SDKs use. */
  get statusCode(): number | undefined {
    return this.status
  }

  /** The body's `error` object where there is one, else the whole body. */
  get error(): unknown {
    const body = this.body as { error?: unknown } | null | undefined
    return typeof body === 'object' ? (body?.error ?? body) : body
  }

  /** Gives a plain object for logs: no headers, no body, no cause. */
  toJSON(): Record<string, unknown> {
    const { name, message, body: _, ...fields } = this
    return { name, message, ...fields }
  }

  /** Recognises errors of any copy of this package by their brand. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!Object.hasOwn(this, 'errorName')) return Function.prototype[Symbol.hasInstance].call(this, value)
    return branded(value)?.includes(this.errorName) ?? false
  }
}

function lineage(constructor: typeof APIError): string[] {
  const names: string[] = []
  for (let current = constructor; current.errorName; current = Object.getPrototypeOf(current)) names.push(current.errorName)
  return names
}

function branded(value: unknown): string[] | undefined {
  return (value as { [brand]?: string[] } | null | undefined)?.[brand]
}

/** Tells whether a value is an error of this SDK, made by any copy or module format of it. */
export function isAPIError(value: unknown): value is APIError {
  return branded(value) !== undefined
}

/** The name that Humanloop's earlier SDKs give to {@link APIError}. */
export { APIError as ApiError }

/** No usable answer came: the connection failed, broke, or ended too early. */
export class APIConnectionError extends APIError {
  static override readonly errorName: string = 'APIConnectionError'
}

/** A time limit passed. The message names the limit and its option. */
export class APITimeoutError extends APIConnectionError {
  static override readonly errorName: string = 'APITimeoutError'
}

/** The caller's signal aborted the call. `cause` is the signal's reason. */
export class APIUserAbortError extends APIError {
  static override readonly errorName: string = 'APIUserAbortError'
}

/** The client was closed before or during the call: an abort by the caller too, so code that ignores aborts ignores it. */
export class ClientClosedError extends APIUserAbortError {
  static override readonly errorName: string = 'ClientClosedError'
}

/** The API answered with a status that is not a success. */
export class APIStatusError extends APIError {
  static override readonly errorName: string = 'APIStatusError'
  declare readonly status: number
  declare readonly headers: Headers
  declare readonly response: Response
}

/** Status 400: the request is malformed. */
export class BadRequestError extends APIStatusError {
  static override readonly errorName: string = 'BadRequestError'
}

/** Status 401, or a redirect to a login page: the key is missing, wrong or revoked. */
export class AuthenticationError extends APIStatusError {
  static override readonly errorName: string = 'AuthenticationError'
}

/** Status 403: the key may not do this. */
export class PermissionDeniedError extends APIStatusError {
  static override readonly errorName: string = 'PermissionDeniedError'
}

/** Status 404, or another status with which a platform says that a thing does not exist. */
export class NotFoundError extends APIStatusError {
  static override readonly errorName: string = 'NotFoundError'
}

/** Status 409: the request conflicts with what is stored, for example a name in use. */
export class ConflictError extends APIStatusError {
  static override readonly errorName: string = 'ConflictError'
}

/** Status 422: the request is well-formed and its values are not acceptable. */
export class UnprocessableEntityError extends APIStatusError {
  static override readonly errorName: string = 'UnprocessableEntityError'
}

/** Status 429: too many requests; `retryAfter` says how long to wait where the server says it. */
export class RateLimitError extends APIStatusError {
  static override readonly errorName: string = 'RateLimitError'
}

/** Status 500 or above: the server failed. */
export class InternalServerError extends APIStatusError {
  static override readonly errorName: string = 'InternalServerError'
}

/** The language model behind the API failed, told inside an answer of status 200. */
export class ProviderError extends APIStatusError {
  static override readonly errorName: string = 'ProviderError'
}

/** The answer could not be read as what the route promises, for example HTML in place of JSON. */
export class ResponseParseError extends APIError {
  static override readonly errorName: string = 'ResponseParseError'
}

/** One thing that a schema found wrong, as Standard Schema describes it. */
export interface ValidationIssue {
  /** What is wrong. */
  readonly message: string
  /** Where, from the root of the value. */
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined
}

/** The answer does not fit its schema (only with the client option `validate`). `body` is the answer as it came. */
export class ResponseValidationError extends APIError {
  static override readonly errorName: string = 'ResponseValidationError'

  /** What does not fit, one entry per place. */
  readonly issues: readonly ValidationIssue[]

  /** Creates the error from the schema's findings. */
  constructor(message: string, details: ErrorDetails & { issues: readonly ValidationIssue[] }) {
    const { issues, ...rest } = details
    super(message, rest)
    this.issues = issues
  }
}

/** An option, a key, a parameter or a file is unusable; nothing was sent. */
export class ConfigurationError extends APIError {
  static override readonly errorName: string = 'ConfigurationError'
}
