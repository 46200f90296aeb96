import type { OpenEnum } from '../../open-enum.js'
import type { AgentLog } from '../agents/types.js'
import type { EvaluatorLog } from '../evaluators/types.js'
import type { FlowLog } from '../flows/types.js'
import type { PromptLog } from '../prompts/types.js'
import type { ChatMessage, FreeMap, ModelOutput, ToolChoice } from '../shared/types.js'
import type { ToolLog } from '../tools/types.js'

/** Whether a trace still takes children; it only ever goes from `incomplete` to `complete`. Source: `LogStatus`. */
export type LogStatus = OpenEnum<'complete' | 'incomplete'>

/** What every kind of Log has. */
export interface LogBase {
  /** Id of the Log. */
  id: string
  /** When the logged work began, ISO 8601. */
  start_time?: string | null
  /** When the logged work ended, ISO 8601. */
  end_time?: string | null
  /** The result as text. */
  output?: string | null
  /** When the Log was made, ISO 8601. */
  created_at?: string | null
  /** What went wrong, when it did. */
  error?: string | null
  /** How long the provider took, in seconds. */
  provider_latency?: number | null
  /** What the process printed, where code ran. */
  stdout?: string | null
  /** What was sent to the provider. */
  provider_request?: FreeMap | null
  /** What the provider answered. */
  provider_response?: FreeMap | null
  /** Values of the placeholders, or arguments. Default `{}`. */
  inputs?: FreeMap | null
  /** Where the call came from, in the caller's words. */
  source?: string | null
  /** Free details of the caller. */
  metadata?: FreeMap | null
  /** Id of the datapoint that the Log was made for. */
  source_datapoint_id?: string | null
  /** Id of the Log that this one is a step of. */
  trace_parent_id?: string | null
  /** Ids of the batches that the Log belongs to. */
  batches?: string[] | null
  /** Who the caller's user was, in the caller's words. */
  user?: string | null
  /** Name of the environment that the Log belongs to. */
  environment?: string | null
  /** Whether the platform keeps inputs and outputs. Default `true`. */
  save?: boolean | null
  /** Id that the caller chose for the Log. */
  log_id?: string | null
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
export interface ModelLog extends LogBase, ModelOutput {
  /** Messages that the call started with, without the template. */
  messages?: ChatMessage[] | null
  /** How the model was allowed to use tools. */
  tool_choice?: ToolChoice | null
}

/**
 * Any kind of Log. Exactly one of `prompt`, `tool`, `evaluator`, `flow` and `agent` is there and tells which:
 * `if ('prompt' in log)`. Source: `LogResponse`.
 *
 * A kind that the platform adds later validates too, so keep a default branch.
 */
export type Log = PromptLog | ToolLog | EvaluatorLog | FlowLog | AgentLog
