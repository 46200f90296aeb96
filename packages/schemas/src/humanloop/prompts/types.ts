import type { CallableFile, EvaluatorActivationDeactivationRequest } from '../files/types.js'
import type { ModelLog } from '../logs/types.js'
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
  CreatedLog,
  FileNotes,
  FileTarget,
  FreeMap,
  LinkedTool,
  LogContext,
  LogOrigin,
  ModelCallOptions,
  ModelInput,
  ModelOutput,
  ModelSettings,
  PaginatedData,
  ProviderExchange,
  Template,
  ToolFunction,
  UpdateFileRequest,
  UpdateVersionRequest,
  VersionLabels,
  VersionList,
} from '../shared/types.js'

/** What makes one version of a Prompt differ from another. Source: `PromptKernelRequest`. */
export interface PromptKernelRequest extends ModelSettings {
  /** Functions offered to the model, written into the Prompt. */
  tools?: ToolFunction[] | null
  /** Ids of Tool files offered to the model. */
  linked_tools?: string[] | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
}

/** Makes a Prompt, or a version of one. Source: `PromptRequest`. */
export interface PromptRequest extends PromptKernelRequest, FileTarget, VersionLabels, FileNotes {}

/** A Prompt at one version. Source: `PromptResponse`. */
export interface Prompt extends CallableFile, ModelSettings {
  /** Marks the file as a Prompt. */
  type?: 'prompt' | null
  /** JSON Schema of the file's content. */
  schema?: FreeMap | null
  /** Functions offered to the model, written into the Prompt. */
  tools?: ToolFunction[] | null
  /** Functions offered to the model, taken from Tool files. */
  linked_tools?: LinkedTool[] | null
  /** Free details that tell versions apart. */
  attributes?: FreeMap | null
  /** The `.prompt` file of this version as text; present when asked for. */
  raw_file_content?: string | null
}

/** A Prompt with its placeholders filled. Source: `PopulateTemplateResponse`. */
export interface PopulateTemplateResponse extends Prompt {
  /** The template with its placeholders filled. */
  populated_template?: Template | null
}

/** All versions of a Prompt. Source: `ListPrompts`. */
export type ListPrompts = VersionList<Prompt>

/** One page of Prompts. Source: `PaginatedDataPromptResponse`. */
export type PaginatedDataPromptResponse = PaginatedData<Prompt>

/** One call of a Prompt, kept. Source: `PromptLogResponse`. */
export interface PromptLog extends ModelLog {
  /** The Prompt and version that was called. */
  prompt: Prompt
}

/** One answer of a call; `num_samples` of them come back. Source: `PromptCallLogResponse`. */
export interface PromptCallLogResponse extends ModelOutput {
  /** Which of the answers it is, from 0. */
  index: number
}

/** What comes back from a call. Source: `PromptCallResponse`. `inputs` is left out when `return_inputs` was `false`. */
export interface PromptCallResponse extends LogContext, ModelInput {
  /** Id of the Log. */
  id: string
  /** The Prompt and version that was called. */
  prompt: Prompt
  /** The answers. */
  logs: PromptCallLogResponse[]
  /** Id of the Log at the top of the trace. */
  trace_id?: string | null
}

/** One event of a streamed call; `output` holds only what is new. Source: `PromptCallStreamResponse`. */
export interface PromptCallStreamResponse extends PromptCallLogResponse {
  /** Id of the Log. */
  id: string
  /** Id of the Prompt. */
  prompt_id: string
  /** Id of the version. */
  version_id: string
}

/** What comes back from logging a call. Source: `CreatePromptLogResponse`. */
export interface CreatePromptLogResponse extends CreatedLog {
  /** Id of the Prompt. */
  prompt_id: string
  /** Id of the session, from an older form of traces. */
  session_id?: string | null
}

/** Which Prompt is meant, what it is told and where it belongs: the fields that `PromptsCallRequest` and `PromptLogRequest` share. */
export interface PromptCallContext extends FileTarget, ModelInput, LogContext {
  /** The Prompt itself, as fields or as the text of a `.prompt` file: an equal version is used, or a new one made. */
  prompt?: PromptKernelRequest | string | null
}

