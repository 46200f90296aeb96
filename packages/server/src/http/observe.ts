import type { Context, MiddlewareHandler } from 'hono'
import type { RequestMetrics } from '../metrics/request-metrics.js'
import { isHeard } from '../options.js'
import type { LogLevel, ServerLogEntry } from '../options.js'
import { Problem, Refusal } from './problem.js'
import { requestIdOf } from './request-id.js'

/** What is noted of a request on its way to the end of its answer. */
export interface Notes {
  Variables: {
    requestId: string
    started: number
    /** Headers that its answer gets, whatever it is. */
    headers: Record<string, string>
    /** Template of the route that was found. */
    route?: string
    /** Whether only machines ask, again and again. */
    isProbe?: boolean
    /** Resolves at the end of an answer that is a stream. */
    streamed?: Promise<void>
    /** Whether the log tells of the request already. */
    isLogged?: boolean
  }
}

/** What hears of requests. */
export interface Observers {
  logger: ((entry: ServerLogEntry) => void) | undefined
  logLevel: LogLevel | undefined
  metrics: RequestMetrics | undefined
  createId(prefix: string): string
  /** Headers that every answer to the request gets. */
  headersFor(request: Request): Record<string, string>
}

/** Watches requests. */
export interface Observation {
  watch: MiddlewareHandler<Notes>
  /** Tells the log of a failure that the answer does not show. */
  report(context: Context<Notes>, status: number, error: unknown): void
}

/** Gives every request its id, every answer its headers, and tells log and metrics of it at the end. */
export function observe({ logger, logLevel, metrics, createId, headersFor }: Observers): Observation {
  function log(context: Context<Notes>, level: ServerLogEntry['level'], status: number, failure: { error?: unknown } = {}): void {
    if (!isHeard(level, logLevel)) return
    const { req: { method, url }, var: { requestId, started, route } } = context
    // As it was sent: the path of Hono is decoded, and could begin a line of its own.
    const path = new URL(url).pathname
    logger?.({
      level,
      message: `${method} ${path} ${status}`,
      requestId,
      method,
      path,
      ...(route === undefined ? {} : { route }),
      status,
      milliseconds: performance.now() - started,
      ...failure,
    })
  }

  function report(context: Context<Notes>, status: number, error: unknown): void {
    context.set('isLogged', true)
    log(context, isOurs(error) ? 'warn' : 'error', status, { error })
  }

  function end(context: Context<Notes>, status: number): void {
    const { started, route, isProbe = false, isLogged = false } = context.var
    metrics?.ended({ method: context.req.method, route, status, milliseconds: performance.now() - started })
    if (!isLogged) log(context, status >= 400 ? 'warn' : isProbe ? 'debug' : 'info', status)
  }

  return {
    report,
    async watch(context, next) {
      const requestId = requestIdOf(context.req.raw, createId)
      context.set('requestId', requestId)
      context.set('headers', { ...headersFor(context.req.raw), 'x-request-id': requestId })
      context.set('started', performance.now())
      metrics?.began()
      await next()
      const { res, error } = context
      if (error !== undefined && !isOurs(error)) report(context, res.status, error)
      if (context.var.streamed === undefined) end(context, res.status)
      else void context.var.streamed.then(() => end(context, res.status))
    },
  }
}

function isOurs(error: unknown): boolean {
  return error instanceof Refusal || error instanceof Problem
}
