import * as v from 'valibot'
import { flag, nullish, request, text, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { logContext, modelInput, modelOutput, providerExchange } from '../shared/log-entries.js'
import { fileNotes, fileTarget, modelCallOptions, updateFileEntries, versionLabels } from '../shared/requests.js'
import { chatMessage } from '../shared/schemas.js'
import { agentKernel, agentKernelEntries } from './agent-kernel.js'
import type {
  AgentCallContext,
  AgentCallOptions,
  AgentKernelRequest,
  AgentLogRequest,
  AgentRequest,
  AgentsCallRequest,
  AgentsContinueCallRequest,
  DeserializeAgentRequest,
  UpdateAgentRequest,
} from './types.js'

/** Checks what makes one version of an Agent differ from another, in a request. */
export const AgentKernelRequestSchema: Schema<AgentKernelRequest> = agentKernel(request)

/** Checks the body that makes an Agent or a version. */
export const AgentRequestSchema: Schema<AgentRequest> = request.object({
  ...agentKernelEntries(request),
  ...fileTarget,
  ...versionLabels,
  ...fileNotes,
} satisfies Entries<AgentRequest>)

const contextEntries = {
  ...fileTarget,
  ...modelInput(request),
  ...logContext(request),
  agent: nullish(textOr(AgentKernelRequestSchema)),
} satisfies Entries<AgentCallContext>

const callOptions = { ...modelCallOptions, include_trace_children: flag } satisfies Entries<AgentCallOptions>

/** Checks the body of a call. */
export const AgentsCallRequestSchema: Schema<AgentsCallRequest> = request.object({
  ...contextEntries,
  ...callOptions,
  return_inputs: flag,
} satisfies Entries<AgentsCallRequest>)

/** Checks the body that continues a run. */
export const AgentsContinueCallRequestSchema: Schema<AgentsContinueCallRequest> = request.object({
  ...callOptions,
  log_id: v.string(),
  messages: v.array(chatMessage(request)),
} satisfies Entries<AgentsContinueCallRequest>)

/** Checks the body of a Log of a run made elsewhere. */
export const AgentLogRequestSchema: Schema<AgentLogRequest> = request.object({
  ...contextEntries,
  ...modelOutput(request),
  ...providerExchange,
  run_id: text,
} satisfies Entries<AgentLogRequest>)

/** Checks the body that moves an Agent. */
export const UpdateAgentRequestSchema: Schema<UpdateAgentRequest> = request.object({
  ...updateFileEntries,
  directory_id: text,
} satisfies Entries<UpdateAgentRequest>)

/** Checks the text of an `.agent` file on its way to the platform. */
export const DeserializeAgentRequestSchema: Schema<DeserializeAgentRequest> = request.object({
  agent: v.string(),
} satisfies Entries<DeserializeAgentRequest>)
