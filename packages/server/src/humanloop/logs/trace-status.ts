import type { UpdateTraceRequest } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { conflict, invalidField } from '../refusals.js'
import { changeLogContent } from './log-content.js'
import type { LogContent } from './log-content.js'
import { requestMonitoring, requestRunJudgments } from '../evaluators/request-judgments.js'
import { widenTraces } from './trace.js'

const tracedKinds = new Set(['flow', 'agent'])

/** Whether Logs of this kind of file say if their trace is complete. */
export function isTraced(kind: string): boolean {
  return tracedKinds.has(kind)
}

/** Refuses to call a trace complete that says nothing of what went in and what came out. */
export function refuseUnanswered(content: LogContent): void {
  if (!saysWhatWentIn(content)) throw invalidField(['inputs'], 'A trace needs inputs or messages before it can be complete.', 'missing')
  if (saysWhatCameOut(content)) return
  throw invalidField(['output'], 'A trace needs output, output_message or error before it can be complete.', 'missing')
}

export function saysWhatWentIn(content: LogContent): boolean {
  return hasOneOf(content, 'inputs', 'messages')
}

export function saysWhatCameOut(content: LogContent): boolean {
  return hasOneOf(content, 'output', 'output_message', 'error')
}

function hasOneOf(content: LogContent, ...names: string[]): boolean {
  return names.some((name) => content[name] !== undefined && content[name] !== null)
}

/** A change of the Log at the top of a trace, by somebody who may know when it began and ended. */
type TraceChange = UpdateTraceRequest & { start_time?: string | null; end_time?: string | null }

/** Changes the Log at the top of a trace. Completing it stamps its end, which is now when nobody told it; there is no way back. */
export async function updateTrace(records: Records, services: Services, log: LogRecord, { log_status: wanted, ...told }: TraceChange): Promise<LogRecord> {
  if (log.logStatus === 'complete' && wanted === 'incomplete') throw conflict(`The trace of Log "${log.id}" is complete; it cannot be opened again.`)
  const isComplete = log.logStatus === 'complete' || wanted === 'complete'
  if (isComplete && log.content['save'] !== false) refuseUnanswered({ ...log.content, ...told })
  const completes = isComplete && log.logStatus !== 'complete'
  const content = changeLogContent(log.content, { ...told, ...(completes ? { end_time: latest(told.end_time ?? services.now(), log.content['end_time']) } : {}) })
  const changed: LogRecord = { ...log, content, logStatus: isComplete ? 'complete' : 'incomplete' }
  await records.logs.update(log.id, { content, logStatus: changed.logStatus })
  await widenTraces(records, changed)
  if (completes) await haveJudged(records, services, changed)
  return changed
}

async function haveJudged(records: Records, services: Services, log: LogRecord): Promise<void> {
  const file = await records.files.find({ id: log.fileId })
  if (file !== undefined) await requestMonitoring(records, services, file, log)
  for (const { runId } of await records.runLogs.listByLogs([log.id])) {
    const run = await records.runs.find(runId)
    if (run !== undefined) await requestRunJudgments(records, services, run, [log])
  }
}

function latest(now: string, end: unknown): string {
  return typeof end === 'string' && Date.parse(end) > Date.parse(now) ? end : now
}
