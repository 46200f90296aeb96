import { Hono } from 'hono'
import type { Context } from 'hono'
import { fallbackDialect } from './fallback-dialect.js'
import { grouped } from './grouped.js'
import { noContent } from './http/answer.js'
import { createBodyRoom } from './http/body-room.js'
import { dispatch } from './http/dispatch.js'
import { createGuard, preflightHeaders } from './http/guard.js'
import { createKeyring } from './http/keyring.js'
import { observe } from './http/observe.js'
import type { Notes } from './http/observe.js'
import { healthPath, metricsPath, mountHealth, mountMetrics } from './http/probes.js'
import { Problem, Refusal, retryHeaders, toProblem } from './http/problem.js'
import { RememberingRouter } from './http/remembering-router.js'
import type { Dialect, Services } from './http/route.js'
import { createSender } from './http/sender.js'
import { humanloopDialect } from './humanloop/dialect.js'
import type { Lifecycle } from './lifecycle.js'
import type { ServerMetrics } from './metrics/server-metrics.js'
import { openaiAtSmarterDialect, openaiDialect } from './openai/dialect.js'
import { defaultMaxBodyBytes } from './options.js'
import type { ServerOptions } from './options.js'
import { smarterDialect } from './smarter/dialect.js'

const longestAddress = 16_384

/** What an application works with. */
interface AppHost {
  options: ServerOptions
  services: Services
  lifecycle: Lifecycle
  metrics: ServerMetrics | undefined
  /** Whether whoever sends the answers writes texts by itself. */
  writesTexts: boolean
}

/** Wires the routes of all APIs behind the gates that every request passes. */
export function createApp({ options, services, lifecycle, metrics, writesTexts }: AppHost): Hono<Notes> {
  const { repository, now, createId, era } = services
  const { maxBodyBytes: maxBytes = defaultMaxBodyBytes } = options
  const guard = createGuard({ hosts: options.allowedHosts, origins: options.allowedOrigins ?? [] })
  const { watch, report } = observe({
    logger: options.logger,
    logLevel: options.logLevel,
    metrics: metrics?.requests,
    createId,
    headersFor: (request) => guard.crossOriginHeaders(request),
  })
  const sender = createSender(lifecycle, report, writesTexts)
  const keyring = createKeyring(options.apiKeys ?? [], { repository, now, background: (work) => lifecycle.track(work) })
  const dialects = [humanloopDialect, openaiDialect, openaiAtSmarterDialect, smarterDialect(era)]
  const bodies = createBodyRoom()
  const app = new Hono<Notes>({ router: new RememberingRouter() })

  const dialectOf = ({ req: { path } }: Context<Notes>): Dialect =>
    dialects.find(({ prefix, owns }) => `${path}/`.startsWith(`${prefix}/`) && (owns?.(path.slice(prefix.length)) ?? true)) ?? fallbackDialect
  const pathOf = (context: Context<Notes>): string => context.req.path.slice(dialectOf(context).prefix.length)

  app.use(watch)
  // Before the guard: whoever probes may call the server by any name, such as its address in a cluster.
  mountHealth(app, sender, lifecycle, repository)

  app.use(async (context, next) => {
    const { raw } = context.req
    if (lifecycle.isClosing()) throw new Problem('stopping', 'The server is stopping. Send the request again.', { headers: retryHeaders })
    if (raw.url.length > longestAddress) throw new Problem('too-long', `The address is longer than ${longestAddress} characters. Send less in its query.`)
    const isLocked = await keyring.isLocked()
    guard.admit(raw, isLocked)
    if (raw.method === 'OPTIONS' && raw.headers.has('origin')) return sender.send(context, { ...noContent(), headers: preflightHeaders(raw) })
    const dialect = dialectOf(context)
    if (isLocked) await dialect.authenticate(raw, pathOf(context), keyring)
    const early = dialect.intercept?.(raw, pathOf(context))
    return early === undefined ? next() : sender.send(context, early)
  })

  if (metrics !== undefined) mountMetrics(app, sender, metrics, keyring)
  for (const dialect of dialects) {
    for (const route of dialect.routes) {
      const [method = '', path = ''] = route.key.split(' ')
      app.on(method, toPattern(dialect.prefix + path), async (context) => {
        context.set('route', dialect.prefix + path)
        const match = { route, dialect, request: context.req.raw, params: context.req.param() }
        const answer = await bodies.during((claim) => dispatch(match, services, { maxBytes, claim })).catch(asError)
        return sender.send(context, answer)
      })
    }
  }

  const probePaths = metrics === undefined ? [healthPath] : [healthPath, metricsPath]
  for (const [path, methods] of [...dialects.flatMap(methodsByPath), ...probePaths.map((probe) => [probe, ['GET']] as const)]) {
    app.all(toPattern(path), (context) => {
      context.set('route', path)
      const allow = methods.join(', ')
      throw new Problem('method', `This route takes ${allow}, not ${context.req.method}.`, { headers: { allow } })
    })
  }

  app.notFound(() => {
    throw new Problem('not-found', 'There is no such route. Humanloop\'s API is under /v5, Smarter\'s under /api/v1, the OpenAI-style one under /v1.')
  })

  app.onError((error, context) => {
    if (error instanceof Refusal) return sender.send(context, error.answer)
    return sender.send(context, dialectOf(context).render(toProblem(error), pathOf(context), context.req.raw))
  })
  return app
}

/** A model of somebody else's may throw what is no error, which Hono would pass on to the caller. */
function asError(thrown: unknown): never {
  throw thrown instanceof Error ? thrown : new Error('Something that is no error was thrown.', { cause: thrown })
}

function methodsByPath({ prefix, routes }: Dialect): [path: string, methods: string[]][] {
  const keys = routes.map(({ key }) => key.split(' '))
  return [...grouped(keys, ([, path = '']) => prefix + path)].map(([path, found]) => [path, found.map(([method = '']) => method)])
}

function toPattern(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}
