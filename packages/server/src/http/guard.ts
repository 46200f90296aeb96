import { loopbackHosts } from '../options.js'
import { withoutCredentials } from '../without-credentials.js'
import { Problem } from './problem.js'

/** Which hosts and origins may talk to the server; `*` lets all in. */
export interface GuardOptions {
  /** Default: loopback names, or all once a key is needed. */
  hosts: readonly string[] | undefined
  origins: readonly string[]
}

/** Keeps out what only a browser sends that a foreign page has tricked. */
export interface Guard {
  /** Refuses a host name that is not ours (DNS rebinding), and an origin that nobody named. */
  admit(request: Request, isLocked: boolean): void
  /** The headers that let a page of an allowed origin read the answer. */
  crossOriginHeaders(request: Request): Record<string, string>
}

/**
 * Answers a browser's question whether it may send the real request. Pages of allowed origins may send any header: clients have many of
 * their own, such as `x-stainless-lang`.
 */
export function preflightHeaders(request: Request): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
    'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? usualHeaders,
    'access-control-max-age': '600',
  }
}

const usualHeaders = 'authorization, content-type, idempotency-key, x-api-key, x-retry-count, accept'

const anyHost = new Set(['*'])
const loopback: ReadonlySet<string> = new Set(loopbackHosts)

const readableHeaders = 'x-request-id, x-should-retry, retry-after, idempotent-replayed'

/** @throws {TypeError} When an origin is not written as browsers send it. */
export function createGuard(options: GuardOptions): Guard {
  const named = options.hosts && new Set(options.hosts.map((host) => host.toLowerCase()))
  const origins = new Set(options.origins.map((origin) => (origin === '*' ? origin : toOrigin(origin))))
  const isAllowed = (origin: string): boolean => origins.has('*') || origins.has(origin)
  return {
    admit(request, isLocked) {
      const hosts = named ?? (isLocked ? anyHost : loopback)
      for (const host of [new URL(request.url).host, request.headers.get('host')]) {
        if (host === null || hosts.has('*') || hosts.has(hostName(host))) continue
        throw new Problem('forbidden', 'This host name is not served here. Use 127.0.0.1 or localhost, or name the host in allowedHosts (--allow-host).')
      }
      const origin = request.headers.get('origin')
      if (origin !== null && !isAllowed(origin)) {
        throw new Problem('forbidden', 'Pages of this origin may not use this server. Name the origin in allowedOrigins (--allow-origin) to let them.')
      }
    },
    crossOriginHeaders(request) {
      const origin = request.headers.get('origin')
      if (origin === null || !isAllowed(origin)) return {}
      return { 'access-control-allow-origin': origin, 'access-control-expose-headers': readableHeaders, vary: 'Origin' }
    },
  }
}

/**
 * Reads an origin as browsers send it: scheme, host and port.
 *
 * @throws {TypeError} When the text is something else.
 */
export function toOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && url.origin !== 'null' && url.pathname === '/' && url.search + url.hash === '') return url.origin
  throw new TypeError(`"${withoutCredentials(text)}" is not the origin of a page. Write scheme, host and port, such as https://app.example or http://localhost:5173.`)
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
