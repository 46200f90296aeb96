import { format } from 'node:util'

const methods = ['log', 'info', 'debug', 'warn', 'error'] as const

/** Runs an example and gives the lines that it printed. */
export async function printedBy(run: () => Promise<unknown>): Promise<string[]> {
  const originals = { ...console }
  const lines: string[] = []
  const print = (...values: unknown[]): void => void lines.push(...format(...values).split('\n'))
  for (const method of methods) console[method] = print
  try {
    await run()
  } finally {
    Object.assign(console, originals)
  }
  return lines
}
