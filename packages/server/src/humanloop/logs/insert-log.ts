import type { LogContext, LogStatus } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { checkId, checkLabel } from '../check-label.js'
import { attachToRun } from '../evaluations/attach-logs.js'
import { requestMonitoring } from '../evaluators/request-judgments.js'
import type { FileVersion } from '../files/file-kind.js'
import { refuseGone } from '../files/refuse-gone.js'
import { toSortable } from '../read-time.js'
import { conflict } from '../refusals.js'
import { toLogContent } from './log-content.js'
import { isTraced } from './trace-status.js'
import { adoptSteps, joinTrace, listOpenAncestors, listOrphans } from './trace.js'

/** What is told about a call, and what came of it. */
export interface LogEntry extends LogContext {
  id: string
  run_id?: string | null
  /** The Log that this one judges. */
  parent_id?: string | null
  created_at?: string | null
  log_status?: LogStatus | null
}

/** Makes a Log that is not in its trace yet. */
export function toLogRecord({ now }: Pick<Services, 'now'>, { file, version }: FileVersion, entry: LogEntry): LogRecord {
  const { id, run_id: runId } = entry
  const traced = isTraced(file.kind)
  const { created_at: createdAt, ...content } = toLogContent(entry, entry.save)
  return {
    id,
    kind: file.kind,
    fileId: file.id,
    versionId: version.id,
    parentId: entry.parent_id ?? null,
    traceParentId: entry.trace_parent_id ?? null,
    traceId: traced ? id : null,
    sourceDatapointId: entry.source_datapoint_id ?? null,
    runId: runId ?? null,
    logStatus: traced ? (entry.log_status === 'complete' ? 'complete' : 'incomplete') : null,
    createdAt: typeof createdAt === 'string' ? toSortable(createdAt) : now(),
    content,
  }
}

/** What is known of a Log that is written, so that it need not be looked up. */
export interface KnownOfLog {
  /** The id was made for it and nobody has heard of it yet: no Log has it, and no step waits for it. */
  isIdNew?: boolean
  /** Its file was found in the same transaction. */
  isFileThere?: boolean
  /** The Logs above it in its trace, nearest first, as the same transaction found them. They are kept up to date. */
  ancestors?: LogRecord[]
}

/** Writes a Log, at its place in a trace and in a run. Its steps may be there before it. */
export async function insertLog(
  records: Records,
  services: Services,
  target: FileVersion,
  entry: LogEntry,
  { isIdNew = false, isFileThere = false, ancestors }: KnownOfLog = {},
): Promise<LogRecord> {
  const { id } = entry
  await checkIds(records, isIdNew ? { ...entry, id: null } : entry)
  if (!isFileThere) await refuseGone(records, target)
  const log = toLogRecord(services, target, entry)
  const orphans = isIdNew ? [] : await listOrphans(records, id)
  const placed = await joinTrace(records, adoptSteps(orphans.length > 0 ? { ...log, traceId: id } : log, orphans), ancestors)
  await records.logs.insert(placed)
  for (const orphan of orphans) {
    if (orphan.traceId !== placed.traceId) await records.logs.update(orphan.id, { traceId: placed.traceId })
  }
  await requestMonitoring(records, services, target.file, placed)
  await attachToRun(records, services, placed)
  return placed
}

/** Refuses a Log that could not be written. Calls ask before their model works, and before a stream begins. */
export async function checkLogEntry(records: Records, entry: LogContext): Promise<void> {
  await checkIds(records, { ...entry, id: entry.log_id })
  toLogContent(entry, entry.save)
  await listOpenAncestors(records, entry.trace_parent_id ?? null)
}

async function checkIds({ logs }: Records, entry: LogContext & { id?: string | null | undefined }): Promise<void> {
  const { id, trace_parent_id: parentId, source_datapoint_id: datapointId } = entry
  if (typeof parentId === 'string') checkId(parentId, ['trace_parent_id'])
  if (typeof datapointId === 'string') checkLabel(datapointId, ['source_datapoint_id'])
  if (typeof id !== 'string') return
  checkId(id, ['log_id'])
  if ((await logs.find(id)) !== undefined) throw conflict(`A Log with id "${id}" exists already. Choose another log_id, or leave it out.`)
}
