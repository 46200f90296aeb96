import type { ServerOptions } from './options.js'

type Logger = NonNullable<ServerOptions['logger']>

/** Keeps the failures of a logger, also those of its promises, from what it is told of: nobody is refused, and nothing is left undone, because of a log. */
export function safeLogger(logger: Logger): Logger {
  return (entry) => {
    try {
      const told: unknown = logger(entry)
      if (told !== undefined) Promise.resolve(told).catch(ignore)
    } catch {
      // There is nobody else to tell.
    }
  }
}

function ignore(): void {}
