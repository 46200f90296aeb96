import { Hono } from 'hono'
import type { Context } from 'hono'
import { fallbackDialect } from './fallback-dialect.js'
import { noContent } from './http/answer.js'
import type { Answer } from './http/answer.js'
import { dispatch } from './http/dispatch.js'
import { createGuard, preflightHeaders } from './http/guard.js'
import { createKeyring } from './http/keyring.js'
import { internalMessage, Problem, Refusal } from './http/problem.js'
import type { Dialect, Services } from './http/route.js'
import { toResponse } from './http/to-response.js'
import type { ResponseHost } from './http/to-response.js'
import { humanloopDialect } from './humanloop/dialect.js'
import { openaiAtSmarterDialect, openaiDialect } from './openai/dialect.js'
import { defaultMaxBodyBytes, loopbackHosts } from './options.js'
import type { ServerOptions } from './options.js'
import { smarterDialect } from './smarter/dialect.js'

interface Notes {
  Variables: { requestId: string; started: number }
}

/** Wires the routes of all APIs behind the gates that every request passes. */
export function createApp(options: ServerOptions, services: Services, track: ResponseHost['track']): Hono<Notes> {
  const keyring = createKeyring(options.apiKeys ?? [])
  const guard = createGuard({ hosts: options.allowedHosts ?? (keyring.locked ? ['*'] : loopbackHosts), origins: options.allowedOrigins ?? [] })
  const dialects = [humanloopDialect, openaiDialect, openaiAtSmarterDialect, smarterDialect(services.era)]
  const app = new Hono<Notes>()
  const log = ({ req, var: { requestId, started } }: Context<Notes>, status: number, failure?: { error: unknown }): void =>
    options.logger?.({
      level: failure === undefined ? 'info' : 'error',
      message: `${req.method} ${req.path} ${status}`,
      requestId,
      method: req.method,
      path: req.path,
      status,
      milliseconds: performance.now() - started,
      ...failure,
    })
  const hostOf = (context: Context<Notes>, status: number): ResponseHost => ({ track, report: (error) => log(context, status, { error }) })
  const send = (context: Context<Notes>, answer: Answer): Response => toResponse(answer, hostOf(context, answer.status))
  const dialectOf = ({ req: { path } }: Context<Notes>): Dialect =>
    dialects.find(({ prefix, owns }) => path.startsWith(`${prefix}/`) && (owns?.(path.slice(prefix.length)) ?? true)) ?? fallbackDialect
  const pathOf = (context: Context<Notes>): string => context.req.path.slice(dialectOf(context).prefix.length)

  app.use(async (context, next) => {
    const requestId = services.createId('req')
    context.set('requestId', requestId)
    context.set('started', performance.now())
    await next()
    const { res, error, req } = context
    for (const [name, value] of Object.entries({ ...guard.crossOriginHeaders(req.raw), 'x-request-id': requestId })) res.headers.set(name, value)
    log(context, res.status, isOurs(error) ? undefined : { error })
  })

  app.use(async (context, next) => {
    const { raw } = context.req
    guard.admit(raw)
    if (raw.method === 'OPTIONS' && raw.headers.has('origin')) return send(context, { ...noContent(), headers: preflightHeaders(raw) })
    const dialect = dialectOf(context)
    await dialect.authenticate(raw, pathOf(context), keyring)
    const early = dialect.intercept?.(raw, pathOf(context))
    return early === undefined ? next() : send(context, early)
  })

  for (const dialect of dialects) {
    for (const route of dialect.routes) {
      const [method = '', path = ''] = route.key.split(' ')
      app.on(method, toPattern(dialect, path), async (context) => {
        const match = { route, dialect, request: context.req.raw, params: context.req.param() }
        const answer = await dispatch(match, services, hostOf(context, 200), options.maxBodyBytes ?? defaultMaxBodyBytes).catch(asError)
        return send(context, answer)
      })
    }
  }
  for (const dialect of dialects) {
    for (const [path, methods] of methodsByPath(dialect)) {
      app.all(toPattern(dialect, path), ({ req }) => {
        const allow = methods.join(', ')
        throw new Problem('method', `This route takes ${allow}, not ${req.method}.`, { headers: { allow } })
      })
    }
  }

  app.notFound(() => {
    throw new Problem('not-found', 'There is no such route. Humanloop\'s API is under /v5, Smarter\'s under /api/v1, the OpenAI-style one under /v1.')
  })

  app.onError((error, context) => {
    if (error instanceof Refusal) return send(context, error.answer)
    const problem = error instanceof Problem ? error : new Problem('internal', internalMessage)
    return send(context, dialectOf(context).render(problem, pathOf(context), context.req.raw))
  })
  return app
}

function isOurs(error: Error | undefined): boolean {
  return error === undefined || error instanceof Refusal || error instanceof Problem
}

/** A model of somebody else's may throw what is no error, which Hono would pass on to the caller. */
function asError(thrown: unknown): never {
  throw thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.', { cause: thrown })
}

function methodsByPath({ routes }: Dialect): Map<string, string[]> {
  const methods = new Map<string, string[]>()
  for (const { key } of routes) {
    const [method = '', path = ''] = key.split(' ')
    methods.set(path, [...(methods.get(path) ?? []), method])
  }
  return methods
}

function toPattern({ prefix }: Dialect, path: string): string {
  return prefix + path.replace(/\{(\w+)\}/g, ':$1')
}
