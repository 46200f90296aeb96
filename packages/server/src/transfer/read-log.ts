import { AgentLogSchema, EvaluatorLogSchema, FlowLogSchema, PromptLogSchema, ToolLogSchema } from '@smarter-api/schemas/humanloop'
import type { GenericSchema } from 'valibot'
import { checkId } from '../humanloop/check-label.js'
import { momentOf } from '../humanloop/kept-fields.js'
import { isTraced } from '../humanloop/logs/trace-status.js'
import type { LogRecord } from '../repository/repository.js'
import type { Place } from './findings.js'
import { ownField } from './layout.js'
import type { OwnLogFacts } from './own-facts.js'
import { checkShape, Unfit } from './unfit.js'
import { isWire, ownFacts, recordIn, recordsIn, textIn } from './wire.js'
import type { Wire } from './wire.js'

const schemas = new Map<string, GenericSchema>([
  ['prompt', PromptLogSchema], ['tool', ToolLogSchema], ['evaluator', EvaluatorLogSchema], ['flow', FlowLogSchema], ['agent', AgentLogSchema],
])

/** Fields that have a place of their own, or are found out anew whenever they are asked for. */
const placed = new Set(['id', 'batches', 'evaluator_logs', 'parent', 'parent_id', 'log_status', 'trace_parent_id', 'trace_id', 'trace_flow_id', 'trace_children', ownField])

/** A Log of an export, and what is known of it by where it stands. */
export interface FoundLog {
  wire: Wire
  place: Place
  /** The Log that holds it among its judgments. */
  parentId?: string | undefined
  /** The Log that holds it among its steps. */
  traceParentId?: string | undefined
  /** The trace of that Log. */
  traceId?: string | undefined
}

/** The file inside a Log. */
export interface EmbeddedFile {
  kind: string
  wire: Wire
  fileId: string
  versionId: string
}

/**
 * Finds the file inside a Log, which tells the kind of the Log.
 *
 * @throws {Unfit} When there is none.
 */
export function embeddedFile({ wire }: FoundLog): EmbeddedFile {
  for (const kind of schemas.keys()) {
    const file = recordIn(wire, kind)
    if (file !== undefined) return { kind, wire: file, fileId: textIn(file, 'id') ?? '', versionId: textIn(file, 'version_id') ?? '' }
  }
  throw new Unfit(`The Log has no file of a known kind (${[...schemas.keys()].join(', ')}).`)
}

/**
 * Reads a Log. All that it says is kept, whether this server knows the field or not.
 *
 * @param sample The file to check it with: the one inside is a copy that was checked before.
 * @throws {Unfit} When it is not as the API describes it.
 */
export function readLog({ wire, parentId, traceParentId, traceId }: FoundLog, { kind, fileId, versionId }: EmbeddedFile, sample: Wire): LogRecord {
  const schema = schemas.get(kind)
  if (schema !== undefined) checkShape(schema, { ...wire, [kind]: sample, evaluator_logs: [], trace_children: [], parent: null }, 'Log')
  const id = textIn(wire, 'id') ?? ''
  checkId(id, ['id'])
  const { runId } = ownFacts<OwnLogFacts>(wire)
  const isContent = ([name, value]: [string, unknown]): boolean => !placed.has(name) && name !== kind && !(value === null && schemas.has(name))
  const { created_at: made, ...content } = Object.fromEntries(Object.entries(wire).filter(isContent))
  const createdAt = momentOf(made ?? wire['start_time'] ?? wire['end_time'] ?? recordIn(wire, kind)?.['created_at'])
  return {
    id,
    kind,
    fileId,
    versionId,
    parentId: textIn(wire, 'parent_id') ?? textIn(recordIn(wire, 'parent') ?? {}, 'id') ?? parentId ?? null,
    traceParentId: textIn(wire, 'trace_parent_id') ?? traceParentId ?? null,
    traceId: textIn(wire, 'trace_id') ?? traceId ?? (isTraced(kind) || recordsIn(wire, 'trace_children').length > 0 ? id : null),
    sourceDatapointId: textIn(wire, 'source_datapoint_id') ?? null,
    runId: typeof runId === 'string' ? runId : null,
    logStatus: isTraced(kind) ? (wire['log_status'] === 'incomplete' ? 'incomplete' : 'complete') : null,
    createdAt,
    content: made === createdAt ? content : { ...content, created_at: made ?? null },
  }
}

/** Whether Logs stand inside a Log. */
export function holdsLogs(wire: Wire): boolean {
  return recordsIn(wire, 'trace_children').length + recordsIn(wire, 'evaluator_logs').length > 0 || isWire(wire['parent'])
}

/** Finds the Logs inside a Log, at any depth, outer ones first. */
export function* logsInside({ wire, place, traceId }: FoundLog): Generator<FoundLog> {
  const id = textIn(wire, 'id')
  const inside: FoundLog[] = [
    ...recordsIn(wire, 'evaluator_logs').map((judgment) => ({ wire: judgment, place, parentId: id })),
    ...recordsIn(wire, 'trace_children').map((step) => ({ wire: step, place, traceParentId: id, traceId: textIn(wire, 'trace_id') ?? traceId ?? id })),
    ...[recordIn(wire, 'parent') ?? []].flat().map((judged) => ({ wire: judged, place })),
  ]
  for (const found of inside) {
    yield found
    yield* logsInside(found)
  }
}
