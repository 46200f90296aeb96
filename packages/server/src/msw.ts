import { http } from 'msw'
import type { HttpHandler } from 'msw'
import { createServer } from './create-server.js'
import type { ServerOptions } from './options.js'

const humanloopHost = 'api.humanloop.com'
const smarterHost = 'platform.smarter.sh'
const openaiHost = 'api.openai.com'

/** Options of {@link handlers}. */
export interface HandlerOptions extends Omit<ServerOptions, 'allowedHosts' | 'allowedOrigins'> {
  /** Whether `https://api.humanloop.com/v5` is answered. Default: true. */
  humanloop?: boolean
  /** Whether `https://platform.smarter.sh/api/v1` is answered. Default: true. */
  smarter?: boolean
  /** Whether `https://api.openai.com/v1` is answered. Default: false. */
  openai?: boolean
}

/**
 * Makes handlers for Mock Service Worker that answer in place of the platforms, from a private server in memory.
 *
 * @param options Which platforms are answered, next to the options of `createServer`.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node'
 * import { handlers } from '@smarter-api/server/msw'
 *
 * const platforms = setupServer(...handlers())
 * ```
 */
export function handlers({ humanloop = true, smarter = true, openai = false, ...options }: HandlerOptions = {}): HttpHandler[] {
  const server = createServer({ ...options, allowedHosts: [humanloopHost, smarterHost, openaiHost], allowedOrigins: ['*'] })
  const addresses = [
    ...(humanloop ? [`https://${humanloopHost}/v5/*`] : []),
    ...(smarter ? [`https://${smarterHost}/api/v1/*`] : []),
    ...(openai ? [`https://${openaiHost}/v1/*`] : []),
  ]
  return addresses.map((address) => http.all(address, ({ request }) => server.fetch(request)))
}
