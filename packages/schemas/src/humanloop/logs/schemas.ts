import * as v from 'valibot'
import { answer, nullish, text, textList, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { AgentLog } from '../agents/types.js'
import { evaluatorVerdict } from '../evaluators/evaluator-verdict.js'
import type { EvaluatorLog } from '../evaluators/types.js'
import { AgentSchema, EvaluatorSchema, FlowSchema, PromptSchema, ToolSchema } from '../files/schemas.js'
import type { FlowLog } from '../flows/types.js'
import type { PromptLog } from '../prompts/types.js'
import { logContext, logOutcome, modelInput, modelOutput, providerExchange } from '../shared/log-entries.js'
import { ChatMessageSchema, paginatedData } from '../shared/schemas.js'
import type { ToolCallResponse, ToolLog } from '../tools/types.js'
import { traceRun } from './trace-run.js'
import type { Log, LogBase, ModelLog, PaginatedDataLogResponse } from './types.js'

// Logs contain each other (children, judgments, the judged Log), so all kinds live in one module.

const logEntries = {
  ...logOutcome(answer),
  ...providerExchange,
  ...logContext(answer),
  id: v.string(),
  batches: textList,
  evaluator_logs: v.array(v.lazy(() => EvaluatorLogSchema)),
  trace_flow_id: text,
  trace_id: text,
  trace_children: nullish(v.array(v.lazy(() => LogSchema))),
} satisfies Entries<LogBase>

const modelLogEntries = {
  ...logEntries,
  ...modelOutput(answer),
  ...modelInput(answer),
} satisfies Entries<ModelLog>

/** Checks a kept call of a Prompt. */
export const PromptLogSchema: Schema<PromptLog> = v.looseObject({
  ...modelLogEntries,
  prompt: PromptSchema,
} satisfies Entries<PromptLog>)

export const toolRunEntries = { ...logEntries, tool: ToolSchema } satisfies Entries<ToolCallResponse>

/** Checks a run of a Tool. */
export const ToolLogSchema: Schema<ToolLog> = v.looseObject({
  ...toolRunEntries,
  output_message: nullish(ChatMessageSchema),
} satisfies Entries<ToolLog>)

/** Checks a judgment of a Log. */
export const EvaluatorLogSchema: Schema<EvaluatorLog> = v.looseObject({
  ...logEntries,
  ...evaluatorVerdict(answer),
  evaluator: EvaluatorSchema,
  parent_id: text,
  parent: nullish(v.lazy(() => LogSchema)),
} satisfies Entries<EvaluatorLog>)

/** Checks a run of a Flow. */
export const FlowLogSchema: Schema<FlowLog> = v.looseObject({
  ...logEntries,
  ...traceRun(answer),
  flow: FlowSchema,
} satisfies Entries<FlowLog>)

export const agentLogEntries = { ...modelLogEntries, agent: AgentSchema } satisfies Entries<AgentLog>

/** Checks a run of an Agent. */
export const AgentLogSchema: Schema<AgentLog> = v.looseObject(agentLogEntries)

const logs = { prompt: PromptLogSchema, tool: ToolLogSchema, evaluator: EvaluatorLogSchema, flow: FlowLogSchema, agent: AgentLogSchema }

/** Checks a Log of any kind: by its `type` where there is one, else by the file it carries. An unknown kind passes as an object. */
export const LogSchema: Schema<Log> = variant<Log>(answer, 'type', logs, (log) => Object.keys(logs).find((kind) => kind in log))

/** Checks one page of Logs. */
export const PaginatedDataLogResponseSchema: Schema<PaginatedDataLogResponse> = paginatedData(LogSchema)
