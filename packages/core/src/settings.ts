import { checkName } from './check-name.js'
import { isBrowser, isNode, readEnv } from './env.js'
import { ConfigurationError } from './errors.js'
import { type RawFetch, rawFetch } from './fetch.js'
import { headerLayer, type HeaderLayer } from './headers.js'
import { createLog, type Log } from './log.js'
import type { ApiKey, ClientOptions, Transport } from './options.js'
import { refuseValue } from './refuse-value.js'
import type { Service } from './service.js'
import { resolveTimeout, type Timing } from './timeout.js'
import { VERSION } from './version.js'

/** Options of which none is present and `undefined`. */
export type Defined<Options> = { [Name in keyof Options]: Exclude<Options[Name], undefined> }

/** A client's options, checked and completed. */
export interface Settings extends Pick<ClientOptions, 'shouldRetry' | 'onRetry' | 'query' | 'validate'> {
  readonly maxRetries: number
  readonly maxRetryAfter: number
  readonly retryUnsafe: boolean
  readonly service: Service
  readonly baseURL: string
  readonly origin: string
  readonly apiKey: ApiKey | undefined
  readonly timing: Timing
  readonly canLimitConnect: boolean
  readonly headers: HeaderLayer
  readonly userHeaders: HeaderLayer
  readonly sendsIdempotencyKey: boolean
  readonly redirect: 'error' | 'manual'
  readonly fetch: RawFetch
  /** Whether `fetch` is the caller's, so that its mistakes are not the network's. */
  readonly hasOwnFetch: boolean
  readonly fetchOptions?: Record<string, unknown>
  readonly middleware: NonNullable<ClientOptions['middleware']>
  readonly log: Log
  readonly parseJson: (text: string) => unknown
  readonly random: () => number
}

const optionNames: readonly string[] = [
  'apiKey', 'baseURL', 'fetch', 'transport', 'logLevel', 'logger', 'parseJson', 'random', 'timeout', 'maxRetries', 'maxRetryAfter',
  'retryUnsafe', 'shouldRetry', 'onRetry', 'headers', 'query', 'fetchOptions', 'middleware', 'validate',
] satisfies Array<keyof ClientOptions>

/** Checks a number of retries, or a wait in milliseconds. */
export function checkCount(name: string, value: number): number {
  return Number.isInteger(value) && value >= 0 ? value : refuseValue(name, 'a whole number of 0 or more', value)
}

/** Checks and completes a client's options. */
export function resolveSettings(service: Service, options: Defined<ClientOptions>, transport: (() => Transport) | undefined): Settings {
  for (const name in options) checkName(name, optionNames, 'client option')
  const { title, variables } = service
  const log = createLog(options.logger, options.logLevel, variables.log)
  const { href, origin, hostname, protocol } = checkBaseURL(options.baseURL ?? readEnv(variables.baseURL) ?? service.baseURL, variables.baseURL)
  const { apiKey = readEnv(variables.apiKey), timeout, maxRetries = 2, maxRetryAfter = 60_000 } = options
  const canLimitConnect = (options.fetch ?? options.transport)?.limitsConnect === true
  const limits = { attempt: service.timeout, idle: service.timeout }
  const inPage = isBrowser()
  const timing = resolveTimeout(timeout, limits, canLimitConnect)
  if ((timing.attempt as number) < 250) log.warn?.(`timeout: ${timing.attempt as number} means milliseconds, not seconds`)
  if (apiKey && protocol === 'http:' && !/^(localhost|127\.[\d.]+|\[::1]|.*\.localhost)$/.test(hostname)) {
    log.warn?.(`${title}: the API key goes to ${origin} unencrypted; use https`)
  }
  return {
    retryUnsafe: false,
    parseJson: JSON.parse,
    random: Math.random,
    middleware: [],
    ...options,
    service,
    baseURL: href.replace(/\/+$/, ''),
    origin,
    apiKey: typeof apiKey === 'string' ? checkKey(apiKey, service) : apiKey,
    timing,
    canLimitConnect,
    log,
    headers: { accept: 'application/json', ...(!inPage && { 'user-agent': `smarter-api-js/${VERSION}` }) },
    userHeaders: headerLayer(options.headers),
    sendsIdempotencyKey: !inPage || globalThis.location.origin === origin,
    redirect: isNode() ? service.redirect : 'manual',
    fetch: rawFetch(options.fetch, transport),
    hasOwnFetch: options.fetch !== undefined,
    maxRetries: checkCount('maxRetries', maxRetries),
    maxRetryAfter: checkCount('maxRetryAfter', maxRetryAfter),
  }
}

function checkBaseURL(given: string, variable: string): URL {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:/.test(url.protocol) && !(url.username || url.password || url.search || url.hash)) return url
  const shown = /[@?]/.test(given) ? '' : ` "${given}"`
  throw new ConfigurationError(`baseURL${shown} must be an absolute http(s) URL without credentials, query or fragment; see the option baseURL and ${variable}`)
}

/** Checks that a key can travel in a header. The message never shows it. */
export function checkKey(key: unknown, { title, variables }: Service): string {
  if (typeof key === 'string' && /^\s*[\x21-\x7e]+\s*$/.test(key)) return key.trim()
  const given = key === undefined ? 'missing or blank' : typeof key === 'string' ? 'blank, or has a character that a header cannot carry' : `of type ${typeof key}`
  throw new ConfigurationError(`The ${title} API key is ${given}; set ${variables.apiKey}, or pass apiKey: a string, a function that gives one, or null to send none`)
}
