import { InvalidArgumentError } from 'commander'
import { toOrigin } from '../../http/guard.js'
import { checkPublicURL, mostBackground } from '../../options.js'

const units: Record<string, number> = { '': 1, kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }
const longestSeconds = 3600

/** Reads a port, 0 among them. */
export function readPort(text: string): number {
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
}

/** Reads how much is done at once. */
export function readBackground(text: string): number {
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= 1 && number <= mostBackground) return number
  throw new InvalidArgumentError(`It is a whole number from 1 to ${mostBackground}.`)
}

/** Reads a size such as `500kb`, and gives bytes. */
export function readSize(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)(kb|mb|gb)?$/i.exec(text) ?? []
  const bytes = Number(amount) * (units[unit.toLowerCase()] ?? 1)
  if (bytes > 0) return bytes
  throw new InvalidArgumentError('A size is a whole number of bytes, or one with kb, mb or gb behind it.')
}

/** Reads seconds, and gives milliseconds. */
export function readSeconds(text: string): number {
  const seconds = Number(text)
  if (/^\d+(\.\d+)?$/.test(text) && seconds <= longestSeconds) return Math.round(seconds * 1000)
  throw new InvalidArgumentError(`Seconds are a number from 0 to ${longestSeconds}.`)
}

export function readText(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It is blank.')
  return text
}

export function readPublicURL(text: string): string {
  return checked(() => checkPublicURL(text))
}

/** Reads pairs such as `gpt-4o=llama3,o3=qwen3`. */
export function readPairs(text: string): Record<string, string> {
  const pairs = collect(text, []).map((pair) => pair.split('=').map((name) => name.trim()))
  if (pairs.every((pair) => pair.length === 2 && !pair.includes(''))) return Object.fromEntries(pairs) as Record<string, string>
  throw new InvalidArgumentError('Write pairs such as gpt-4o=llama3, with commas between them.')
}

/** Takes a list from repeated options, or from one environment variable with commas. */
export function collect(text: string, earlier: string[]): string[] {
  const given = text.split(',').filter((part) => part.trim() !== '')
  if (given.length === 0) throw new InvalidArgumentError('It is blank.')
  return [...earlier, ...given.map((part) => part.trim())]
}

export function collectOrigins(text: string, earlier: string[]): string[] {
  return checked(() => collect(text, earlier).map((origin) => (origin === '*' ? origin : toOrigin(origin))))
}

function checked<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw error instanceof TypeError ? new InvalidArgumentError(error.message) : error
  }
}
