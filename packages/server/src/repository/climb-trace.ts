import type { LogRecord } from './records.js'

/** Goes up a trace from one log, nearest first. Callers choose ids and parents, so it may be a circle; each log comes once. */
export function climbTrace(id: string, find: (id: string) => LogRecord | undefined): LogRecord[] {
  const climbed = new Set<LogRecord>()
  for (let log = find(id); log !== undefined && !climbed.has(log); log = log.traceParentId === null ? undefined : find(log.traceParentId)) climbed.add(log)
  return [...climbed]
}
