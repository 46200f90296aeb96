import type { OpenEnum } from '../../open-enum.js'
import type { AgentLog } from '../agents/types.js'
import type { EvaluatorLog } from '../evaluators/types.js'
import type { FlowLog } from '../flows/types.js'
import type { PromptLog } from '../prompts/types.js'
import type { IdParams, PageQuery } from '../shared/params.js'
import type { ChatMessage, FreeMap, LogContext, LogOutcome, ModelInput, ModelOutput, PaginatedData, ProviderExchange } from '../shared/types.js'
import type { ToolLog } from '../tools/types.js'

/** Whether a trace still takes children; it only ever goes from `incomplete` to `complete`. Source: `LogStatus`. */
export type LogStatus = OpenEnum<'complete' | 'incomplete'>

/** What every kind of Log has. */
export interface LogBase extends LogOutcome, ProviderExchange, LogContext {
  /** Id of the Log. */
  id: string
  /** Ids of the batches that the Log belongs to. */
  batches?: string[] | null
  /** Judgments of this Log. */
  evaluator_logs: EvaluatorLog[]
  /** Id of the Flow at the top of the trace. */
  trace_flow_id?: string | null
  /** Id of the Log at the top of the trace. */
  trace_id?: string | null
  /** Steps of this Log. Default `[]`. */
  trace_children?: Log[] | null
}

/** What Logs of model calls have beyond other Logs. */
export interface ModelLog extends LogBase, ModelOutput, ModelInput {}

/** What a run of several steps starts with, ends with, and whether it has ended. Source: `FlowLogRequest`. */
export interface TraceRun {
  /** Messages that the run started with. */
  messages?: ChatMessage[] | null
  /** The result as a message. `null` in an update clears it. */
  output_message?: ChatMessage | null
  /** `complete` once the trace has ended: it takes no more children, and Evaluators judge it. There is no way back. */
  log_status?: LogStatus | null
}

/**
 * Changes a Log at the top of a trace, or completes its trace. Fields left out stay as they are.
 * Source: `UpdateFlowLogRequest`, `UpdateAgentLogRequest`.
 */
export interface UpdateTraceRequest extends TraceRun {
  /** Values of the placeholders, or arguments. A trace needs them before it can be complete. */
  inputs?: FreeMap | null
  /** The result as text. `null` clears it. A trace needs it or `error` before it can be complete. */
  output?: string | null
  /** What went wrong. `null` clears it. */
  error?: string | null
}

/**
 * Any kind of Log. Exactly one of `prompt`, `tool`, `evaluator`, `flow` and `agent` is there and tells which:
 * `if ('prompt' in log)`. Source: `LogResponse`.
 *
 * A kind that the platform adds later validates too, so keep a default branch.
 */
export type Log = PromptLog | ToolLog | EvaluatorLog | FlowLog | AgentLog

/** One page of Logs. Source: `PaginatedDataLogResponse`. */
export type PaginatedDataLogResponse = PaginatedData<Log>

/** Query of a list of Logs. */
export interface LogListQuery extends PageQuery {
  /** Id of the file whose Logs are meant. */
  file_id: string
  /** Only Logs of this version. */
  version_id?: string
  /** Only Logs whose id contains one of these texts. */
  id?: string[]
  /** Only Logs whose inputs or output contain this text. */
  search?: string
  /** Only Logs whose metadata contains this text. */
  metadata_search?: string
  /** Only Logs made at or after this time, ISO 8601. */
  start_date?: string
  /** Only Logs made before this time, ISO 8601. */
  end_date?: string
  /** Whether judgments carry the judged Log as `parent`. Default `false`. */
  include_parent?: boolean
  /** Only Logs that are part of a trace (`true`), that are not (`false`), or either (both). */
  in_trace_filter?: boolean[]
  /** Gives a random choice of about this many Logs. */
  sample?: number
  /** Whether Logs of Flows and Agents carry their steps as `trace_children`. Default `false`. */
  include_trace_children?: boolean
}

/** Query that says which Logs to delete. */
export interface DeleteLogsQuery {
  /** Ids of the Logs. */
  id: string[]
}

/** Params of `listLogs`. */
export interface ListLogsParams extends LogListQuery {}

/** Params of `deleteLogs`. */
export interface DeleteLogsParams extends DeleteLogsQuery {}

/** Params of `getLog`. */
export interface GetLogParams extends IdParams {}
