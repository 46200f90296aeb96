import type { ServerOptions } from '../options.js'

const digits = 62

/**
 * Gives a clock and a source of "random" bytes that are alike in every run, so that ids and times in snapshots are: the first look at the clock
 * says `start`, each further one a millisecond more, and ids count up. They stay alike while the requests come in the same order, one after the
 * other. The ids can be guessed, so this is for tests alone.
 *
 * @param start What the clock says first. Default: the first moment of 2025, in UTC.
 * @throws {TypeError} When `start` is no time.
 *
 * @example
 * ```ts
 * const server = createServer(deterministic())
 * ```
 */
export function deterministic(start: Date | string = '2025-01-01T00:00:00.000Z'): Required<Pick<ServerOptions, 'clock' | 'random'>> {
  let time = new Date(start).getTime()
  if (Number.isNaN(time)) throw new TypeError(`start must be a time such as "2025-01-01T00:00:00.000Z", got ${JSON.stringify(start)}`)
  time -= 1
  let count = 0
  return {
    clock: () => new Date((time += 1)),
    random(length) {
      count += 1
      const bytes = new Uint8Array(length)
      for (let rest = count, index = length - 1; rest > 0 && index >= 0; rest = Math.floor(rest / digits), index -= 1) bytes[index] = rest % digits
      return bytes
    },
  }
}
