import type { Log } from '@smarter-api/schemas/humanloop'
import { momentOf } from '../humanloop/kept-fields.js'
import { presentLogs } from '../humanloop/logs/present-log.js'
import { isTraced } from '../humanloop/logs/trace-status.js'
import type { FileRecord, LogRecord, Records } from '../repository/repository.js'
import { sorted } from '../sorted.js'
import { recordPages, withOwn } from './export-chunk.js'
import type { ExportChunk } from './export-chunk.js'
import { layout } from './layout.js'
import type { OwnLogFacts } from './own-facts.js'

const logsAtOnce = 1000
const shownAtOnce = 100

/** Writes the Logs of a file, newest first; those of Flows and Agents with the steps below them. */
export function exportLogs(records: Records, home: string, file: FileRecord): AsyncGenerator<ExportChunk> {
  return recordPages(`${home}/${layout.logs}`, logsOf(records, file))
}

async function* logsOf(records: Records, file: FileRecord): AsyncGenerator<object> {
  for await (const logs of logPages(records, file)) {
    for (let start = 0; start < logs.length; start += shownAtOnce) {
      const chunk = logs.slice(start, start + shownAtOnce)
      const presented = await presentLogs(records, chunk, { steps: isTraced(file.kind), parents: false })
      yield* presented.map((log, index) => withOwn(inOrder(log), factsOf(chunk[index])))
    }
  }
}

/** Goes on by time, not by number: skipping what was read would take longer with every page. */
async function* logPages({ logs }: Records, { id: fileId }: FileRecord): AsyncGenerator<LogRecord[]> {
  let to: string | undefined
  let offset = 0
  for (;;) {
    const { items } = await logs.list({ fileId, to, offset, limit: logsAtOnce })
    yield items
    const last = items.at(-1)?.createdAt
    if (last === undefined || items.length < logsAtOnce) return
    const alike = items.filter(({ createdAt }) => createdAt === last).length
    offset = last === to ? offset + alike : alike
    to = last
  }
}

function factsOf(log: LogRecord | undefined): OwnLogFacts {
  return log?.runId ? { runId: log.runId } : {}
}

/** Puts what belongs to a Log into an order that does not depend on when it was stored. */
export function inOrder(log: Log): Log {
  const ordered = <Item extends Log>(logs: readonly Item[]): Item[] => sorted(logs.map((item) => inOrder(item) as Item), byTime)
  return {
    ...log,
    batches: sorted(log.batches ?? [], (one, other) => (one < other ? -1 : 1)),
    evaluator_logs: ordered(log.evaluator_logs),
    trace_children: ordered(log.trace_children ?? []),
  }
}

function byTime(one: Log, other: Log): number {
  return keyOf(one) < keyOf(other) ? -1 : 1
}

function keyOf({ created_at, id }: Log): string {
  return `${momentOf(created_at)} ${id}`
}
