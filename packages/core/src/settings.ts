import { isBrowser, isNode, pageOrigin, readEnv } from './env.js'
import { ConfigurationError } from './errors.js'
import { type RawFetch, rawFetch } from './fetch.js'
import { headerLayer, type HeaderLayer } from './headers.js'
import { createLog, type Log } from './log.js'
import type { ApiKey, ClientOptions, Transport } from './options.js'
import type { Service } from './service.js'
import { resolveTimeout, type Timing } from './timeout.js'
import { VERSION } from './version.js'

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
  readonly fetchOptions: Record<string, unknown> | undefined
  readonly middleware: NonNullable<ClientOptions['middleware']>
  readonly log: Log
  readonly parseJson: (text: string) => unknown
  readonly random: () => number
}

const optionNames: Record<keyof ClientOptions, true> = {
  apiKey: true, baseURL: true, fetch: true, transport: true, logLevel: true, logger: true, parseJson: true, random: true,
  timeout: true, maxRetries: true, maxRetryAfter: true, retryUnsafe: true, shouldRetry: true, onRetry: true, headers: true,
  query: true, fetchOptions: true, middleware: true, validate: true,
}

/** Checks options that are numbers of something: retries, or a wait in milliseconds. */
export function checkCount(name: string, value: number | undefined, fallback: number): number {
  if (value === undefined) return fallback
  if (typeof value === 'number' && value >= 0 && (name === 'maxRetryAfter' || Number.isInteger(value))) return value
  throw new ConfigurationError(`${name} must be a ${name === 'maxRetries' ? 'whole ' : ''}number of 0 or more; got ${String(value)}`)
}

/** Checks and completes a client's options. */
export function resolveSettings(service: Service, options: ClientOptions, transport: (() => Transport) | undefined): Settings {
  checkNames(options)
  const log = createLog(options.logger, options.logLevel, service.variables.log)
  const baseURL = checkBaseURL(options.baseURL ?? readEnv(service.variables.baseURL) ?? service.baseURL, service)
  const { origin, hostname, protocol } = new URL(baseURL)
  const apiKey = options.apiKey === undefined ? readEnv(service.variables.apiKey) : checkKey(options.apiKey, service)
  const canLimitConnect = options.fetch?.limitsConnect === true || transport !== undefined
  const base: Timing = { total: undefined, attempt: service.timeout, headers: undefined, idle: service.timeout, connect: undefined }
  const timing = resolveTimeout(options.timeout, base, canLimitConnect)
  if (typeof options.timeout === 'number' && options.timeout < 250) {
    log.warn?.(`timeout: ${options.timeout} is in milliseconds; ${options.timeout} seconds would be ${options.timeout * 1000}`)
  }
  if (apiKey && protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/.test(hostname)) {
    log.warn?.(`${service.title}: the API key goes to ${origin} without encryption; use https`)
  }
  if (typeof apiKey === 'string' && isBrowser()) log.warn?.(`${service.title}: visitors of this page can read its API key; keep keys on a server`)
  return {
    service,
    baseURL,
    origin,
    apiKey,
    timing,
    canLimitConnect,
    log,
    headers: isBrowser() ? { accept: 'application/json' } : { accept: 'application/json', 'user-agent': `smarter-api-js/${VERSION}` },
    userHeaders: headerLayer(options.headers),
    sendsIdempotencyKey: pageOrigin() === undefined || pageOrigin() === origin,
    redirect: isNode() ? service.redirect : 'manual',
    fetch: rawFetch(options.fetch, transport),
    fetchOptions: options.fetchOptions,
    middleware: options.middleware ?? [],
    maxRetries: checkCount('maxRetries', options.maxRetries, 2),
    maxRetryAfter: checkCount('maxRetryAfter', options.maxRetryAfter, 60_000),
    retryUnsafe: options.retryUnsafe ?? false,
    shouldRetry: options.shouldRetry,
    onRetry: options.onRetry,
    query: options.query,
    validate: options.validate,
    parseJson: options.parseJson ?? JSON.parse,
    random: options.random ?? Math.random,
  }
}

function checkNames(options: ClientOptions): void {
  for (const name of Object.keys(options)) {
    if (Object.hasOwn(optionNames, name)) continue
    const plain = (text: string): string => text.replace(/[^a-z]/gi, '').toLowerCase()
    const meant = Object.keys(optionNames).find((known) => plain(known) === plain(name))
    throw new ConfigurationError(`${name} is not a client option${meant ? `; did you mean ${meant}?` : `; the options are ${Object.keys(optionNames).join(', ')}`}`)
  }
}

function checkBaseURL(given: string, { variables }: Service): string {
  const remedy = `give an absolute address such as "https://host/path" in the option baseURL or in ${variables.baseURL}`
  let url: URL
  try {
    url = new URL(given)
  } catch {
    throw new ConfigurationError(`baseURL "${given}" is not an absolute URL; ${remedy}`)
  }
  if (!/^https?:$/.test(url.protocol)) throw new ConfigurationError(`baseURL has the scheme "${url.protocol}"; ${remedy}`)
  if (url.username || url.password) throw new ConfigurationError(`baseURL must not hold a user name or password; use the option apiKey`)
  if (url.search || url.hash) throw new ConfigurationError(`baseURL must not hold a query or a fragment; use the option query`)
  return url.href.replace(/\/+$/, '')
}

/** Checks that a key can travel in a header. The message never shows it. */
export function checkKey(key: ApiKey, { title, variables }: Service): ApiKey {
  if (typeof key !== 'string') {
    if (key === null || typeof key === 'function') return key
    throw new ConfigurationError(`apiKey must be a string, a function or null; got ${typeof key}`)
  }
  if (key.trim() === '') {
    throw new ConfigurationError(`The ${title} API key is blank; give a key, leave apiKey out to use ${variables.apiKey}, or pass null to send none`)
  }
  if (!/^[\x21-\x7e]+$/.test(key.trim())) throw new ConfigurationError(`The ${title} API key has a character that a header cannot carry`)
  return key.trim()
}
