import type { OpenEnum } from '../../open-enum.js'

/** A free-form JSON object: its keys belong to the caller and are never renamed or checked. */
export type FreeMap = Record<string, unknown>

/** Who speaks in a chat. Source: `ChatRole`. */
export type ChatRole = OpenEnum<'user' | 'assistant' | 'system' | 'tool' | 'developer'>

/** A piece of text inside a message made of several parts. Source: `TextChatContent`. */
export interface TextChatContent {
  /** Marks the part as text. */
  type: 'text'
  /** The text itself. */
  text: string
}

/** Where an image is and how closely the model should look at it. Source: `ImageUrl`. */
export interface ImageUrl {
  /** Address of the image: a web address or a `data:` URL. */
  url: string
  /** How much detail the model sees; the provider decides when it is left out. */
  detail?: OpenEnum<'high' | 'low' | 'auto'> | null
}

/** An image inside a message made of several parts. Source: `ImageChatContent`. */
export interface ImageChatContent {
  /** Marks the part as an image. */
  type: 'image_url'
  /** The image to show to the model. */
  image_url: ImageUrl
}

/** One part of a message. Source: `ChatMessageContentItem`. */
export type ChatMessageContentItem = TextChatContent | ImageChatContent

/** A message's content: plain text, or parts in reading order. Source: `ChatMessageContent`. */
export type ChatMessageContent = string | ChatMessageContentItem[]

/** Which function a model asks for. Source: `FunctionTool`. */
export interface FunctionTool {
  /** Name of the function. */
  name: string
  /** The arguments as JSON text, exactly as the model wrote it: it may be incomplete or invalid JSON. */
  arguments?: string | null
}

/** A model's request to run one function. Source: `ToolCall`. */
export interface ToolCall {
  /** Identifies the request; the answering `tool` message repeats it as `tool_call_id`. */
  id: string
  /** The kind of tool; only functions are known. */
  type: OpenEnum<'function'>
  /** The function and its arguments. */
  function: FunctionTool
}

/** Visible reasoning of an Anthropic model. Source: `AnthropicThinkingContent`. */
export interface AnthropicThinkingContent {
  /** Marks the item as readable reasoning. */
  type: 'thinking'
  /** The reasoning text. */
  thinking: string
  /** The provider's proof of authorship; send it back unchanged in a later turn. */
  signature: string
}

/** Reasoning that Anthropic encrypted. Source: `AnthropicRedactedThinkingContent`. */
export interface AnthropicRedactedThinkingContent {
  /** Marks the item as unreadable reasoning. */
  type: 'redacted_thinking'
  /** The encrypted text; send it back unchanged in a later turn. */
  data: string
}

/** One item of a model's reasoning. Source: `ChatMessageThinkingItem`. */
export type ChatMessageThinkingItem = AnthropicThinkingContent | AnthropicRedactedThinkingContent

/** One message of a chat. Source: `ChatMessage`. */
export interface ChatMessage {
  /** Who speaks. */
  role: ChatRole
  /** What is said; absent or `null` when an assistant only asks for tools. */
  content?: ChatMessageContent | null
  /** Distinguishes speakers who share a role. */
  name?: string | null
  /** On a `tool` message: which request of the assistant it answers. */
  tool_call_id?: string | null
  /** On an `assistant` message: the tools it asks for. */
  tool_calls?: ToolCall[] | null
  /** On an `assistant` message: its reasoning, where the provider shares it. */
  thinking?: ChatMessageThinkingItem[] | null
}

/** The function that a model must call. Source: `FunctionToolChoice`. */
export interface FunctionToolChoice {
  /** Name of the function. */
  name: string
}

/** Forces a model to call one function. Source: `ToolChoice`. */
export interface NamedToolChoice {
  /** The kind of tool; only functions are known. */
  type: OpenEnum<'function'>
  /** The function to call. */
  function: FunctionToolChoice
}

/**
 * How a model may use tools: `none` forbids them, `auto` leaves it to the model, `required` demands at least one,
 * and an object demands that one. Source: `PromptsCallRequestToolChoice`.
 */
export type ToolChoice = OpenEnum<'none' | 'auto' | 'required'> | NamedToolChoice

/** A function offered to a model. Source: `ToolFunction`. */
export interface ToolFunction {
  /** Name the model calls it by. */
  name: string
  /** What it does, in words for the model. */
  description: string
  /** Whether the provider must keep arguments to the JSON Schema. Default `false`. */
  strict?: boolean | null
  /** JSON Schema of the arguments; none when it takes no arguments. */
  parameters?: FreeMap | null
}

