import type { Log } from './log.js'

/** One HTTP request as middleware sees it. Header names are lower case. */
export interface ApiRequest {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: BodyInit | null | undefined
  /** Aborts when the caller, a time limit or `close()` ends the call. */
  readonly signal: AbortSignal
}

/** What middleware knows beside the request. */
export interface MiddlewareContext {
  /** The route, for example `POST /prompts/call`. */
  readonly route: string
  /** 1 for the first attempt. */
  readonly attempt: number
  /** The client's logger, with its level applied. */
  readonly log: Log
}

/** Sends the request on: to the next middleware, then to the network. */
export type Next = (request: ApiRequest) => Promise<Response>

/**
 * Wraps each attempt. The first of the client's is outermost, those of the call come after; it may change the request, answer by
 * itself, or call `next` again. To look at a body, read `response.clone()`.
 */
export type Middleware = (request: ApiRequest, next: Next, context: MiddlewareContext) => Promise<Response>

/** Runs a request through middleware, outermost first. */
export function runMiddleware(layers: readonly Middleware[], request: ApiRequest, context: MiddlewareContext, last: Next): Promise<Response> {
  const step = (index: number, current: ApiRequest): Promise<Response> => {
    const layer = layers[index]
    return layer ? layer(current, (changed) => step(index + 1, changed), context) : last(current)
  }
  return step(0, request)
}
