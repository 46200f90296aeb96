import type { AnyFile, Log } from '@smarter-api/schemas/humanloop'
import type { LogRecord, Records } from '../../repository/repository.js'
import { kindNamed } from '../files/file-kinds.js'
import { presentFile } from '../files/present-file.js'
import { notFound } from '../refusals.js'

const mostSteps = 1000

export async function getLog({ logs }: Records, id: string): Promise<LogRecord> {
  const log = await logs.find(id)
  if (log === undefined) throw notFound(`Log with id "${id}" not found.`)
  return log
}

/** What is known while one trace is put into its wire form. */
interface Trace {
  /** Ids of the Logs that are in it. Callers choose ids and parents, so a trace may loop. */
  seen: Set<string>
  /** Files by version: the steps of a trace often share one. */
  files: Map<string, AnyFile>
}

/** Puts a Log into its wire form, with up to 1000 steps below it. */
export async function presentLog(records: Records, log: LogRecord): Promise<Log> {
  return present(records, log, { seen: new Set([log.id]), files: new Map() })
}

async function present(records: Records, log: LogRecord, trace: Trace): Promise<Log> {
  const file = await fileOf(records, log, trace)
  const children: Log[] = []
  const { items } = await records.logs.list({ traceParentId: log.id, offset: 0, limit: mostSteps })
  for (const child of items) {
    if (trace.seen.has(child.id) || trace.seen.size > mostSteps) continue
    trace.seen.add(child.id)
    children.push(await present(records, child, trace))
  }
  return {
    ...log.content,
    id: log.id,
    created_at: log.createdAt,
    [log.kind as 'prompt']: file as Extract<AnyFile, { type?: 'prompt' | null }>,
    evaluator_logs: [],
    trace_parent_id: log.traceParentId,
    trace_id: log.traceId,
    trace_flow_id: null,
    trace_children: children,
  } satisfies Log
}

async function fileOf(records: Records, log: LogRecord, { files }: Trace): Promise<AnyFile> {
  const known = files.get(log.versionId)
  if (known !== undefined) return known
  const file = await records.files.find({ id: log.fileId })
  const version = await records.versions.find({ id: log.versionId })
  if (file === undefined || version === undefined) throw notFound(`The file of Log "${log.id}" is gone.`)
  const presented = await presentFile(records, kindNamed(log.kind), { file, version })
  files.set(log.versionId, presented)
  return presented
}
