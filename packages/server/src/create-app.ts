import { Hono } from 'hono'
import type { Context } from 'hono'
import { fallbackDialect } from './fallback-dialect.js'
import { noContent } from './http/answer.js'
import type { Answer } from './http/answer.js'
import { dispatch } from './http/dispatch.js'
import { crossOriginHeaders, guard, preflightHeaders } from './http/guard.js'
import { createKeyring } from './http/keyring.js'
import { Problem, Refusal } from './http/problem.js'
import type { Dialect, Services } from './http/route.js'
import { toResponse } from './http/to-response.js'
import type { Track } from './http/to-response.js'
import { humanloopDialect } from './humanloop/dialect.js'
import { defaultMaxBodyBytes, loopbackHosts } from './options.js'
import type { ServerOptions } from './options.js'
import { smarterDialect } from './smarter/dialect.js'

/** Wires the routes of both APIs behind the gates that every request passes. */
export function createApp(options: ServerOptions, services: Services, track: Track): Hono {
  const keyring = createKeyring(options.apiKeys ?? [])
  const gates = { hosts: options.allowedHosts ?? (keyring.locked ? ['*'] : loopbackHosts), origins: options.allowedOrigins ?? [] }
  const dialects = [humanloopDialect, smarterDialect(services.era)]
  const app = new Hono()
  const send = (answer: Answer): Response => toResponse(answer, track)
  const dialectOf = ({ req }: Context): Dialect => dialects.find(({ prefix }) => req.path.startsWith(`${prefix}/`)) ?? fallbackDialect
  const pathOf = (context: Context): string => context.req.path.slice(dialectOf(context).prefix.length)

  app.use(async (context, next) => {
    const started = performance.now()
    const requestId = services.createId('req')
    await next()
    const { res, error, req } = context
    for (const [name, value] of Object.entries({ ...crossOriginHeaders(req.raw, gates), 'x-request-id': requestId })) res.headers.set(name, value)
    options.logger?.({
      level: isOurs(error) ? 'info' : 'error',
      message: `${req.method} ${req.path} ${res.status}`,
      requestId,
      method: req.method,
      path: req.path,
      status: res.status,
      milliseconds: performance.now() - started,
      ...(isOurs(error) ? {} : { error }),
    })
  })

  app.use(async (context, next) => {
    const { raw } = context.req
    guard(raw, gates)
    if (raw.method === 'OPTIONS' && raw.headers.has('origin')) return send({ ...noContent(), headers: preflightHeaders })
    const dialect = dialectOf(context)
    await dialect.authenticate(raw, pathOf(context), keyring)
    const early = dialect.intercept?.(raw, pathOf(context))
    return early === undefined ? next() : send(early)
  })

  for (const dialect of dialects) {
    for (const route of dialect.routes) {
      const [method = '', path = ''] = route.key.split(' ')
      app.on(method, toPattern(dialect, path), async (context) => {
        const match = { route, dialect, request: context.req.raw, params: context.req.param() }
        return send(await dispatch(match, services, options.maxBodyBytes ?? defaultMaxBodyBytes))
      })
    }
  }
  for (const dialect of dialects) {
    for (const { key } of dialect.routes) {
      app.all(toPattern(dialect, key.split(' ')[1] ?? ''), ({ req }) => {
        throw new Problem('method', `This route does not take ${req.method}. See the API's reference for the methods it takes.`)
      })
    }
  }

  app.notFound(() => {
    throw new Problem('not-found', 'There is no such route. Humanloop\'s API is under /v5, Smarter\'s under /api/v1.')
  })

  app.onError((error, context) => {
    if (error instanceof Refusal) return send(error.answer)
    const problem = error instanceof Problem ? error : new Problem('internal', 'The server failed on this request; its log says more.')
    return send(dialectOf(context).render(problem, pathOf(context)))
  })
  return app
}

function isOurs(error: Error | undefined): boolean {
  return error === undefined || error instanceof Refusal || error instanceof Problem
}

function toPattern({ prefix }: Dialect, path: string): string {
  return prefix + path.replace(/\{(\w+)\}/g, ':$1')
}
