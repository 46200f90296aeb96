import type { Log, PromptLog } from '@smarter-api/schemas/humanloop'
import type { LogRecord, Records } from '../../repository/repository.js'
import { notFound } from '../refusals.js'
import { presentPrompt } from '../prompts/present-prompt.js'

const deepestTrace = 20
const mostChildren = 1000

export async function getLog({ logs }: Records, id: string): Promise<LogRecord> {
  const log = await logs.find(id)
  if (log === undefined) throw notFound(`Log with id "${id}" not found.`)
  return log
}

/** Puts a Log into its wire form, with the steps below it. Callers choose ids, so a trace may loop: it is cut at a fixed depth. */
export async function presentLog(records: Records, log: LogRecord, depth = 0): Promise<Log> {
  const file = await records.files.find({ id: log.fileId })
  const version = await records.versions.find({ id: log.versionId })
  if (file === undefined || version === undefined) throw notFound(`The file of Log "${log.id}" is gone.`)
  const children: Log[] = []
  if (depth < deepestTrace) {
    const { items } = await records.logs.list({ traceParentId: log.id, offset: 0, limit: mostChildren })
    for (const child of items.filter(({ id }) => id !== log.id)) children.push(await presentLog(records, child, depth + 1))
  }
  return {
    ...log.content,
    id: log.id,
    created_at: log.createdAt,
    prompt: await presentPrompt(records, { file, version }),
    evaluator_logs: [],
    trace_parent_id: log.traceParentId,
    trace_id: log.traceId,
    trace_flow_id: null,
    trace_children: children,
  } satisfies PromptLog
}
