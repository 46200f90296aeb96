import { readEnv } from './env.js'
import { ConfigurationError } from './errors.js'

/** How much is logged: each level includes those before it. `info` is one line per attempt; `debug` adds headers, redacted. */
export type LogLevel = 'off' | 'error' | 'warn' | 'info' | 'debug'

/** Anything with four methods: `console`, pino, winston. */
export interface Logger {
  error(message: string, details?: unknown): void
  warn(message: string, details?: unknown): void
  info(message: string, details?: unknown): void
  debug(message: string, details?: unknown): void
}

/** A logger with its level applied: a method that is absent is switched off. */
export type Log = Partial<Logger>

const levels: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug']
const secretName = /auth|key|token|secret|password|cookie|signature|credential/i

function isLevel(value: string): value is LogLevel {
  return levels.includes(value as LogLevel)
}

/** Applies a level to a logger. The option comes first, then the environment variable, then `warn`. */
export function createLog(logger: Logger | undefined, level: LogLevel | undefined, variable: string): Log {
  const target = logger ?? globalThis.console
  if (level !== undefined && !isLevel(level)) throw new ConfigurationError(`logLevel must be one of ${levels.join(', ')}; got ${String(level)}`)
  const named = level ?? readEnv(variable)?.toLowerCase() ?? 'warn'
  const known = isLevel(named)
  if (!known) target.warn(`${variable} must be one of ${levels.join(', ')}; logging at warn`)
  const rank = levels.indexOf(known ? named : 'warn')
  const log: Log = {}
  for (const name of levels.slice(1, rank + 1) as Array<keyof Logger>) log[name] = target[name].bind(target)
  return log
}

/** Replaces the values of secret headers; the input is left as it is. */
export function redactHeaders(headers: Headers | Record<string, string>): Record<string, string> {
  const entries = typeof headers['entries'] === 'function' ? headers.entries() : Object.entries(headers)
  return Object.fromEntries(Array.from(entries, ([name, value]) => [name, secretName.test(name) ? '[redacted]' : value]))
}

/** Replaces secret values in a URL's query and drops credentials before the host. */
export function redactURL(url: string): string {
  const [path = '', query] = url.split('?', 2)
  const safePath = path.replace(/\/\/[^/@]*@/, '//')
  if (query === undefined) return safePath
  return `${safePath}?${query.replace(/([^&=]*)=([^&]*)/g, (pair, name: string) => (secretName.test(name) ? `${name}=[redacted]` : pair))}`
}
