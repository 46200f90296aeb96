import * as v from 'valibot'
import { answer, byField, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { AgentSchema } from '../files/schemas.js'
import { agentLogEntries, LogSchema } from '../logs/schemas.js'
import { PromptCallStreamResponseSchema } from '../prompts/schemas.js'
import { createdLog, modelOutput } from '../shared/log-entries.js'
import { ChatMessageSchema, paginatedData, toolCall, versionList } from '../shared/schemas.js'
import { agentKernel } from './agent-kernel.js'
import type {
  AgentCallResponse,
  AgentCallStreamResponse,
  AgentEventPayload,
  AgentKernelRequest,
  AgentLogStreamResponse,
  CreateAgentLogResponse,
  ListAgents,
  PaginatedDataAgentResponse,
} from './types.js'

/** Checks all versions of an Agent. */
export const ListAgentsSchema: Schema<ListAgents> = versionList(AgentSchema)

/** Checks one page of Agents. */
export const PaginatedDataAgentResponseSchema: Schema<PaginatedDataAgentResponse> = paginatedData(AgentSchema)

/** Checks what makes one version of an Agent differ from another, in an answer. */
export const AgentKernelSchema: Schema<AgentKernelRequest> = agentKernel(answer)

/** Checks what comes back from calling an Agent, and from continuing a run. */
export const AgentCallResponseSchema: Schema<AgentCallResponse> = v.looseObject({
  ...agentLogEntries,
  log_status: text,
  previous_agent_message: nullish(ChatMessageSchema),
} satisfies Entries<AgentCallResponse>)

/** Checks what is new in an Agent's answer. */
export const AgentLogStreamResponseSchema: Schema<AgentLogStreamResponse> = v.looseObject({
  ...modelOutput(answer),
  id: v.string(),
  agent_id: v.string(),
  version_id: v.string(),
} satisfies Entries<AgentLogStreamResponse>)

/** Checks what an event of a run carries, by its shape. A shape that is new passes as an object. */
export const AgentEventPayloadSchema: Schema<AgentEventPayload> = byField<AgentEventPayload>(
  {
    evaluator_logs: LogSchema,
    agent_id: AgentLogStreamResponseSchema,
    prompt_id: PromptCallStreamResponseSchema,
    function: toolCall(answer),
  },
  answer.otherwise('type', []),
)

/** Checks one event of a streamed run. */
export const AgentCallStreamResponseSchema: Schema<AgentCallStreamResponse> = v.looseObject({
  log_id: v.string(),
  message: v.string(),
  payload: nullish(AgentEventPayloadSchema),
  type: v.string(),
  created_at: v.string(),
} satisfies Entries<AgentCallStreamResponse>)

/** Checks what comes back from logging a run. */
export const CreateAgentLogResponseSchema: Schema<CreateAgentLogResponse> = v.looseObject({
  ...createdLog,
  agent_id: v.string(),
  log_status: text,
} satisfies Entries<CreateAgentLogResponse>)
