import { reversed } from '../reversed.js'
import { Findings } from './findings.js'
import type { ImportState } from './import-state.js'
import { layout } from './layout.js'
import { listPages } from './list-pages.js'
import { holdsLogs, logsInside } from './read-log.js'
import { readLines } from './read-lines.js'
import { storeLogs } from './store-logs.js'

/** Takes over the Logs of a file, the oldest first: pages and lines begin with the newest. Gives the pages that hold Logs within Logs. */
export async function importLogs(state: ImportState, home: string): Promise<string[]> {
  const nesting = new Set<string>()
  for (const page of reversed(await listPages(state, `${home}/${layout.logs}`))) {
    for await (const lines of state.source.readLines(page, { backwards: true })) {
      await state.write(async (records, findings) => {
        const found = readLines(lines, page, findings)
        if (found.some(({ wire }) => holdsLogs(wire))) nesting.add(page)
        await storeLogs(state, found, { records, findings, counted: true })
      })
    }
  }
  return [...nesting]
}

/** Takes over the Logs within the Logs of pages, as far as they were not there by themselves. */
export async function importNestedLogs(state: ImportState, pages: string[]): Promise<void> {
  for (const page of pages) {
    for await (const lines of state.source.readLines(page, { backwards: true })) {
      const inside = readLines(lines, page, new Findings()).flatMap((found) => Array.from(logsInside(found)))
      if (inside.length > 0) await state.write((records, findings) => storeLogs(state, inside, { records, findings, counted: false }))
    }
  }
}