/** Body of a call. Source: `PromptsCallRequest`. */
export interface PromptsCallRequest extends PromptCallContext, ModelCallOptions {
  /** How many answers to make. Default 1. */
  num_samples?: number | null
  /** For how many of the likeliest tokens to give log probabilities. */
  logprobs?: number | null
  /** Text that comes after the answer, for models that fill gaps. */
  suffix?: string | null
  /** Whether the answer repeats `inputs`. Default `true`. */
  return_inputs?: boolean | null
}

/** Body of a Log of a call made elsewhere. Source: `PromptLogRequest`. */
export interface PromptLogRequest extends PromptCallContext, ModelOutput, ProviderExchange {
  /** Id of the evaluation run that the Log belongs to. */
  run_id?: string | null
}

/** Changes a Log. Fields left out stay as they are. Source: `PromptLogUpdateRequest`. */
export interface PromptLogUpdateRequest extends ModelOutput, ModelInput, ProviderExchange, LogOrigin {}

/** Moves or renames a Prompt. Source: `UpdatePromptRequest`. */
export interface UpdatePromptRequest extends UpdateFileRequest {}

/** The text of a `.prompt` file. Source: `BodyDeserializePromptsDeserializePost`. */
export interface DeserializePromptRequest {
  /** The file as text. */
  prompt: string
}

/** Params of `callPrompt`. */
export interface CallPromptParams extends Omit<PromptsCallRequest, 'environment' | 'stream'>, LogPlacement {
  /** Not here: `callPromptStream` gives a stream. */
  stream?: never
}

/** Params of `callPromptStream`. */
export interface CallPromptStreamParams extends Omit<PromptsCallRequest, 'environment' | 'stream'>, LogPlacement {
  /** Always on; may be left out. */
  stream?: true
}

/** Params of `logPrompt`. */
export interface LogPromptParams extends Omit<PromptLogRequest, 'environment'>, LogPlacement {}

/** Params of `updatePromptLog`. */
export interface UpdatePromptLogParams extends FileLogParams, PromptLogUpdateRequest {}

/** Params of `listPrompts`. */
export interface ListPromptsParams extends FileListQuery {}

/** Params of `upsertPrompt`. */
export interface UpsertPromptParams extends PromptRequest {}

/** Params of `getPrompt`. */
export interface GetPromptParams extends IdParams, VersionSelector {}

/** Params of `deletePrompt`. */
export interface DeletePromptParams extends IdParams {}

/** Params of `movePrompt`. */
export interface MovePromptParams extends IdParams, UpdatePromptRequest {}

/** Params of `populatePrompt`. */
export interface PopulatePromptParams extends IdParams, VersionSelector {
  /** Values of the placeholders. */
  body: FreeMap
}

/** Params of `listPromptVersions`. */
export interface ListPromptVersionsParams extends IdParams, VersionListQuery {}

/** Params of `deletePromptVersion`. */
export interface DeletePromptVersionParams extends VersionParams {}

/** Params of `patchPromptVersion`. */
export interface PatchPromptVersionParams extends VersionParams, UpdateVersionRequest {}

/** Params of `setPromptDeployment`. */
export interface SetPromptDeploymentParams extends EnvironmentParams, DeploymentQuery {}

/** Params of `removePromptDeployment`. */
export interface RemovePromptDeploymentParams extends EnvironmentParams {}

/** Params of `listPromptEnvironments`. */
export interface ListPromptEnvironmentsParams extends IdParams {}

/** Params of `updatePromptMonitoring`. */
export interface UpdatePromptMonitoringParams extends IdParams, EvaluatorActivationDeactivationRequest {}

/** Params of `serializePrompt`. */
export interface SerializePromptParams extends IdParams, VersionSelector {}

/** Params of `deserializePrompt`. */
export interface DeserializePromptParams extends DeserializePromptRequest {}
