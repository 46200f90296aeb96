import type { OpenEnum } from '../../open-enum.js'
import type { AnyFile, CallableFile, EvaluatorActivationDeactivationRequest } from '../files/types.js'
import type { Log, LogStatus, ModelLog, UpdateTraceRequest } from '../logs/types.js'
import type { PromptCallStreamResponse } from '../prompts/types.js'
import type {
  DeploymentQuery,
  EnvironmentParams,
  FileListQuery,
  FileLogParams,
  IdParams,
  LogPlacement,
  VersionListQuery,
  VersionParams,
  VersionSelector,
} from '../shared/params.js'
import type {
  ChatMessage,
  CreatedLog,
  FileNotes,
  FileTarget,
  FreeMap,
  LogContext,
  ModelCallOptions,
  ModelInput,
  ModelOutput,
  ModelSettings,
  PaginatedData,
  ProviderExchange,
  ToolCall,
  ToolFunction,
  UpdateFileRequest,
  UpdateVersionRequest,
  User,
  VersionLabels,
  VersionList,
} from '../shared/types.js'

/** What an Agent does when its model calls a tool: `stop` hands control back, `continue` goes on. Source: `OnAgentCallEnum`. */
export type OnAgentCall = OpenEnum<'stop' | 'continue'>

/** Points at a file and how its version is chosen. Source: `LinkedFileRequest`. */
export interface LinkedFileRequest {
  /** Id of the file. */
  file_id: string
  /** Id of the environment whose deployed version is used. */
  environment_id?: string | null
  /** Id of the version that is used. */
  version_id?: string | null
}

/** A file that an Agent can call as a tool. Source: `AgentLinkedFileRequest`. */
export interface AgentLinkedFileRequest {
  /** Marks the tool as a file. */
  type: 'file'
  /** Which file. */
  link: LinkedFileRequest
  /** What happens after the call. */
  on_agent_call?: OnAgentCall | null
}

/** A file that an Agent can call as a tool, with its content. Source: `AgentLinkedFileResponse`. */
export interface AgentLinkedFile extends AgentLinkedFileRequest {
  /** The file itself. */
  file?: AnyFile | null
}

/** A function written into an Agent. Source: `AgentInlineTool`. */
export interface AgentInlineTool {
  /** Marks the tool as written into the Agent. */
  type: 'inline'
  /** The function. */
  json_schema: ToolFunction
  /** What happens after the call. */
  on_agent_call?: OnAgentCall | null
}

/** The part of an Agent beyond its model and tools. Source: `AgentKernelRequest`. */
export interface AgentLimits {
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
  /** Most rounds of the loop. */
  max_iterations?: number | null
}

/** What makes one version of an Agent differ from another. Source: `AgentKernelRequest`. */
export interface AgentKernelRequest extends ModelSettings, AgentLimits {
  /** What the model can call. */
  tools?: (AgentLinkedFileRequest | AgentInlineTool)[] | null
}

/** Makes an Agent, or a version of one. Source: `AgentRequest`. */
export interface AgentRequest extends AgentKernelRequest, FileTarget, VersionLabels, FileNotes {}

/** A prompt that calls tools in a loop, at one version. Source: `AgentResponse`. */
export interface Agent extends CallableFile, ModelSettings, AgentLimits {
  /** Marks the file as an Agent. */
  type?: 'agent' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** What the model can call. */
  tools: (AgentLinkedFile | AgentInlineTool)[]
  /** Who committed the version. */
  committed_by?: User | null
  /** When the version was committed, ISO 8601. */
  committed_at?: string | null
  /** Whether the version counts as finished. */
  status: OpenEnum<'uncommitted' | 'committed' | 'deleted'>
  /** The `.agent` file of this version as text; present when asked for. */
  raw_file_content?: string | null
}

/** All versions of an Agent. Source: `ListAgents`. */
export type ListAgents = VersionList<Agent>

/** One page of Agents. Source: `PaginatedDataAgentResponse`. */
export type PaginatedDataAgentResponse = PaginatedData<Agent>

