import type { LogRecord, Records } from '../../repository/repository.js'
import { conflict } from '../refusals.js'
import type { LogContent } from './log-content.js'

const orphansAtOnce = 1000

/** Finds the Logs that a new Log will be a step of, nearest first. Refuses a trace that is complete. */
export async function listOpenAncestors(records: Records, parentId: string | null): Promise<LogRecord[]> {
  const ancestors = parentId === null ? [] : await records.logs.listUpwards(parentId)
  const complete = ancestors.find(({ logStatus }) => logStatus === 'complete')
  if (complete === undefined) return ancestors
  throw conflict(`The trace of Log "${complete.id}" is complete and takes no more steps. Log them before you complete it.`)
}

/** Finds the steps, at any depth, that were sent before the Log with this id. */
export async function listOrphans({ logs }: Records, id: string): Promise<LogRecord[]> {
  const orphans: LogRecord[] = []
  for (;;) {
    const { items } = await logs.list({ traceId: id, offset: orphans.length, limit: orphansAtOnce })
    orphans.push(...items)
    if (items.length < orphansAtOnce) return orphans
  }
}

/** Widens the time of a trace to that of steps which came before it. */
export function adoptSteps(log: LogRecord, steps: LogRecord[]): LogRecord {
  let { content } = log
  for (const step of steps) content = widen({ ...log, content }, step.content)
  return { ...log, content }
}

/**
 * Puts a new Log below its parent, and widens the time of the trace.
 *
 * @param known The Logs above it, nearest first, where they were read in the same transaction; they are kept up to date. Default: they are looked up.
 */
export async function joinTrace(records: Records, log: LogRecord, known?: LogRecord[]): Promise<LogRecord> {
  if (log.traceParentId === null) return log
  const ancestors = known ?? (await listOpenAncestors(records, log.traceParentId))
  await widenAll(records, ancestors, log.content)
  const [parent] = ancestors
  if (parent?.traceId === null) {
    await records.logs.update(parent.id, { traceId: parent.id })
    ancestors[0] = { ...parent, traceId: parent.id }
  }
  return { ...log, traceId: parent?.traceId ?? log.traceParentId }
}

/** Widens the times of the traces that a changed Log is in. */
export async function widenTraces(records: Records, log: LogRecord): Promise<void> {
  if (log.traceParentId !== null) await widenAll(records, await records.logs.listUpwards(log.traceParentId), log.content)
}

async function widenAll(records: Records, logs: LogRecord[], step: LogContent): Promise<void> {
  for (const [index, log] of logs.entries()) {
    const content = widen(log, step)
    if (content === log.content) continue
    await records.logs.update(log.id, { content })
    logs[index] = { ...log, content }
  }
}

function widen({ content, logStatus }: LogRecord, step: LogContent): LogContent {
  if (logStatus === null) return content
  const wider = bounds.filter(([name, reaches]) => {
    const [present, reached] = [toTime(content[name]), toTime(step[name])]
    return reached !== undefined && (present === undefined || reaches(reached, present))
  })
  return wider.length === 0 ? content : { ...content, ...Object.fromEntries(wider.map(([name]) => [name, step[name]])) }
}

const bounds: [string, (one: number, other: number) => boolean][] = [
  ['start_time', (one, other) => one < other],
  ['end_time', (one, other) => one > other],
]

function toTime(value: unknown): number | undefined {
  return typeof value === 'string' ? Date.parse(value) : undefined
}
