import type { Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createServer } from '../create-server.js'
import { loopbackHosts } from '../options.js'
import type { ServerOptions } from '../options.js'
import { codeOf } from './error-code.js'
import { openRepository } from './open-repository.js'
import { StartError } from './start-error.js'

const patience = 10_000

/** Options of {@link serve}. */
export interface ServeOptions extends ServerOptions {
  /** Port to listen on; 0 takes any free one. Default: 0. */
  port?: number
  /** Address to listen on. Any other than a loopback one needs `apiKeys`. Default: `127.0.0.1`. */
  host?: string
  /** Path of the database file, or `:memory:`. Not together with `repository` or `databaseURL`. Default: `:memory:`. */
  dataFile?: string
  /** Address of a Postgres database, such as `postgres://user:password@localhost/prompts`. It needs the package `pg`. Default: none. */
  databaseURL?: string
}

/** A server that listens. */
export interface RunningServer {
  /** Address without a path, such as `http://127.0.0.1:9357`. Humanloop's API is under `/v5`, Smarter's under `/api/v1`, the OpenAI-style one under `/v1`. */
  url: string
  port: number
  /** Stops listening, finishes the requests in flight for up to ten seconds, and closes the database. */
  close(): Promise<void>
}

/**
 * Starts a server on this machine.
 *
 * @param options Where to listen and where data is kept, next to the options of `createServer`.
 * @throws {StartError} When the port is taken, the database cannot be used, or the host is reachable from outside and there is no key.
 */
export async function serve({ port = 0, host = '127.0.0.1', dataFile, databaseURL, ...options }: ServeOptions = {}): Promise<RunningServer> {
  const isLocked = (options.apiKeys ?? []).length > 0
  if (!isLoopback(host) && !isLocked) {
    throw new StartError(`The host ${host} can be reached from other machines, so the server needs an API key. Set one, or listen on 127.0.0.1.`)
  }
  if (options.repository !== undefined && (dataFile ?? databaseURL) !== undefined) throw new StartError('Give repository, dataFile or databaseURL, one of them.')
  // It listens before it opens the data: a second server by mistake must not touch the file that the first one uses.
  const listener = createAdaptorServer({ fetch: async (request) => (await opened).fetch(request), overrideGlobalObjects: false }) as HttpServer
  const opened = listen(listener, port, host).then(async () =>
    createServer({
      ...(isLocked ? {} : { allowedHosts: [...loopbackHosts, host] }),
      ...options,
      repository: options.repository ?? (await openRepository({ dataFile, databaseURL })),
    }),
  )
  const app = await opened.catch(async (error: unknown) => {
    listener.close()
    await options.repository?.close()
    throw error
  })
  const { port: taken } = listener.address() as AddressInfo
  let closing: Promise<void> | undefined
  listener.prependListener('request', (_request, response) => {
    response.once('close', () => {
      if (closing !== undefined) setImmediate(() => listener.closeIdleConnections())
    })
  })
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    port: taken,
    close() {
      closing ??= stop(listener).then(() => app.close())
      return closing
    },
  }
}

function isLoopback(host: string): boolean {
  return (loopbackHosts as readonly string[]).includes(host) || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function listen(listener: HttpServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => reject(explain(error, port, host))
    listener.once('error', refuse)
    listener.listen(port, host, () => {
      listener.off('error', refuse)
      resolve()
    })
  })
}

/** Closes the listener. Connections that are kept alive are closed as soon as their last answer is out. */
function stop(listener: HttpServer): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => listener.closeAllConnections(), patience)
    listener.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}

function explain(error: Error, port: number, host: string): StartError {
  const code = codeOf(error)
  if (code === 'EADDRINUSE') return new StartError(`Port ${port} on ${host} is in use. Stop the program that uses it, or choose another port.`)
  if (code === 'EACCES') return new StartError(`Port ${port} on ${host} needs more rights than this program has. Choose a port above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new StartError(`The host ${host} is not an address of this machine. Choose another host.`)
  return new StartError(`The server cannot listen on ${host}, port ${port}${code === '' ? '' : ` (${code})`}. Choose another host or port.`, { cause: error })
}
