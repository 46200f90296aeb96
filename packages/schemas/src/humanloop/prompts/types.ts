import type { CallableFile, EvaluatorActivationDeactivationRequest } from '../files/types.js'
import type { ModelLog } from '../logs/types.js'
import type {
  ChatMessage,
  FileSortBy,
  FreeMap,
  LinkedTool,
  ModelOutput,
  ModelSettings,
  PaginatedData,
  SortOrder,
  Template,
  ToolChoice,
  ToolFunction,
  UpdateVersionRequest,
  VersionSelector,
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
export interface PromptRequest extends PromptKernelRequest {
  /** Path of the Prompt, folders included; unique. Give it or `id`. */
  path?: string | null
  /** Id of a Prompt that exists. */
  id?: string | null
  /** Name of the version; unique within the Prompt, a taken one is a 409. */
  version_name?: string | null
  /** What the version changes. */
  version_description?: string | null
  /** What the Prompt is for. */
  description?: string | null
  /** Labels. */
  tags?: string[] | null
  /** Long-form notes in Markdown. */
  readme?: string | null
}

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
export interface ListPrompts {
  /** The versions. */
  records: Prompt[]
}

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

/** What comes back from a call. Source: `PromptCallResponse`. */
export interface PromptCallResponse {
  /** Id of the Log. */
  id: string
  /** The Prompt and version that was called. */
  prompt: Prompt
  /** The answers. */
  logs: PromptCallLogResponse[]
  /** When the call began, ISO 8601. */
  start_time?: string | null
  /** When the call ended, ISO 8601. */
  end_time?: string | null
  /** Messages that the call started with, without the template. */
  messages?: ChatMessage[] | null
  /** How the model was allowed to use tools. */
  tool_choice?: ToolChoice | null
  /** Values of the placeholders; left out when `return_inputs` was `false`. Default `{}`. */
  inputs?: FreeMap | null
  /** Where the call came from, in the caller's words. */
  source?: string | null
  /** Free details of the caller. */
  metadata?: FreeMap | null
  /** Id of the datapoint that the Log was made for. */
  source_datapoint_id?: string | null
  /** Id of the Log that this one is a step of. */
  trace_parent_id?: string | null
  /** Who the caller's user was, in the caller's words. */
  user?: string | null
  /** Name of the environment that the Log belongs to. */
  environment?: string | null
  /** Whether the platform keeps inputs and outputs. Default `true`. */
  save?: boolean | null
  /** Id that the caller chose for the Log. */
  log_id?: string | null
  /** Id of the Log at the top of the trace. */
  trace_id?: string | null
}

/** One event of a streamed call; `output` holds only what is new. Source: `PromptCallStreamResponse`. */
export interface PromptCallStreamResponse extends ModelOutput {
  /** Which of the answers it belongs to, from 0. */
  index: number
  /** Id of the Log. */
  id: string
  /** Id of the Prompt. */
  prompt_id: string
  /** Id of the version. */
  version_id: string
}

/** What comes back from logging a call. Source: `CreatePromptLogResponse`. */
export interface CreatePromptLogResponse {
  /** Id of the Log. */
  id: string
  /** Id of the Prompt. */
  prompt_id: string
  /** Id of the version that the Log belongs to. */
  version_id: string
  /** Id of the session, from an older form of traces. */
  session_id?: string | null
}

/** Keys of providers, used for one call and not kept. Source: `ProviderApiKeys`. */
export interface ProviderApiKeys {
  /** Key of OpenAI. */
  openai?: string | null
  /** Key of the built-in stand-in for a provider. */
  mock?: string | null
  /** Key of Anthropic. */
  anthropic?: string | null
  /** Key of DeepSeek. */
  deepseek?: string | null
  /** Key of Amazon Bedrock. */
  bedrock?: string | null
  /** Key of Cohere. */
  cohere?: string | null
  /** Key of OpenAI on Azure. */
  openai_azure?: string | null
  /** Address of OpenAI on Azure. */
  openai_azure_endpoint?: string | null
  /** Key of Google. */
  google?: string | null
}

/** Who and what a call or Log is about: the fields that `PromptsCallRequest` and `PromptLogRequest` share. */
export interface PromptCallContext {
  /** Path of the Prompt. Give it or `id`. */
  path?: string | null
  /** Id of the Prompt. */
  id?: string | null
  /** Messages that follow the template. */
  messages?: ChatMessage[] | null
  /** How the model may use tools. */
  tool_choice?: ToolChoice | null
  /** The Prompt itself, as fields or as the text of a `.prompt` file: an equal version is used, or a new one made. */
  prompt?: PromptKernelRequest | string | null
  /** Values of the placeholders. Default `{}`. */
  inputs?: FreeMap | null
  /** Where the call comes from, in the caller's words. */
  source?: string | null
  /** Free details of the caller. */
  metadata?: FreeMap | null
  /** When the call began, ISO 8601. */
  start_time?: string | null
  /** When the call ended, ISO 8601. */
  end_time?: string | null
  /** Id of the datapoint that the Log is made for. */
  source_datapoint_id?: string | null
  /** Id of the Log that this one is a step of. */
  trace_parent_id?: string | null
  /** Who the caller's user is, in the caller's words. */
  user?: string | null
  /** Name of the environment that the Log belongs to. In params it is called `log_environment`. */
  environment?: string | null
  /** Whether the platform keeps inputs and outputs. Default `true`. */
  save?: boolean | null
  /** Id for the new Log, so that its children can be sent before it. */
  log_id?: string | null
}

/** Body of a call. Source: `PromptsCallRequest`. */
export interface PromptsCallRequest extends PromptCallContext {
  /** Keys of providers, used for this call and not kept. */
  provider_api_keys?: ProviderApiKeys | null
  /** How many answers to make. Default 1. */
  num_samples?: number | null
  /** Whether the answer repeats `inputs`. Default `true`. */
  return_inputs?: boolean | null
  /** For how many of the likeliest tokens to give log probabilities. */
  logprobs?: number | null
  /** Text that comes after the answer, for models that fill gaps. */
  suffix?: string | null
  /** Whether the answer comes as server-sent events. Default `false`. */
  stream?: boolean
}

/** Body of a Log of a call made elsewhere. Source: `PromptLogRequest`. */
export interface PromptLogRequest extends PromptCallContext, ModelOutput {
  /** Id of the evaluation run that the Log belongs to. */
  run_id?: string | null
  /** What was sent to the provider. */
  provider_request?: FreeMap | null
  /** What the provider answered. */
  provider_response?: FreeMap | null
}

/** Changes a Log. Fields left out stay as they are. Source: `PromptLogUpdateRequest`. */
export interface PromptLogUpdateRequest extends ModelOutput {
  /** Messages that the call started with. */
  messages?: ChatMessage[] | null
  /** How the model was allowed to use tools. */
  tool_choice?: ToolChoice | null
  /** What was sent to the provider. */
  provider_request?: FreeMap | null
  /** What the provider answered. */
  provider_response?: FreeMap | null
  /** Values of the placeholders. */
  inputs?: FreeMap | null
  /** Where the call came from, in the caller's words. */
  source?: string | null
  /** Free details of the caller. */
  metadata?: FreeMap | null
  /** When the call began, ISO 8601. */
  start_time?: string | null
  /** When the call ended, ISO 8601. */
  end_time?: string | null
}

/** Moves or renames a Prompt. Source: `UpdatePromptRequest`. */
export interface UpdatePromptRequest {
  /** New path, folders included. */
  path?: string | null
  /** New last part of the path. */
  name?: string | null
}

/** The text of a `.prompt` file. Source: `BodyDeserializePromptsDeserializePost`. */
export interface DeserializePromptRequest {
  /** The file as text. */
  prompt: string
}

/** Query of a list of Prompts. */
export interface ListPromptsQuery {
  /** Page to begin with; the first is 1. Default 1. */
  page?: number
  /** Most items on a page. Default 10. */
  size?: number
  /** Only Prompts whose name contains this text. */
  name?: string
  /** Only Prompts whose maker's name or address contains this text. */
  user_filter?: string
  /** What to sort by. Default `created_at`. */
  sort_by?: FileSortBy
  /** Direction of the sort. Default `desc`. */
  order?: SortOrder
}

/** Query of a list of versions. */
export interface ListPromptVersionsQuery {
  /** Whether versions carry `evaluator_aggregates`. Default `false`. */
  evaluator_aggregates?: boolean
}

/** Names one Prompt. */
export interface PromptPath {
  /** Id of the Prompt. */
  id: string
}

/** Names one version of a Prompt. */
export interface PromptVersionPath extends PromptPath {
  /** Id of the version. */
  version_id: string
}

/** Names one environment of a Prompt. */
export interface PromptEnvironmentPath extends PromptPath {
  /** Id of the environment. */
  environment_id: string
}

/** Where a new Log belongs, next to `environment`, which chooses the version. */
export interface LogPlacement extends VersionSelector {
  /** Name of the environment that the Log belongs to: the body's own `environment`. */
  log_environment?: string | null
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
export interface UpdatePromptLogParams extends PromptPath, PromptLogUpdateRequest {
  /** Id of the Log. */
  log_id: string
}

/** Params of `listPrompts`. */
export interface ListPromptsParams extends ListPromptsQuery {}

/** Params of `upsertPrompt`. */
export interface UpsertPromptParams extends PromptRequest {}

/** Params of `getPrompt`. */
export interface GetPromptParams extends PromptPath, VersionSelector {}

/** Params of `deletePrompt`. */
export interface DeletePromptParams extends PromptPath {}

/** Params of `movePrompt`. */
export interface MovePromptParams extends PromptPath, UpdatePromptRequest {}

/** Params of `populatePrompt`. */
export interface PopulatePromptParams extends PromptPath, VersionSelector {
  /** Values of the placeholders. */
  body: FreeMap
}

/** Params of `listPromptVersions`. */
export interface ListPromptVersionsParams extends PromptPath, ListPromptVersionsQuery {}

/** Params of `deletePromptVersion`. */
export interface DeletePromptVersionParams extends PromptVersionPath {}

/** Params of `patchPromptVersion`. */
export interface PatchPromptVersionParams extends PromptVersionPath, UpdateVersionRequest {}

/** Params of `setPromptDeployment`. */
export interface SetPromptDeploymentParams extends PromptEnvironmentPath {
  /** Id of the version to deploy. */
  version_id: string
}

/** Params of `removePromptDeployment`. */
export interface RemovePromptDeploymentParams extends PromptEnvironmentPath {}

/** Params of `listPromptEnvironments`. */
export interface ListPromptEnvironmentsParams extends PromptPath {}

/** Params of `updatePromptMonitoring`. */
export interface UpdatePromptMonitoringParams extends PromptPath, EvaluatorActivationDeactivationRequest {}

/** Params of `serializePrompt`. */
export interface SerializePromptParams extends PromptPath, VersionSelector {}

/** Params of `deserializePrompt`. */
export interface DeserializePromptParams extends DeserializePromptRequest {}
