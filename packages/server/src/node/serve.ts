import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { assembleServer } from '../create-server.js'
import type { Server } from '../create-server.js'
import { isHeard, loopbackHosts } from '../options.js'
import type { ServerOptions } from '../options.js'
import type { Repository } from '../repository/repository.js'
import { safeLogger } from '../safe-logger.js'
import { closeListener, createListener, listen } from './listener.js'
import type { ClientLimits } from './listener.js'
import { inMemory } from './libsql-database.js'
import { openRepository } from './open-repository.js'
import { createProcessMetrics } from './process-metrics.js'
import { StartError } from './start-error.js'
import type { Unreadable } from './unreadable-request.js'

const defaultPatience = 10_000
/** How long the last words of streams may take to reach their readers, in milliseconds. */
const lastMoment = 1500

/** Options of {@link serve}. */
export interface ServeOptions extends ServerOptions {
  /** Port to listen on; 0 takes any free one. Default: 0. */
  port?: number
  /** Address to listen on. Any other than a loopback one needs `apiKeys`, or keys that are stored. Default: `127.0.0.1`. */
  host?: string
  /** Path of the database file, or `:memory:`. Not together with `repository` or `databaseURL`. Default: `:memory:`. */
  dataFile?: string
  /** Address of a Postgres database, such as `postgres://user:password@localhost/prompts`. It needs the package `pg`. Default: none. */
  databaseURL?: string
  /** What clients may take of time and memory. */
  limits?: ClientLimits
  /** How long closing waits for the requests in flight, in milliseconds. Default: 10 000. */
  patience?: number
  /** How long closing goes on to listen, while `/healthz` says 503 already, in milliseconds: load balancers need that time to leave. Default: 0. */
  drainTime?: number
}

/** A server that listens. */
export interface RunningServer {
  /** Address without a path, such as `http://127.0.0.1:9357`. Humanloop's API is under `/v5`, Smarter's under `/api/v1`, the OpenAI-style one under `/v1`. */
  url: string
  port: number
  /** Whether callers needed a key when it started. */
  isLocked: boolean
  /** Waits until the judgments and the answers of runs are made that requests have left to the background. */
  idle(): Promise<void>
  /** Says 503 at `/healthz`, stops listening, finishes the requests in flight as long as the patience lasts, and closes the database. */
  close(): Promise<void>
}

/**
 * Starts a server on this machine.
 *
 * @param options Where to listen and where data is kept, next to the options of `createServer`.
 * @throws {StartError} When the port is taken, the database cannot be used, or the host is reachable from outside and there is no key.
 */
export async function serve(options: ServeOptions = {}): Promise<RunningServer> {
  const { port = 0, host = '127.0.0.1', dataFile, databaseURL, limits = {}, patience = defaultPatience, drainTime = 0, ...serverOptions } = options
  const { repository, metrics = false } = serverOptions
  if (repository !== undefined && (dataFile ?? databaseURL) !== undefined) throw new StartError('Give repository, dataFile or databaseURL, one of them.')
  if (!isLoopback(host) && !mayHaveKeys(options)) throw needsKey(host)
  const processMetrics = metrics === false ? undefined : createProcessMetrics()
  const further = metrics === false || metrics === true ? () => [] : metrics
  // It listens before it opens the data: a second server by mistake must not touch the file that the first one uses.
  const listener = createListener(limits, { fetch: async (request) => (await opened).app.fetch(request), noteUnreadable: (unreadable) => logUnreadable(unreadable, options) })
  const opened = listen(listener, port, host).then(
    () =>
      openApp(host, async () => ({
        ...serverOptions,
        repository: repository ?? (await openRepository({ dataFile, databaseURL })),
        ...(processMetrics === undefined ? {} : { metrics: () => [...processMetrics.read(), ...further()] }),
      })),
    async (error: unknown) => {
      await repository?.close()
      throw error
    },
  )
  const { app, isLocked } = await opened.catch((error: unknown) => {
    processMetrics?.stop()
    listener.close()
    throw error
  })
  const { port: taken } = listener.address() as AddressInfo
  let closing: Promise<void> | undefined
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    isLocked,
    idle: () => app.idle(),
    close() {
      closing ??= stop(listener, app, { patience, drainTime }).finally(() => processMetrics?.stop())
      return closing
    },
  }
}

/** Opens the data, and the application over it. Nobody else closes the repository when that fails. */
async function openApp(host: string, open: () => Promise<ServerOptions & { repository: Repository }>): Promise<{ app: Server; isLocked: boolean }> {
  const options = await open()
  const { apiKeys: given = [], repository } = options
  try {
    const isLocked = given.length > 0 || (await repository.read(({ apiKeys }) => apiKeys.list())).length > 0
    if (!isLocked && !isLoopback(host)) throw needsKey(host)
    const { server, worker } = assembleServer({ ...(isLocked ? {} : { allowedHosts: [...loopbackHosts, host] }), ...options }, { writesTexts: true })
    // What another process leaves behind is taken over even when nobody asks this one for anything.
    worker.patrol()
    return { isLocked, app: server }
  } catch (error) {
    await repository.close()
    throw error
  }
}

function isLoopback(host: string): boolean {
  return (loopbackHosts as readonly string[]).includes(host) || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function mayHaveKeys({ apiKeys = [], repository, dataFile = inMemory, databaseURL }: ServeOptions): boolean {
  return apiKeys.length > 0 || repository !== undefined || databaseURL !== undefined || dataFile !== inMemory
}

function needsKey(host: string): StartError {
  return new StartError(`The host ${host} can be reached from other machines, so the server needs an API key. Set one, store one with smarter-server keys create, or listen on 127.0.0.1.`)
}

function logUnreadable({ status, requestId }: Unreadable, { logger, logLevel }: ServerOptions): void {
  if (logger === undefined || !isHeard('warn', logLevel)) return
  safeLogger(logger)({ level: 'warn', message: `A request that cannot be read ${status}`, requestId, method: '-', path: '-', status, milliseconds: 0 })
}

/** Ends in order: load balancers leave, requests are answered, streams that last too long get their last words, connections are closed. */
async function stop(listener: HttpServer, app: Server, { patience, drainTime }: { patience: number; drainTime: number }): Promise<void> {
  app.drain()
  if (drainTime > 0) await pause(drainTime)
  const cutting = setTimeout(() => listener.closeAllConnections(), patience + lastMoment)
  await Promise.all([closeListener(listener), app.close({ patience })])
  clearTimeout(cutting)
}
