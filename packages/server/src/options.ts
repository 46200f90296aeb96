import type { Era } from './http/route.js'
import type { Metric } from './metrics/exposition.js'
import type { Model } from './model/model.js'
import type { Repository } from './repository/repository.js'
import { withoutCredentials } from './without-credentials.js'

/** How much a log tells: its own level and all behind it. */
export type LogLevel = ServerLogEntry['level'] | 'silent'

/** One line of the server's log. It never holds a header or a body. */
export interface ServerLogEntry {
  /** `debug`: health and metrics were asked for; `warn`: the caller was refused; `error`: something went wrong inside the server. */
  level: 'debug' | 'info' | 'warn' | 'error'
  message: string
  /** Id that the answer carried in `x-request-id`. */
  requestId: string
  method: string
  /** The path that was asked for, without the query. */
  path: string
  /** Template of the route that answered, such as `/v5/prompts/{id}`; absent where none did. */
  route?: string
  status: number
  /** How long the answer took, to the end of a stream. */
  milliseconds: number
  /** What went wrong inside the server, or broke off a stream. */
  error?: unknown
}

/** Options of {@link createServer}. */
export interface ServerOptions {
  /** Where data is kept. Default: `memoryRepository()`. */
  repository?: Repository
  /** Keys that open the server, for all APIs, beside those that are stored. Default: none; without any key only loopback hosts are answered. */
  apiKeys?: readonly string[]
  /** Origins whose pages may use the server, such as `https://app.example`; `*` for all. Default: none. */
  allowedOrigins?: readonly string[]
  /** Host names that are answered, without ports; `*` for all. Default: loopback names, or all once a key is needed. */
  allowedHosts?: readonly string[]
  /** Generation of Smarter's API: `chatbot` (0.3 to 0.13) or `llmclient` (0.14 and later). Default: `llmclient`. */
  era?: Era
  /** What the server is reached by from outside, such as `https://prompts.example`, when a proxy stands before it. Default: the address that was called. */
  publicURL?: string
  /** Largest body taken, in bytes. Default: 10 MiB. */
  maxBodyBytes?: number
  /** Names of Humanloop environments; the first is the default one. Default: `production`, `staging`, `development`. */
  environments?: readonly [string, ...string[]]
  /** Answers prompts and chats. Default: the built-in model, which needs no provider and always answers alike. */
  model?: Model
  /**
   * Models that answer in place of `model` for Prompts, Agents and chatbots whose `provider` has their name, such as `{ groq: openaiModel({ … }) }`. A key
   * of that name in the `provider_api_keys` of a call takes the place of the configured one. Default: none.
   */
  providers?: Readonly<Record<string, Model>>
  /** How many judgments, answers of runs and background responses are made at once in this process, from 1 to 1000. Default: 8. */
  background?: number
  /** The clock. Default: the system's. */
  clock?: () => Date
  /** Source of random bytes, for ids and session keys. Default: the platform's secure one. */
  random?: (bytes: number) => Uint8Array
  /** Receives one entry per request, at the end of its answer. What it throws, or rejects with, is dropped: no request fails for it. Default: nothing is logged. */
  logger?: (entry: ServerLogEntry) => void
  /** Least level that the logger hears. Default: `info`. */
  logLevel?: LogLevel
  /** Whether `/metrics` answers, in the text format of Prometheus, behind the keys where there are any; a function adds figures. Default: false. */
  metrics?: boolean | (() => readonly Metric[])
}

export const defaultMaxBodyBytes = 10 * 1024 * 1024
export const defaultBackground = 8
export const mostBackground = 1000
export const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'] as const

/** The levels of a log, the one that tells most first. */
export const logLevels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

/** Whether a log of some level tells of an entry. */
export function isHeard(entry: LogLevel, least: LogLevel = 'info'): boolean {
  return logLevels.indexOf(entry) >= logLevels.indexOf(least)
}

const eras: readonly string[] = ['chatbot', 'llmclient'] satisfies Era[]
const optionNames: readonly string[] = [
  'repository', 'apiKeys', 'allowedOrigins', 'allowedHosts', 'era', 'publicURL', 'maxBodyBytes', 'environments', 'model', 'providers', 'background', 'clock', 'random', 'logger',
  'logLevel', 'metrics',
] satisfies Array<keyof ServerOptions>

/** Refuses options that would be ignored, or fail later in the dark. */
export function checkOptions(options: ServerOptions): void {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name))
  if (unknown !== undefined) throw new TypeError(`"${unknown}" is not an option of the server; the options are ${optionNames.join(', ')}`)
  const { era, publicURL, background = defaultBackground, logger, logLevel } = options
  if (era !== undefined && !eras.includes(era)) throw new TypeError(`era must be "chatbot" or "llmclient", got ${JSON.stringify(era)}`)
  if (!Number.isInteger(background) || background < 1 || background > mostBackground) throw new TypeError(`background must be a whole number from 1 to ${mostBackground}, got ${background}`)
  if (logLevel !== undefined && !logLevels.includes(logLevel)) throw new TypeError(`logLevel must be one of ${logLevels.join(', ')}, got ${JSON.stringify(logLevel)}`)
  if (logger !== undefined && typeof logger !== 'function') throw new TypeError('logger must be a function, such as ({ level, message }) => console.log(level, message)')
  if (publicURL !== undefined) checkPublicURL(publicURL)
}

/**
 * Refuses an address that others could not be led to.
 *
 * @throws {TypeError} When it is no http or https address, or has more than a path.
 */
export function checkPublicURL(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.search + url.hash + url.username + url.password === '') return text
  throw new TypeError(`"${withoutCredentials(text)}" is not an address that others can be led to. Write one such as https://prompts.example.`)
}
