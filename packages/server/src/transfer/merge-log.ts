import { canonicalJson } from '../digest.js'
import type { LogChanges, LogRecord } from '../repository/repository.js'

const links = ['parentId', 'traceParentId', 'traceId', 'sourceDatapointId', 'runId'] as const

/** How a second copy of a Log differs from the one that is there. */
export interface LogMerge {
  /** What the copy knows, and the Log that is there does not. */
  changes: LogChanges
  /** What the two tell otherwise; the Log that is there stays as it is. */
  conflicts: string[]
}

/** Compares two copies of a Log: what is empty in one may be filled in from the other, and an open trace may have been completed. */
export function mergeLog(present: LogRecord, copy: LogRecord): LogMerge {
  const changes: LogChanges = {}
  const conflicts: string[] = []
  if (present.versionId !== copy.versionId || present.fileId !== copy.fileId) conflicts.push('version_id')
  for (const link of links) {
    if (copy[link] === null || copy[link] === present[link]) continue
    if (present[link] === null) changes[link] = copy[link]
    else conflicts.push(link)
  }
  if (present.logStatus === 'incomplete' && copy.logStatus === 'complete') changes.logStatus = 'complete'
  const { filled, conflicts: told } = mergeContent(present, copy)
  if (Object.keys(filled).length > 0) changes.content = { ...present.content, ...filled }
  if (present.createdAt !== copy.createdAt) conflicts.push('created_at')
  return { changes, conflicts: [...conflicts, ...told] }
}

function mergeContent(present: LogRecord, copy: LogRecord): { filled: Record<string, unknown>; conflicts: string[] } {
  const filled: Record<string, unknown> = {}
  const conflicts: string[] = []
  for (const [name, value] of Object.entries(copy.content)) {
    const known = present.content[name]
    if (name === 'created_at' || canonicalJson(value) === canonicalJson(known)) continue
    if (known === undefined || (known === null && value !== null)) filled[name] = value
    else if (value !== null) conflicts.push(name)
  }
  return { filled, conflicts }
}