/** One run of an Agent. Source: `AgentLogResponse`. */
export interface AgentLog extends ModelLog {
  /** The Agent and version that ran. */
  agent: Agent
}

/**
 * What comes back from calling an Agent: the Log of the run. Source: `AgentCallResponse`.
 *
 * With `log_status` `incomplete` the Agent waits for tools: answer the tool requests of `previous_agent_message` with `continueAgentCall`.
 */
export interface AgentCallResponse extends AgentLog {
  /** `incomplete` while the Agent waits for answers of tools. */
  log_status?: LogStatus | null
  /** The Agent's last message, with the tool requests that it waits for. */
  previous_agent_message?: ChatMessage | null
}

/** What comes back from continuing a run: the same as from calling. Source: `AgentContinueCallResponse`. */
export type AgentContinueCallResponse = AgentCallResponse

/** What happened in a run of an Agent. Source: `EventType`. */
export type AgentEventType = OpenEnum<
  | 'agent_turn_start'
  | 'agent_turn_suspend'
  | 'agent_turn_continue'
  | 'agent_turn_end'
  | 'agent_turn_error'
  | 'agent_start'
  | 'agent_update'
  | 'agent_end'
  | 'tool_start'
  | 'tool_update'
  | 'tool_end'
  | 'error'
>

/** What is new in an Agent's answer; `output` holds only what is new. Source: `AgentLogStreamResponse`. */
export interface AgentLogStreamResponse extends ModelOutput {
  /** Id of the Log. */
  id: string
  /** Id of the Agent. */
  agent_id: string
  /** Id of the version. */
  version_id: string
}

/**
 * What an event carries: `'function' in payload` tells a tool request, `'evaluator_logs' in payload` a whole Log, `'agent_id' in payload`
 * and `'prompt_id' in payload` what is new in the answer of an Agent or of a Prompt that it calls. A run that waits for tools may end with its
 * Log and the requests to answer: `'previous_agent_message' in payload`. Source: `AgentCallStreamResponsePayload`.
 *
 * Which type of event carries which payload is not documented, and a payload of another shape validates too, so keep a default branch.
 */
export type AgentEventPayload = AgentLogStreamResponse | PromptCallStreamResponse | Exclude<Log, AgentLog> | AgentCallResponse | ToolCall

/** One event of a streamed run. Source: `AgentCallStreamResponse`. */
export interface AgentCallStreamResponse {
  /** Id of the Log that the event belongs to. */
  log_id: string
  /** A remark for people; often empty. With `agent_turn_error`, why the run failed. */
  message: string
  /** What the event carries, if anything. */
  payload?: AgentEventPayload | null
  /** What happened. */
  type: AgentEventType
  /** When it happened, ISO 8601. */
  created_at: string
}

/** One event of a streamed continuation: the same as of a call. Source: `AgentContinueCallStreamResponse`. */
export type AgentContinueCallStreamResponse = AgentCallStreamResponse

/** What comes back from logging a run. Source: `CreateAgentLogResponse`. */
export interface CreateAgentLogResponse extends CreatedLog {
  /** Id of the Agent. */
  agent_id: string
  /** Whether the trace still takes children. */
  log_status?: LogStatus | null
}

/** Which Agent is meant, what it is told and where it belongs: the fields that `AgentsCallRequest` and `AgentLogRequest` share. */
export interface AgentCallContext extends FileTarget, ModelInput, LogContext {
  /** The Agent itself, as fields or as the text of an `.agent` file: an equal version is used, or a new one made. */
  agent?: AgentKernelRequest | string | null
}

/** How a run is made and answered. Source: `AgentsCallRequest`, `AgentsContinueCallRequest`. */
export interface AgentCallOptions extends ModelCallOptions {
  /** Whether the answer carries the steps of the run in `trace_children`. Not in streams. Default `false`. */
  include_trace_children?: boolean | null
}

/** Body of a call. Source: `AgentsCallRequest`. */
export interface AgentsCallRequest extends AgentCallContext, AgentCallOptions {
  /** Whether the answer repeats `inputs`. Default `true`. */
  return_inputs?: boolean | null
}

