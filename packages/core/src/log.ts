import { readEnv } from './env.js'

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

const levels: readonly string[] = ['off', 'error', 'warn', 'info', 'debug']
const secretName = /auth|key|token|secret|password|cookie|signature|credential/i

/** Applies a level to a logger. The option comes first, then the environment variable, then `warn`. */
export function createLog(logger: Logger = globalThis.console, level: LogLevel | undefined, variable: string): Log {
  const wanted = level ?? readEnv(variable)?.toLowerCase() ?? 'warn'
  const rank = levels.indexOf(wanted)
  const log: Log = {}
  for (const name of levels.slice(1, (rank < 0 ? levels.indexOf('warn') : rank) + 1) as Array<keyof Logger>) log[name] = logger[name].bind(logger)
  if (rank < 0) log.warn?.(`The log level must be one of ${levels.join(', ')}; got "${wanted}", logging at warn`)
  return log
}

/** Replaces the values of secret headers; the input is left as it is. */
export function redactHeaders(headers: Headers | Record<string, string>): Record<string, string> {
  return Object.fromEntries(Array.from(new Headers(headers), ([name, value]) => [name, secretName.test(name) ? '[redacted]' : value]))
}