/** A function taken from a Tool file. Source: `LinkedToolResponse`. */
export interface LinkedTool extends ToolFunction {
  /** Id of the Tool. */
  id: string
  /** Id of the Tool's version that is used. */
  version_id: string
}

/** What shape a model's answer must have. Source: `ResponseFormat`. */
export interface ResponseFormat {
  /** Any JSON object, or JSON that keeps to `json_schema`. */
  type: OpenEnum<'json_object' | 'json_schema'>
  /** The JSON Schema, with type `json_schema`. */
  json_schema?: FreeMap | null
}

/** Whether a model completes text or answers a chat. Source: `ModelEndpoints`. */
export type ModelEndpoints = OpenEnum<'complete' | 'chat' | 'edit'>

/** Companies whose models the platform calls. Source: `ModelProviders`. */
export type ModelProviders = OpenEnum<
  'anthropic' | 'bedrock' | 'cohere' | 'deepseek' | 'google' | 'groq' | 'mock' | 'openai' | 'openai_azure' | 'replicate'
>

/** How placeholders in a template are written: `{{name}}`, or Jinja. Source: `TemplateLanguage`. */
export type TemplateLanguage = OpenEnum<'default' | 'jinja'>

/** How long a reasoning model may think: a word for OpenAI, a budget in tokens for Anthropic. Source: `PromptRequestReasoningEffort`. */
export type ReasoningEffort = OpenEnum<'high' | 'medium' | 'low'> | number

/** A template: text for completion models, messages for chat models. Source: `PromptRequestTemplate`. */
export type Template = string | ChatMessage[]

/** The model and how it is called: the part that Prompts and Agents share. Source: `PromptRequest`, `AgentRequest`. */
export interface ModelSettings {
  /** Model name as its provider spells it, for example `gpt-4o`. */
  model: string
  /** Which kind of endpoint of the provider is used. Default `chat`. */
  endpoint?: ModelEndpoints | null
  /** Text or messages with placeholders that `inputs` fill. */
  template?: Template | null
  /** How placeholders are written. Default `default`. */
  template_language?: TemplateLanguage | null
  /** Company that serves the model. Default `openai`. */
  provider?: ModelProviders | null
  /** Most tokens to generate; `-1` means as many as the model allows. Default `-1`. */
  max_tokens?: number | null
  /** Randomness of the answer, from 0 up to the provider's limit. Default 1. */
  temperature?: number | null
  /** Share of probability from which tokens are drawn, 0 to 1. Default 1. */
  top_p?: number | null
  /** Text, or several texts, at which the model stops. */
  stop?: string | string[] | null
  /** Push towards new topics, -2 to 2. Default 0. */
  presence_penalty?: number | null
  /** Push against repetition, -2 to 2. Default 0. */
  frequency_penalty?: number | null
  /** Further parameters, handed to the provider as they are. Default `{}`. */
  other?: FreeMap | null
  /** Asks the provider for repeatable answers. */
  seed?: number | null
  /** Shape the answer must have. */
  response_format?: ResponseFormat | null
  /** How long a reasoning model may think. */
  reasoning_effort?: ReasoningEffort | null
}

/** What logged work produced. Source: the fields that all `…LogRequest` and `…LogResponse` schemas share. */
export interface LogOutcome {
  /** The result as text. In a stream: only what is new. `null` in an update clears it. */
  output?: string | null
  /** When the output was made, ISO 8601. */
  created_at?: string | null
  /** What went wrong, when it did. `null` in an update clears it. */
  error?: string | null
  /** How long the provider took, in seconds. */
  provider_latency?: number | null
  /** What the process printed, where code ran. */
  stdout?: string | null
}

/** What a model call produced and cost. Source: `PromptCallLogResponse`. */
export interface ModelOutput extends LogOutcome {
  /** The answer as a message, with tool requests. */
  output_message?: ChatMessage | null
  /** Tokens read. */
  prompt_tokens?: number | null
  /** Tokens spent on reasoning; they are part of the output. */
  reasoning_tokens?: number | null
  /** Tokens written. */
  output_tokens?: number | null
  /** Price of the tokens read, in US dollars. */
  prompt_cost?: number | null
  /** Price of the tokens written, in US dollars. */
  output_cost?: number | null
  /** Why the model stopped, in the provider's words, for example `stop` or `length`. */
  finish_reason?: string | null
}

/** What a model is told beyond its template. Source: `PromptsCallRequest`, `AgentsCallRequest`. */
export interface ModelInput {
  /** Messages that follow the template. */
  messages?: ChatMessage[] | null
  /** How the model may use tools. */
  tool_choice?: ToolChoice | null
}

