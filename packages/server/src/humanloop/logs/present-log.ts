import type { AnyFile, EvaluatorLog, Log } from '@smarter-api/schemas/humanloop'
import { grouped } from '../../grouped.js'
import type { LogRecord, Records, RunLogRecord } from '../../repository/repository.js'
import { presentVersions } from '../files/present-versions.js'
import { notFound } from '../refusals.js'
import { gatherJudgments, gatherSteps, mostGathered, mostSteps } from './gather-logs.js'
import type { LogsByOwner } from './gather-logs.js'

/** What Logs on the wire carry beyond themselves and what judges them. */
export interface LogDetail {
  /** Whether they carry the steps below them. */
  steps: boolean
  /** Whether judgments carry the Log that they judge. */
  parents: boolean
}

/** What is known of Logs before they are put into their wire form. */
interface Gathered {
  steps: LogsByOwner
  /** How many steps the answer may still show: a step is shown again for each Log of a list that it is below. */
  budget: { steps: number }
  judgments: LogsByOwner
  parents: Map<string, LogRecord>
  /** Files by version. */
  files: Map<string, AnyFile>
  /** Runs by Log. */
  runs: Map<string, RunLogRecord[]>
  /** Ids of Flows by the Log at the top of a trace. */
  flows: Map<string, string>
}

export async function getLog({ logs }: Records, id: string): Promise<LogRecord> {
  const log = await logs.find(id)
  if (log === undefined) throw notFound(`Log with id "${id}" not found.`)
  return log
}

/** Puts a Log into its wire form, with everything that belongs to it: up to 1000 steps, judgments ten levels deep, and the Log that it judges. */
export async function presentLog(records: Records, log: LogRecord): Promise<Log> {
  const { present } = await gather(records, [log], { steps: true, parents: true })
  return present(log)
}

/** Puts many Logs into their wire form, with as many queries as for a few. */
export async function presentLogs(records: Records, logs: LogRecord[], detail: LogDetail): Promise<Log[]> {
  const { present } = await gather(records, logs, detail)
  return logs.map(present)
}

async function gather(records: Records, logs: LogRecord[], detail: LogDetail): Promise<{ present(log: LogRecord): Log }> {
  const judged = detail.parents ? await records.logs.listByIds(logs.flatMap(({ parentId }) => parentId ?? [])) : []
  const steps = detail.steps ? await gatherSteps(records, logs) : new Map<string, LogRecord[]>()
  const shown = [...logs, ...judged, ...[...steps.values()].flat()]
  const judgments = await gatherJudgments(records, shown)
  const all = [...shown, ...[...judgments.values()].flat()]
  const gathered = {
    steps,
    budget: { steps: mostGathered },
    judgments,
    parents: new Map(judged.map((log) => [log.id, log])),
    files: await presentVersions(records, all.map(({ versionId }) => versionId)),
    runs: grouped(await records.runLogs.listByLogs(all.map(({ id }) => id)), ({ logId }) => logId),
    flows: await readFlows(records, all),
  }
  return { present: (log) => presentRoot(log, gathered) }
}

async function readFlows({ logs }: Records, all: LogRecord[]): Promise<Map<string, string>> {
  const tops = await logs.listByIds([...new Set(all.flatMap(({ traceId }) => traceId ?? []))])
  return new Map(tops.filter(({ kind }) => kind === 'flow').map(({ id, fileId }) => [id, fileId]))
}

function presentRoot(log: LogRecord, gathered: Gathered): Log {
  const parent = log.parentId === null ? undefined : gathered.parents.get(log.parentId)
  const presented = presentOne(log, gathered, stepsBelow(log, gathered, new Set([log.id])))
  return parent === undefined ? presented : { ...(presented as EvaluatorLog), parent: presentOne(parent, gathered, []) }
}

/** Callers choose ids and parents, so steps may go round in a circle. */
function stepsBelow(log: LogRecord, gathered: Gathered, seen: Set<string>): Log[] {
  const presented: Log[] = []
  for (const step of gathered.steps.get(log.id) ?? []) {
    if (seen.has(step.id) || seen.size > mostSteps || gathered.budget.steps < 1) continue
    seen.add(step.id)
    gathered.budget.steps -= 1
    presented.push(presentOne(step, gathered, stepsBelow(step, gathered, seen)))
  }
  return presented
}

function presentOne(log: LogRecord, gathered: Gathered, steps: Log[]): Log {
  const file = gathered.files.get(log.versionId)
  if (file === undefined) throw new Error(`The file of Log "${log.id}" is gone.`)
  const judgments = gathered.judgments.get(log.id) ?? []
  return {
    created_at: log.createdAt,
    ...log.content,
    id: log.id,
    [log.kind as 'prompt']: file as Extract<AnyFile, { type?: 'prompt' | null }>,
    batches: gathered.runs.get(log.id)?.map(({ runId }) => runId) ?? [],
    evaluator_logs: judgments.map((judgment) => presentOne(judgment, gathered, []) as EvaluatorLog),
    ...(log.parentId === null ? {} : { parent_id: log.parentId }),
    ...(log.logStatus === null ? {} : { log_status: log.logStatus }),
    trace_parent_id: log.traceParentId,
    trace_id: log.traceId,
    trace_flow_id: log.traceId === null ? null : (gathered.flows.get(log.traceId) ?? null),
    trace_children: steps,
  } satisfies Log
}
