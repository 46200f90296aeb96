import type { OpenEnum } from '../../open-enum.js'
import type { AgentLog } from '../agents/types.js'
import type { EvaluatorLog } from '../evaluators/types.js'
import type { FlowLog } from '../flows/types.js'
import type { PromptLog } from '../prompts/types.js'
import type { LogContext, LogOutcome, ModelInput, ModelOutput, ProviderExchange } from '../shared/types.js'
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

/**
 * Any kind of Log. Exactly one of `prompt`, `tool`, `evaluator`, `flow` and `agent` is there and tells which:
 * `if ('prompt' in log)`. Source: `LogResponse`.
 *
 * A kind that the platform adds later validates too, so keep a default branch.
 */
export type Log = PromptLog | ToolLog | EvaluatorLog | FlowLog | AgentLog
