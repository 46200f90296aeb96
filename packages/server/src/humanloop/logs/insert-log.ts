import type { LogContext } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import type { FileVersion } from '../files/file-kind.js'
import { conflict } from '../refusals.js'

const outcome =
  'output output_message messages error stdout created_at start_time end_time provider_latency provider_request provider_response ' +
  'prompt_tokens reasoning_tokens output_tokens prompt_cost output_cost finish_reason log_status judgment marked_completed batches'
const context = 'tool_choice inputs source metadata source_datapoint_id user environment save log_id'
const fields = new Set(`${outcome} ${context}`.split(' '))
const notSaved = new Set('messages inputs output output_message provider_request provider_response stdout'.split(' '))

/** What is told about a call, and what came of it. */
export type LogEntry = LogContext & { id: string; run_id?: string | null }

/** Writes a Log. With `save: false`, inputs and outputs are left out. */
export async function insertLog(records: Records, services: Services, { file, version }: FileVersion, entry: LogEntry): Promise<LogRecord> {
  const { id, trace_parent_id: parentId, run_id: runId } = entry
  if ((await records.logs.find(id)) !== undefined) throw takenLogId(id)
  const told = { ...entry, ...(runId ? { batches: [runId] } : {}) }
  const content = Object.fromEntries(Object.entries(told).filter(([name]) => fields.has(name) && (entry.save !== false || !notSaved.has(name))))
  const parent = parentId ? await records.logs.find(parentId) : undefined
  const log: LogRecord = {
    id,
    kind: file.kind,
    fileId: file.id,
    versionId: version.id,
    parentId: null,
    traceParentId: parentId ?? null,
    traceId: parent?.traceId ?? parentId ?? null,
    sourceDatapointId: entry.source_datapoint_id ?? null,
    runId: runId ?? null,
    logStatus: null,
    createdAt: services.now(),
    content,
  }
  await records.logs.insert(log)
  return log
}

export function takenLogId(id: string): Error {
  return conflict(`A Log with id "${id}" exists already. Choose another log_id, or leave it out.`)
}
