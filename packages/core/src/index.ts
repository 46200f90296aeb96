export { type ApiPromise, apiPromise, type ResponseWith, type WithRequestId } from './api-promise.js'
export { bind, type Bound } from './bind.js'
export { type Client, createClient } from './client.js'
export { asyncDispose } from './dispose.js'
export {
  APIConnectionError,
  APIError,
  ApiError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  ClientClosedError,
  ConfigurationError,
  ConflictError,
  type ErrorDetails,
  InternalServerError,
  isAPIError,
  NotFoundError,
  PermissionDeniedError,
  ProviderError,
  RateLimitError,
  ResponseParseError,
  ResponseValidationError,
  UnprocessableEntityError,
  type ValidationIssue,
} from './errors.js'
export type { EventStream, StreamEnd } from './event-stream.js'
export { fetchRoute } from './fetch-route.js'
export { createHumanloopClient, createOpenAIClient, createSmarterClient, type HumanloopClient, type OpenAIClient, type OpenAIStyleClient, type SmarterClient } from './factories.js'
export { type HeadersOption } from './headers.js'
export { type Log, type Logger, type LogLevel } from './log.js'
export { type ApiRequest, type Middleware, type MiddlewareContext, type Next } from './middleware.js'
export { type ApiKey, type CallOptions, type ClientOptions, type Fetch, type RequestOptions, type Transport, type TransportFactory } from './options.js'
export { bareArray, byCursor, byNumber, type Page, type PageEnvelope, type PagePromise, pagePromise, paginate } from './page.js'
export { pause } from './pause.js'
export { type RouteBehaviour } from './prepare.js'
export { readLines } from './read-lines.js'
export { request } from './request.js'
export { type RetryContext } from './retry.js'
export { type Params, type RouteString } from './route.js'
export { type ErrorReading, type Service } from './service.js'
export { humanloop } from './services/humanloop.js'
export { openai } from './services/openai.js'
export { smarter } from './services/smarter.js'
export type { ServerSentEvent } from './server-sent-events.js'
export { stream } from './stream.js'
export { text } from './text.js'
export { type Timeout, type TimeoutOptions } from './timeout.js'
export { upload } from './upload.js'
export type { FileSource, Uploadable } from './upload-source.js'
export { type SchemaTable, type StandardSchema, validator, type Validator } from './validate.js'
export { VERSION } from './version.js'
