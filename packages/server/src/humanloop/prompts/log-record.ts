import type { PromptCallContext } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { conflict } from '../refusals.js'
import type { FileVersion } from '../save-version.js'

const told = new Set(
  'messages tool_choice inputs source metadata start_time end_time source_datapoint_id user environment save log_id'.split(' '),
)
const leftOut = new Set('messages inputs output output_message provider_request provider_response stdout'.split(' '))

/** Writes a Log: what the caller told about the call, and what came of it. With `save: false`, inputs and outputs are left out. */
export async function insertLog(
  records: Records,
  services: Services,
  { file, version }: FileVersion,
  id: string,
  body: PromptCallContext,
  result: object,
): Promise<LogRecord> {
  if ((await records.logs.find(id)) !== undefined) throw takenLogId(id)
  const context = Object.entries(body).filter(([name]) => told.has(name))
  const content = Object.fromEntries([...context, ...Object.entries(result)].filter(([name]) => body.save !== false || !leftOut.has(name)))
  const parent = body.trace_parent_id ? await records.logs.find(body.trace_parent_id) : undefined
  const log: LogRecord = {
    id,
    kind: file.kind,
    fileId: file.id,
    versionId: version.id,
    traceParentId: body.trace_parent_id ?? null,
    traceId: parent?.traceId ?? body.trace_parent_id ?? null,
    createdAt: services.now(),
    content,
  }
  await records.logs.insert(log)
  return log
}

export function takenLogId(id: string): Error {
  return conflict(`A Log with id "${id}" exists already. Choose another log_id, or leave it out.`)
}
