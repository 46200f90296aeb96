import type { EvaluatorActivationDeactivationRequest, MonitoredFile } from '../files/types.js'
import type { LogBase, LogStatus, TraceRun, UpdateTraceRequest } from '../logs/types.js'
import type {
  DeploymentQuery,
  EnvironmentParams,
  FileListQuery,
  IdParams,
  LogPlacement,
  VersionListQuery,
  VersionParams,
  VersionSelector,
} from '../shared/params.js'
import type {
  CreatedLog,
  FileTarget,
  FreeMap,
  LogContext,
  LogOutcome,
  PaginatedData,
  ProviderExchange,
  UpdateFileRequest,
  UpdateVersionRequest,
  VersionLabels,
  VersionList,
} from '../shared/types.js'

/** What makes one version of a Flow differ from another. Source: `FlowKernelRequest`. */
export interface FlowKernelRequest {
  /** Free details that tell versions apart, for example models and settings of the steps. */
  attributes: FreeMap
}

/** Makes a Flow, or a version of one. Source: `FlowRequest`. */
export interface FlowRequest extends FlowKernelRequest, FileTarget, VersionLabels {}

/** A pipeline of several steps, at one version. Source: `FlowResponse`. */
export interface Flow extends MonitoredFile, FlowKernelRequest {
  /** Marks the file as a Flow. */
  type?: 'flow' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
}

/** All versions of a Flow. Source: `ListFlows`. */
export type ListFlows = VersionList<Flow>

/** One page of Flows. Source: `PaginatedDataFlowResponse`. */
export type PaginatedDataFlowResponse = PaginatedData<Flow>

/** One run of a Flow: the top of a trace. Source: `FlowLogResponse`. */
export interface FlowLog extends LogBase, TraceRun {
  /** The Flow and version that ran. */
  flow: Flow
}

/** What comes back from logging a run. Source: `CreateFlowLogResponse`. */
export interface CreateFlowLogResponse extends CreatedLog {
  /** Id of the Flow. */
  flow_id: string
  /** Whether the trace still takes children. */
  log_status?: LogStatus | null
}

/** Body of a Log of a run: the top of a trace. Source: `FlowLogRequest`. */
export interface FlowLogRequest extends FileTarget, TraceRun, LogOutcome, ProviderExchange, LogContext {
  /** The Flow itself: an equal version is used, or a new one made. */
  flow?: FlowKernelRequest | null
  /** Id of the evaluation run that the Log belongs to. */
  run_id?: string | null
}

/** Changes a Log, or completes its trace. Fields left out stay as they are. Source: `UpdateFlowLogRequest`. */
export interface UpdateFlowLogRequest extends UpdateTraceRequest {}

/** Moves or renames a Flow. Source: `UpdateFlowRequest`. */
export interface UpdateFlowRequest extends UpdateFileRequest {
  /** Id of the folder to move it to. */
  directory_id?: string | null
}

/** Params of `logFlow`. */
export interface LogFlowParams extends Omit<FlowLogRequest, 'environment'>, LogPlacement {}

/** Params of `updateFlowLog`. */
export interface UpdateFlowLogParams extends UpdateFlowLogRequest {
  /** Id of the Log. */
  log_id: string
}

/** Params of `listFlows`. */
export interface ListFlowsParams extends FileListQuery {}

/** Params of `upsertFlow`. */
export interface UpsertFlowParams extends FlowRequest {}

/** Params of `getFlow`. */
export interface GetFlowParams extends IdParams, VersionSelector {}

/** Params of `deleteFlow`. */
export interface DeleteFlowParams extends IdParams {}

/** Params of `moveFlow`. */
export interface MoveFlowParams extends IdParams, UpdateFlowRequest {}

/** Params of `listFlowVersions`. */
export interface ListFlowVersionsParams extends IdParams, VersionListQuery {}

/** Params of `deleteFlowVersion`. */
export interface DeleteFlowVersionParams extends VersionParams {}

/** Params of `updateFlowVersion`. */
export interface UpdateFlowVersionParams extends VersionParams, UpdateVersionRequest {}

/** Params of `setFlowDeployment`. */
export interface SetFlowDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removeFlowDeployment`. */
export interface RemoveFlowDeploymentParams extends EnvironmentParams {}

/** Params of `listFlowEnvironments`. */
export interface ListFlowEnvironmentsParams extends IdParams {}

/** Params of `updateFlowMonitoring`. */
export interface UpdateFlowMonitoringParams extends IdParams, EvaluatorActivationDeactivationRequest {}