/** What went to a provider and came back, as it was on the wire. Source: `PromptLogRequest`, `ToolLogRequest`. */
export interface ProviderExchange {
  /** What was sent to the provider. */
  provider_request?: FreeMap | null
  /** What the provider answered. */
  provider_response?: FreeMap | null
}

/** Where logged work came from and when it ran. Source: `ToolLogUpdateRequest`. */
export interface LogOrigin {
  /** Values of the placeholders, or arguments. Default `{}`. */
  inputs?: FreeMap | null
  /** Where the work comes from, in the caller's words. */
  source?: string | null
  /** Free details of the caller. */
  metadata?: FreeMap | null
  /** When the work began, ISO 8601. */
  start_time?: string | null
  /** When the work ended, ISO 8601. */
  end_time?: string | null
}

/** Who and what a Log is about. Source: the fields that all `…CallRequest` and `…LogRequest` schemas share. */
export interface LogContext extends LogOrigin {
  /** Id of the datapoint that the Log is made for. */
  source_datapoint_id?: string | null
  /** Id of the Log that this one is a step of. */
  trace_parent_id?: string | null
  /** Who the caller's user is, in the caller's words. */
  user?: string | null
  /** Name of the environment that the Log belongs to. */
  environment?: string | null
  /** Whether the platform keeps inputs and outputs. Default `true`. */
  save?: boolean | null
  /** Id that the caller chose for the Log, so that its children can be sent before it. */
  log_id?: string | null
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

/** How a call of a model is made and answered. Source: `PromptsCallRequest`, `AgentsCallRequest`, `AgentsContinueCallRequest`. */
export interface ModelCallOptions {
  /** Keys of providers, used for this call and not kept. */
  provider_api_keys?: ProviderApiKeys | null
  /** Whether the answer comes as server-sent events. Default `false`. */
  stream?: boolean
}

/** What comes back from logging: where the Log is. Source: the `Create…LogResponse` schemas. */
export interface CreatedLog {
  /** Id of the Log. */
  id: string
  /** Id of the version that the Log belongs to. */
  version_id: string
}

/** The platform's word on who did something. Its fields are not documented, so read it with care. Source: `UserResponse`. */
export type User = unknown

/** One page of a numbered list. Source: the `Paginated…` schemas. */
export interface PaginatedData<Item> {
  /** The items of this page. */
  records: Item[]
  /** Number of this page; the first is 1. */
  page: number
  /** Most items on a page. */
  size: number
  /** Items in the whole list. */
  total: number
}

/** One field that the platform refused. Source: `ValidationError`. */
export interface ValidationError {
  /** Path to the field, for example `['body', 'model']`. */
  loc: (string | number)[]
  /** What is wrong with it. */
  msg: string
  /** Machine-readable kind of the problem. */
  type: string
}

/** Body of a 422 answer. Source: `HttpValidationError`. */
export interface HttpValidationError {
  /** The refused fields. */
  detail?: ValidationError[] | null
}

/** Names a file by its path or its id: give one of them. Source: `PromptRequest`, `ToolRequest`, `DatasetRequest` and the like. */
export interface FileTarget {
  /** Path of the file, folders included; unique. A path that is new makes the file, where the call can. */
  path?: string | null
  /** Id of a file that exists. */
  id?: string | null
}

/** Labels of a version. Source: `PromptRequest`, `ToolRequest`, `DatasetRequest` and the like. */
export interface VersionLabels {
  /** Name of the version; unique within the file. */
  version_name?: string | null
  /** What the version changes. */
  version_description?: string | null
}

/** What people write about a file. Source: `PromptRequest`, `AgentRequest`. */
export interface FileNotes {
  /** What the file is for. */
  description?: string | null
  /** Labels. */
  tags?: string[] | null
  /** Long-form notes in Markdown. */
  readme?: string | null
}

/** Moves or renames a file. Source: `UpdatePromptRequest`, `UpdateToolRequest`, `UpdateDatasetRequest`, `UpdateEvaluatorRequest`. */
export interface UpdateFileRequest {
  /** New path, folders included. */
  path?: string | null
  /** New last part of the path. */
  name?: string | null
}

/** Names a version or describes it. Source: `UpdateVersionRequest`. */
export interface UpdateVersionRequest {
  /** New name, unique among the file's versions; `null` takes the name away. */
  name?: string | null
  /** New description; `null` takes it away. */
  description?: string | null
}

/** All versions of a file. Source: `ListPrompts`, `ListTools`, `ListDatasets`, `ListEvaluators`, `ListFlows`, `ListAgents`. */
export interface VersionList<File> {
  /** The versions. */
  records: File[]
}
