import { sha256 } from '../../digest.js'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { attachToRun } from '../evaluations/attach-logs.js'
import { findTarget } from '../files/find-target.js'
import { insertLog } from '../logs/insert-log.js'
import type { LogContent } from '../logs/log-content.js'
import { isTraced, saysWhatCameOut, saysWhatWentIn, updateTrace } from '../logs/trace-status.js'
import { conflict } from '../refusals.js'
import type { SpanBody, SpanLog } from './read-span.js'
import type { Span } from './traces-data.js'

/** Keeps what a span tells, as a new Log or in the one that its decorator made before. Gives the id of the Log. */
export async function keepSpan(records: Records, services: Services, span: Span, told: SpanLog): Promise<string> {
  const id = told.id ?? (await idOf(span)) ?? services.createId('log')
  const found = await records.logs.find(id)
  if (found === undefined) return insertSpan(records, services, id, told)
  if (found.kind !== told.kind.kind) throw conflict(`Log "${id}" is one of a ${found.kind}, not of the ${told.kind.label} that the span names.`)
  if (isTraced(found.kind)) await completeLog(records, services, found, told)
  return id
}

/** Exporters send a span again when they heard no answer, without an idempotency key: the same span is the same Log. */
async function idOf({ traceId, spanId }: Span): Promise<string | undefined> {
  if (!traceId || !spanId) return undefined
  return `log_${(await sha256(`${traceId}\n${spanId}`)).slice(0, 24)}`
}

async function insertSpan(records: Records, services: Services, id: string, told: SpanLog): Promise<string> {
  const { kind, body, runId, status } = told
  const target = await findTarget(records, kind, { body, query: {}, services })
  // Each span travels by itself, so that one may come after that of the Flow which it is a step of: a complete trace takes it in all the same.
  const ancestors = typeof body.trace_parent_id === 'string' ? await records.logs.listUpwards(body.trace_parent_id) : []
  const entry = { ...(status === 'complete' ? answered(body, {}) : body), id, run_id: runId ?? null, log_status: status ?? null }
  await insertLog(records, services, target, entry, { isFileThere: true, ancestors })
  return id
}

async function completeLog(records: Records, services: Services, log: LogRecord, told: SpanLog): Promise<void> {
  const { body, status } = told
  const placed = await placeInRun(records, services, log, told)
  const start = earliest(body.start_time, log.content['start_time'])
  const times = start === undefined ? {} : { start_time: start }
  const change = status === 'complete' ? { ...answered(body, log.content), log_status: status } : body
  await updateTrace(records, services, placed, { ...change, ...times })
}

async function placeInRun(records: Records, services: Services, log: LogRecord, { body, runId }: SpanLog): Promise<LogRecord> {
  if (runId === undefined || runId === log.runId) return log
  const sourceDatapointId = body.source_datapoint_id ?? log.sourceDatapointId
  const placed = { ...log, runId, sourceDatapointId, content: { ...log.content, source_datapoint_id: sourceDatapointId } }
  await records.logs.update(log.id, { runId, sourceDatapointId })
  await attachToRun(records, services, placed)
  return placed
}

/** A function that takes or gives nothing has said all that it has to say, though a trace needs inputs and an output to be complete. */
function answered(body: SpanBody, content: LogContent): SpanBody {
  const all = { ...content, ...body }
  return { ...body, ...(saysWhatWentIn(all) ? {} : { inputs: {} }), ...(saysWhatCameOut(all) ? {} : { output: '' }) }
}

function earliest(one: string | null | undefined, other: unknown): string | undefined {
  if (typeof other !== 'string') return one ?? undefined
  return typeof one === 'string' && Date.parse(one) < Date.parse(other) ? one : other
}