/** Body that continues a run which waits for tools. Source: `AgentsContinueCallRequest`. */
export interface AgentsContinueCallRequest extends AgentCallOptions {
  /** Id of the run's Log. */
  log_id: string
  /** The answers of the tools, as messages of role `tool`. They are added to what the platform holds: do not send that again. */
  messages: ChatMessage[]
}

/** Body of a Log of a run made elsewhere. Source: `AgentLogRequest`. */
export interface AgentLogRequest extends AgentCallContext, ModelOutput, ProviderExchange {
  /** Id of the evaluation run that the Log belongs to. */
  run_id?: string | null
}

/** Changes a Log, or completes its trace. Fields left out stay as they are. Source: `UpdateAgentLogRequest`. */
export interface UpdateAgentLogRequest extends UpdateTraceRequest {}

/** Moves or renames an Agent. Source: `UpdateAgentRequest`. */
export interface UpdateAgentRequest extends UpdateFileRequest {
  /** Id of the folder to move it to. */
  directory_id?: string | null
}

/** The text of an `.agent` file. Source: `BodyDeserializeAgentsDeserializePost`. */
export interface DeserializeAgentRequest {
  /** The file as text. */
  agent: string
}

/** Params of `callAgent`. */
export interface CallAgentParams extends Omit<AgentsCallRequest, 'environment' | 'stream'>, LogPlacement {
  /** Not here: `callAgentStream` gives a stream. */
  stream?: never
}

/** Params of `callAgentStream`. */
export interface CallAgentStreamParams extends Omit<AgentsCallRequest, 'environment' | 'stream'>, LogPlacement {
  /** Always on; may be left out. */
  stream?: true
}

/** Params of `continueAgentCall`. */
export interface ContinueAgentCallParams extends Omit<AgentsContinueCallRequest, 'stream'> {
  /** Not here: `continueAgentCallStream` gives a stream. */
  stream?: never
}

/** Params of `continueAgentCallStream`. */
export interface ContinueAgentCallStreamParams extends Omit<AgentsContinueCallRequest, 'stream'> {
  /** Always on; may be left out. */
  stream?: true
}

/** Params of `logAgent`. */
export interface LogAgentParams extends Omit<AgentLogRequest, 'environment'>, LogPlacement {}

/** Params of `updateAgentLog`. */
export interface UpdateAgentLogParams extends FileLogParams, UpdateAgentLogRequest {}

/** Params of `listAgents`. */
export interface ListAgentsParams extends FileListQuery {}

/** Params of `upsertAgent`. */
export interface UpsertAgentParams extends AgentRequest {}

/** Params of `getAgent`. */
export interface GetAgentParams extends IdParams, VersionSelector {}

/** Params of `deleteAgent`. */
export interface DeleteAgentParams extends IdParams {}

/** Params of `moveAgent`. */
export interface MoveAgentParams extends IdParams, UpdateAgentRequest {}

/** Params of `listAgentVersions`. */
export interface ListAgentVersionsParams extends IdParams, VersionListQuery {}

/** Params of `deleteAgentVersion`. */
export interface DeleteAgentVersionParams extends VersionParams {}

/** Params of `patchAgentVersion`. */
export interface PatchAgentVersionParams extends VersionParams, UpdateVersionRequest {}

/** Params of `setAgentDeployment`. */
export interface SetAgentDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removeAgentDeployment`. */
export interface RemoveAgentDeploymentParams extends EnvironmentParams {}

/** Params of `listAgentEnvironments`. */
export interface ListAgentEnvironmentsParams extends IdParams {}

/** Params of `updateAgentMonitoring`. */
export interface UpdateAgentMonitoringParams extends IdParams, EvaluatorActivationDeactivationRequest {}

/** Params of `serializeAgent`. */
export interface SerializeAgentParams extends IdParams, VersionSelector {}

/** Params of `deserializeAgent`. */
export interface DeserializeAgentParams extends DeserializeAgentRequest {}
