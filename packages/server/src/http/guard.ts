import { Problem } from './problem.js'

/** Which hosts and origins may talk to the server; `*` lets all in. */
export interface GuardOptions {
  hosts: readonly string[]
  origins: readonly string[]
}

/**
 * Refuses what only a browser tricked by a foreign page would send: a host name that is not ours (DNS rebinding),
 * or an origin that nobody named.
 */
export function guard(request: Request, { hosts, origins }: GuardOptions): void {
  for (const host of [new URL(request.url).host, request.headers.get('host')]) {
    if (host === null || hosts.includes('*') || hosts.includes(hostName(host))) continue
    throw new Problem('forbidden', 'This host name is not served here. Use 127.0.0.1 or localhost, or name the host in allowedHosts.')
  }
  const origin = request.headers.get('origin')
  if (origin !== null && !isAllowedOrigin(origin, origins)) {
    throw new Problem('forbidden', 'Pages of this origin may not use this server. Name the origin in allowedOrigins to let them.')
  }
}

/** The headers that let a page of an allowed origin read the answer. */
export function crossOriginHeaders(request: Request, { origins }: GuardOptions): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null || !isAllowedOrigin(origin, origins)) return {}
  return { 'access-control-allow-origin': origin, 'access-control-expose-headers': 'x-request-id, retry-after', vary: 'Origin' }
}

/** Answers a browser's question whether it may send the real request. */
export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST, PATCH, PUT, DELETE',
  'access-control-allow-headers': 'authorization, content-type, idempotency-key, x-api-key, accept',
  'access-control-max-age': '600',
}

function isAllowedOrigin(origin: string, origins: readonly string[]): boolean {
  return origins.includes('*') || origins.includes(origin)
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, '')
}
