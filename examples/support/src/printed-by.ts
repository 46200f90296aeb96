import { format } from 'node:util'

/** Runs an example and gives the lines that it printed, through `console` and straight to standard output. */
export async function printedBy(run: () => Promise<unknown>): Promise<string[]> {
  const { log } = console
  const lines: string[] = []
  console.log = (...values: unknown[]) => lines.push(...format(...values).split('\n'))
  try {
    await run()
  } finally {
    console.log = log
  }
  return lines
}
