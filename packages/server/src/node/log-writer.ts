import type { ServerLogEntry } from '../options.js'

/** How lines of a log are written: for people, or as one JSON object each for machines. */
export type LogFormat = 'text' | 'json'

/** Where lines go. */
export interface LogHost {
  print(line: string): void
  complain(line: string): void
  /** The clock. Default: the system's. */
  clock?: () => Date
}

/** Writes the log of a server. No line holds a header, a body or a query. */
export interface LogWriter {
  /** The option `logger` of a server. */
  logger(entry: ServerLogEntry): void
  /** Tells of something that is no request, such as the start. */
  say(message: string): void
}

const deepestCause = 3

/** Makes a writer. JSON goes where `print` leads, line by line; of text, what went wrong inside the server is complained of, with its stack. */
export function createLogWriter(format: LogFormat, { print, complain, clock = () => new Date() }: LogHost): LogWriter {
  if (format === 'text') {
    return {
      logger: (entry) => (entry.level === 'error' ? complain(`${entry.message} (${entry.requestId}): ${describe(entry.error)}`) : print(toText(entry))),
      say: print,
    }
  }
  const write = (fields: object): void => print(JSON.stringify({ time: clock().toISOString(), ...fields }))
  return { logger: (entry) => write(toFields(entry)), say: (message) => write({ level: 'info', message }) }
}

function toText({ message, milliseconds, requestId }: ServerLogEntry): string {
  return `${message} ${milliseconds.toFixed(1)} ms ${requestId}`
}

function toFields({ level, message, requestId, method, route, path, status, milliseconds, error }: ServerLogEntry): object {
  const failure = error === undefined ? {} : { error: toErrorFields(error) }
  return { level, message, request_id: requestId, method, route, path, status, duration_ms: Math.round(milliseconds * 10) / 10, ...failure }
}

function toErrorFields(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  return { name, message, stack, ...(cause === undefined || depth === deepestCause ? {} : { cause: toErrorFields(cause, depth + 1) }) }
}

function describe(error: unknown, depth = 0): string {
  if (!(error instanceof Error)) return String(error)
  const { stack, message, cause } = error
  return `${stack ?? message}${cause === undefined || depth === deepestCause ? '' : `\nCaused by: ${describe(cause, depth + 1)}`}`
}
