import type { OpenEnum } from '../../open-enum.js'
import type { CallableFile, EvaluatorActivationDeactivationRequest } from '../files/types.js'
import type { LogBase } from '../logs/types.js'
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
  FileTarget,
  FreeMap,
  LogContext,
  LogOrigin,
  LogOutcome,
  PaginatedData,
  ProviderExchange,
  ToolFunction,
  UpdateFileRequest,
  UpdateVersionRequest,
  VersionLabels,
  VersionList,
} from '../shared/types.js'

/** What a Tool runs. Source: `FilesToolType`. */
export type FilesToolType = OpenEnum<'pinecone_search' | 'google' | 'mock' | 'snippet' | 'json_schema' | 'get_api_call' | 'python'>

/** What makes one version of a Tool differ from another. Source: `ToolKernelRequest`. */
export interface ToolKernelRequest {
  /** The function as it is offered to models. */
  function?: ToolFunction | null
  /** Code of the function. */
  source_code?: string | null
  /** Settings that stay the same from call to call. */
  setup_values?: FreeMap | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}

/** What a Tool is: its content, and what runs it. Source: `ToolRequest`. */
export interface ToolDefinition extends ToolKernelRequest {
  /** What the Tool runs. Default `json_schema`. */
  tool_type?: FilesToolType | null
}

/** Makes a Tool, or a version of one. Source: `ToolRequest`. */
export interface ToolRequest extends ToolDefinition, FileTarget, VersionLabels {}

/** A function that models can call, at one version. Source: `ToolResponse`. */
export interface Tool extends CallableFile, ToolDefinition {
  /** Marks the file as a Tool. */
  type?: 'tool' | null
  /** Signature of the function as text. */
  signature?: string | null
}

/** All versions of a Tool. Source: `ListTools`. */
export type ListTools = VersionList<Tool>

/** One page of Tools. Source: `PaginatedDataToolResponse`. */
export type PaginatedDataToolResponse = PaginatedData<Tool>

/** What comes back from running a Tool: the Log of the run. Source: `ToolCallResponse`. */
export interface ToolCallResponse extends LogBase {
  /** The Tool and version that ran. */
  tool: Tool
}

/** One run of a Tool, kept. Source: `ToolLogResponse`. */
export interface ToolLog extends ToolCallResponse {
  /** The result as a message. */
  output_message?: ChatMessage | null
}

/** What comes back from logging a run. Source: `CreateToolLogResponse`. */
export interface CreateToolLogResponse extends CreatedLog {
  /** Id of the Tool. */
  tool_id: string
  /** Id of the session, from an older form of traces. */
  session_id?: string | null
}

/** Body of a call: which Tool is meant, with what arguments (`inputs`) and where the Log belongs. Source: `ToolCallRequest`. */
export interface ToolCallRequest extends FileTarget, LogContext {
  /** The Tool itself: an equal version is used, or a new one made. */
  tool?: ToolKernelRequest | null
}

/** Body of a Log of a run made elsewhere. Source: `ToolLogRequest`. */
export interface ToolLogRequest extends ToolCallRequest, LogOutcome, ProviderExchange {}

/** Changes a Log. Fields left out stay as they are. Source: `ToolLogUpdateRequest`. */
export interface ToolLogUpdateRequest extends LogOutcome, ProviderExchange, LogOrigin {}

/** Moves or renames a Tool. Source: `UpdateToolRequest`. */
export interface UpdateToolRequest extends UpdateFileRequest {}

/** A variable that a Tool's code reads from its environment. Source: `FileEnvironmentVariableRequest`. */
export interface FileEnvironmentVariableRequest {
  /** Name of the variable; unique within the Tool. */
  name: string
  /** Its value. It is sent and answered in plain text. */
  value: string
}

/** Params of `callTool`. */
export interface CallToolParams extends Omit<ToolCallRequest, 'environment'>, LogPlacement {}

/** Params of `logTool`. */
export interface LogToolParams extends Omit<ToolLogRequest, 'environment'>, LogPlacement {}

/** Params of `updateToolLog`. */
export interface UpdateToolLogParams extends FileLogParams, ToolLogUpdateRequest {}

/** Params of `listTools`. */
export interface ListToolsParams extends FileListQuery {}

/** Params of `upsertTool`. */
export interface UpsertToolParams extends ToolRequest {}

/** Params of `getTool`. */
export interface GetToolParams extends IdParams, VersionSelector {}

/** Params of `deleteTool`. */
export interface DeleteToolParams extends IdParams {}

/** Params of `moveTool`. */
export interface MoveToolParams extends IdParams, UpdateToolRequest {}

/** Params of `listToolVersions`. */
export interface ListToolVersionsParams extends IdParams, VersionListQuery {}

/** Params of `deleteToolVersion`. */
export interface DeleteToolVersionParams extends VersionParams {}

/** Params of `updateToolVersion`. */
export interface UpdateToolVersionParams extends VersionParams, UpdateVersionRequest {}

/** Params of `setToolDeployment`. */
export interface SetToolDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removeToolDeployment`. */
export interface RemoveToolDeploymentParams extends EnvironmentParams {}

/** Params of `listToolEnvironments`. */
export interface ListToolEnvironmentsParams extends IdParams {}

/** Params of `updateToolMonitoring`. */
export interface UpdateToolMonitoringParams extends IdParams, EvaluatorActivationDeactivationRequest {}

/** Params of `getToolEnvironmentVariables`. */
export interface GetToolEnvironmentVariablesParams extends IdParams {}

/** Params of `addToolEnvironmentVariable`. */
export interface AddToolEnvironmentVariableParams extends IdParams {
  /** The variables to add. */
  body: FileEnvironmentVariableRequest[]
}

/** Params of `deleteToolEnvironmentVariable`. */
export interface DeleteToolEnvironmentVariableParams extends IdParams {
  /** Name of the variable. */
  name: string
}
