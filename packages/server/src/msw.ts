import { http } from 'msw'
import type { HttpHandler } from 'msw'
import { createServer } from './create-server.js'
import type { Server } from './create-server.js'
import type { ServerOptions } from './options.js'
import { untilAborted } from './until-aborted.js'

/** Options of the platform behind {@link handlers}: those of `createServer`, but for hosts and origins, which are all answered. */
export type PlatformOptions = Omit<ServerOptions, 'allowedHosts' | 'allowedOrigins'>

/** Options of {@link handlers}. */
export interface HandlerOptions extends PlatformOptions {
  /** Whether Humanloop is answered for, or at which base URL. Default: true, which is `https://api.humanloop.com/v5`. */
  humanloop?: boolean | string
  /** Whether Smarter is answered for, or at which base URL. Default: true, which is `https://platform.smarter.sh/api/v1`. */
  smarter?: boolean | string
  /** Whether OpenAI is answered for, or at which base URL. Default: false; true is `https://api.openai.com/v1`. */
  openai?: boolean | string
}

/** Handlers for Mock Service Worker, and the private platform that is behind them: it can be seeded, and be the `fetch` of a client. */
export interface PlatformHandlers extends Array<HttpHandler>, Pick<Server, 'fetch' | 'idle'> {
  /**
   * Puts an empty platform in place of this one. Answers that are on their way still come from the old one. A `repository` of your own is not emptied.
   *
   * @param options What is other than at first, until the next reset, such as `apiKeys`.
   */
  reset(options?: PlatformOptions): void
}

/**
 * Makes handlers for Mock Service Worker that answer in place of the platforms, from a private server in memory. Platforms of several calls
 * know nothing of one another.
 *
 * @param options Which platforms are answered for, and where, next to the options of `createServer`.
 * @throws {TypeError} For a base URL that is none, and for an option that `createServer` refuses.
 *
 * @example
 * ```ts
 * import { setupServer } from 'msw/node'
 * import { handlers } from '@smarter-api/server/msw'
 *
 * const platform = handlers()
 * const network = setupServer(...platform)
 * ```
 */
export function handlers({ humanloop = true, smarter = true, openai = false, ...first }: HandlerOptions = {}): PlatformHandlers {
  const start = (options?: PlatformOptions): Server => createServer({ ...first, ...options, allowedHosts: ['*'], allowedOrigins: ['*'] })
  let server = start()
  const answer = (request: Request): Promise<Response> =>
    untilAborted(request.signal, () => server.fetch(request)).catch((error: unknown) => {
      if (request.signal.aborted) return Response.error()
      throw error
    })
  const answered = [
    ...answerAt({ name: 'humanloop', choice: humanloop, home: 'https://api.humanloop.com/v5' }, answer),
    ...answerAt({ name: 'smarter', choice: smarter, home: 'https://platform.smarter.sh/api/v1' }, answer),
    ...answerAt({ name: 'openai', choice: openai, home: 'https://api.openai.com/v1' }, answer),
  ]
  return Object.assign(answered, {
    fetch: ((input, init) => server.fetch(input, init)) satisfies Server['fetch'],
    idle: () => server.idle(),
    reset(options?: PlatformOptions) {
      server = start(options)
    },
  })
}

interface Place {
  /** The option that chooses. */
  name: string
  choice: boolean | string
  /** Where the platform itself is; its path is the one that the server knows. */
  home: string
}

function answerAt({ name, choice, home }: Place, answer: (request: Request) => Promise<Response>): HttpHandler[] {
  if (choice === false) return []
  const base = choice === true ? home : readBase(name, choice)
  const [from, to] = [pathOf(base), pathOf(home)]
  return [http.all(`${base}/*`, async ({ request }) => answer(from === to ? request : await move(request, from.length, to)))]
}

/** Asks for the same below another path. The body is read first: not every browser sends streams. */
async function move(request: Request, length: number, to: string): Promise<Request> {
  const url = new URL(request.url)
  url.pathname = to + url.pathname.slice(length)
  const { method, headers, signal } = request
  const body = request.body === null ? null : await request.arrayBuffer()
  return new Request(url, { method, headers, signal, body })
}

function pathOf(base: string): string {
  return new URL(base).pathname.replace(/\/$/, '')
}

function readBase(name: string, text: string): string {
  const base = text.replace(/\/+$/, '')
  const url = URL.canParse(base) ? new URL(base) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === '') return base
  throw new TypeError(`${name} must be true, false or a base URL without user, query and fragment, such as "http://localhost:9357/v5"`)
}
