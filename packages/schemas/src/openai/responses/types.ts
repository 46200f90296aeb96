import type { OpenEnum } from '../../open-enum.js'
import type { ResponseFormat, StreamOptions, TokenLogprob } from '../chat/types.js'
import type { CursorOrder, CursorPage, CursorQuery, JsonSchemaFormat, Metadata, ModelRequest, ReasoningEffort, ServiceTier, Verbosity } from '../shared/types.js'

/** How far an item or a whole response is. */
export type ResponseStatus = OpenEnum<'queued' | 'in_progress' | 'completed' | 'incomplete' | 'failed' | 'cancelled'>

/** Text for a model. */
export interface ResponseInputText {
  /** Kind of part. */
  type: 'input_text'
  /** The text. */
  text: string
}

/** An image for a model: an address or an uploaded file. */
export interface ResponseInputImage {
  /** Kind of part. */
  type: 'input_image'
  /** Address of the image, or the image itself as a `data:` URL. */
  image_url?: string | null
  /** Id of an uploaded image. */
  file_id?: string | null
  /** How closely the model looks. Default `auto`. */
  detail?: OpenEnum<'auto' | 'low' | 'high'>
}

/** A file for a model: an uploaded one, an address, or its content. */
export interface ResponseInputFile {
  /** Kind of part. */
  type: 'input_file'
  /** Id of an uploaded file. */
  file_id?: string | null
  /** Address of the file. */
  file_url?: string
  /** The content as a `data:` URL. */
  file_data?: string
  /** Name of the file; goes with `file_data`. */
  filename?: string
}

/** Sound for a model. */
export interface ResponseInputAudio {
  /** Kind of part. */
  type: 'input_audio'
  /** The sound. */
  input_audio: {
    /** The sound in base64. */
    data: string
    /** How it is encoded. */
    format: OpenEnum<'wav' | 'mp3'>
  }
}

/** Text of a model. */
export interface ResponseOutputText {
  /** Kind of part. */
  type: 'output_text'
  /** The text. */
  text: string
  /** Where parts of the text come from: files, web pages. */
  annotations?: Record<string, unknown>[] | null
  /** How likely its tokens were, where asked for. */
  logprobs?: TokenLogprob[] | null
}

/** The refusal of a model. */
export interface ResponseOutputRefusal {
  /** Kind of part. */
  type: 'refusal'
  /** Why the model does not answer. */
  refusal: string
}

/** One part of a message to a model. A message of the model can be sent back as it came. */
export type ResponseInputPart = ResponseInputText | ResponseInputImage | ResponseInputFile | ResponseInputAudio | ResponseOutputText | ResponseOutputRefusal

/** One part of a message of a model. Kinds added later come too: keep a default branch. */
export type ResponseOutputPart = ResponseOutputText | ResponseOutputRefusal

/** A message to a model. */
export interface ResponseInputMessage {
  /** Kind of item; may be left out. */
  type?: 'message'
  /** Who speaks. */
  role: OpenEnum<'user' | 'assistant' | 'system' | 'developer'>
  /** What is said. */
  content: string | ResponseInputPart[]
  /** Id, of items that the service keeps. */
  id?: string
  /** How far it is. */
  status?: ResponseStatus
}

/** A message of a model. */
export interface ResponseOutputMessage {
  /** Kind of item. */
  type: 'message'
  /** Id of the item. */
  id: string
  /** Who speaks: `assistant`. */
  role: string
  /** What is said. */
  content: ResponseOutputPart[]
  /** How far it is. */
  status?: ResponseStatus | null
}

/** A function that the model asks for. */
export interface ResponseFunctionCall {
  /** Kind of item. */
  type: 'function_call'
  /** Id of the request; the item with the result names it. */
  call_id: string
  /** Name of the function. */
  name: string
  /** Arguments as JSON text. Models make mistakes: check before use. */
  arguments: string
  /** Id of the item. */
  id?: string
  /** How far it is. */
  status?: ResponseStatus | null
}

/** A custom tool that the model asks for. */
export interface ResponseCustomToolCall {
  /** Kind of item. */
  type: 'custom_tool_call'
  /** Id of the request; the item with the result names it. */
  call_id: string
  /** Name of the tool. */
  name: string
  /** What the tool is to work on. */
  input: string
  /** Id of the item. */
  id?: string
}

/** The result of a tool that the model asked for. */
export interface ResponseToolCallOutput {
  /** Kind of item. */
  type: 'function_call_output' | 'custom_tool_call_output'
  /** Which request it answers. */
  call_id: string
  /** The result. */
  output: string | ResponseInputPart[]
  /** Id of the item. */
  id?: string
  /** How far it is. */
  status?: ResponseStatus | null
}

/** What the model thought, in summary. */
export interface ResponseReasoningItem {
  /** Kind of item. */
  type: 'reasoning'
  /** Id of the item. */
  id: string
  /** The thoughts in short. */
  summary: { /** Kind of part: `summary_text`. */ type: string; /** The text. */ text: string }[]
  /** The thoughts themselves, where the service gives them. */
  content?: { /** Kind of part: `reasoning_text`. */ type: string; /** The text. */ text: string }[] | null
  /** The thoughts in a form that only the service can read, to send back where nothing is stored. */
  encrypted_content?: string | null
  /** How far it is. */
  status?: ResponseStatus | null
}

/** A tool of the service that ran, or is to run. The other fields depend on the kind. */
export interface ResponseHostedToolCall {
  /** Kind of item. */
  type:
    | 'web_search_call'
    | 'file_search_call'
    | 'code_interpreter_call'
    | 'image_generation_call'
    | 'computer_call'
    | 'computer_call_output'
    | 'local_shell_call'
    | 'local_shell_call_output'
    | 'shell_call'
    | 'shell_call_output'
    | 'apply_patch_call'
    | 'apply_patch_call_output'
    | 'mcp_call'
    | 'mcp_list_tools'
    | 'mcp_approval_request'
    | 'mcp_approval_response'
    | 'compaction'
  /** What belongs to the kind: `id`, `status`, `action`, `queries`, `results`, `code`, `output` … */
  [field: string]: unknown
}

/** An item that the service keeps, named by its id. */
export interface ResponseItemReference {
  /** Kind of item. */
  type: 'item_reference'
  /** Id of the item. */
  id: string
}

/** One item that a model made. Kinds added later come too: keep a default branch. */
export type ResponseOutputItem =
  | ResponseOutputMessage
  | ResponseFunctionCall
  | ResponseCustomToolCall
  | ResponseReasoningItem
  | ResponseHostedToolCall

/** One item for a model: a message, the result of a tool, or what the model made before, as it came. */
export type ResponseInputItem = ResponseInputMessage | ResponseToolCallOutput | ResponseItemReference | ResponseOutputItem

/** A function that a model may ask for. */
export interface ResponseFunctionTool {
  /** Kind of tool. */
  type: 'function'
  /** Name: letters, digits, dashes and underscores, at most 64. */
  name: string
  /** The arguments as a JSON Schema. */
  parameters?: Record<string, unknown> | null
  /** Whether the arguments must fit the schema exactly. Default `true`. */
  strict?: boolean | null
  /** What the function does; models decide by it. */
  description?: string | null
}

/** A tool that a model gives free text to. */
export interface ResponseCustomTool {
  /** Kind of tool. */
  type: 'custom'
  /** Name of the tool. */
  name: string
  /** What the tool does. */
  description?: string
  /** The form of the text: free, or a grammar. */
  format?: Record<string, unknown>
}

/** A tool that the service runs by itself. The other fields depend on the kind. */
export interface ResponseHostedTool {
  /** Kind of tool. */
  type:
    | 'web_search'
    | 'web_search_preview'
    | 'file_search'
    | 'code_interpreter'
    | 'image_generation'
    | 'computer'
    | 'computer_use_preview'
    | 'local_shell'
    | 'shell'
    | 'apply_patch'
    | 'mcp'
  /** What belongs to the kind: `vector_store_ids`, `container`, `server_url` … */
  [field: string]: unknown
}

/** A tool that a model may use. */
export type ResponseTool = ResponseFunctionTool | ResponseCustomTool | ResponseHostedTool

/** Which tool a model uses: its own choice, none, some tool, or the one that an object names. */
export type ResponseToolChoice = OpenEnum<'none' | 'auto' | 'required'> | { /** Kind of tool, or of choice. */ type: string; [field: string]: unknown }

/** What form the text has. */
export type ResponseTextFormat =
  | { /** Plain text. */ type: 'text' }
  | { /** Any JSON object; a message must ask for JSON too. */ type: 'json_object' }
  | ({ /** JSON that fits a schema. */ type: 'json_schema' } & JsonSchemaFormat)

/** Settings of the text. */
export interface ResponseTextSettings {
  /** Its form. Default plain text. */
  format?: ResponseTextFormat
  /** How much to say. */
  verbosity?: Verbosity | null
}

/** Settings of the thinking. */
export interface ResponseReasoning {
  /** How long to think. */
  effort?: ReasoningEffort | null
  /** Whether and how the thoughts are summed up. */
  summary?: OpenEnum<'auto' | 'concise' | 'detailed'> | null
}

/** A prompt that the service keeps. */
export interface ResponsePrompt {
  /** Id of the prompt. */
  id: string
  /** Version of the prompt. */
  version?: string | null
  /** Values of its variables. */
  variables?: Record<string, unknown> | null
}

/** What a response may tell beside the answer. */
export type ResponseIncludable = OpenEnum<
  | 'message.output_text.logprobs'
  | 'message.input_image.image_url'
  | 'reasoning.encrypted_content'
  | 'file_search_call.results'
  | 'web_search_call.action.sources'
  | 'computer_call_output.output.image_url'
  | 'code_interpreter_call.outputs'
>

/** Body of a response: `POST /responses`. */
export interface CreateResponseRequest extends ModelRequest {
  /** Model that answers. May be left out where `prompt` names it. */
  model?: string
  /** What the model is told: text, or items. */
  input?: string | ResponseInputItem[]
  /** Whether the response runs on after the request; ask for it by its id. Default `false`. */
  background?: boolean | null
  /** How the service shortens what the model is told when it grows too long. */
  context_management?: Record<string, unknown>[] | null
  /** Conversation that the response belongs to. Not together with `previous_response_id`. */
  conversation?: string | { /** Id of the conversation. */ id: string } | null
  /** What to tell beside the answer. */
  include?: ResponseIncludable[] | null
  /** What the model is told first. It does not carry over to responses that go on from this one. */
  instructions?: string | null
  /** Most tokens to write, thinking included. */
  max_output_tokens?: number | null
  /** Most uses of the service's own tools. */
  max_tool_calls?: number | null
  /** Id of the response to go on from. */
  previous_response_id?: string | null
  /** A prompt that the service keeps. */
  prompt?: ResponsePrompt | null
  /** How to think. */
  reasoning?: ResponseReasoning | null
  /** Form of the text, as chat completions have it. Services that follow OpenAI closely take `text.format` only. */
  response_format?: ResponseFormat
  /** Whether to stream the response. Default `false`. */
  stream?: boolean | null
  /** What the stream holds beside the answer. */
  stream_options?: Pick<StreamOptions, 'include_obfuscation'> | null
  /** Settings of the text. */
  text?: ResponseTextSettings
  /** Which tool to use. Default `auto` when there are tools. */
  tool_choice?: ResponseToolChoice
  /** Tools that the model may use. */
  tools?: ResponseTool[]
  /** What happens when the input is too long: leave out from its beginning, or fail. Default `disabled`. */
  truncation?: OpenEnum<'auto' | 'disabled'> | null
}

/** Tokens that a response cost. */
export interface ResponseUsage {
  /** Tokens read. */
  input_tokens: number
  /** Tokens written, thinking included. */
  output_tokens: number
  /** Both together. */
  total_tokens: number
  /** Where the read tokens come from, for example `cached_tokens`. */
  input_tokens_details?: Record<string, unknown> | null
  /** Where the written tokens went, for example `reasoning_tokens`. */
  output_tokens_details?: Record<string, unknown> | null
}

/** Answer of `POST /responses`, `GET /responses/{response_id}` and `POST /responses/{response_id}/cancel`. */
export interface ResponseObject {
  /** Id of the response. */
  id: string
  /** Kind of object: `response`. */
  object: string
  /** When it was made, seconds since 1970. */
  created_at: number
  /** How far it is. */
  status?: ResponseStatus | null
  /** Model that answers. */
  model: string
  /** What the model made, in order. */
  output: ResponseOutputItem[]
  /** Why it failed. */
  error?: { /** Machine-readable reason, for example `server_error`. */ code?: string | null; /** The reason in words. */ message: string } | null
  /** Why it is incomplete. */
  incomplete_details?: { /** The reason. */ reason?: OpenEnum<'max_output_tokens' | 'content_filter'> | null } | null
  /** Tokens that it cost; `null` until it is done. */
  usage?: ResponseUsage | null
  /** Whether it ran on after the request. */
  background?: boolean | null
  /** When it was done, seconds since 1970. */
  completed_at?: number | null
  /** Conversation that it belongs to. */
  conversation?: { /** Id of the conversation. */ id: string } | null
  /** What the model was told first. */
  instructions?: string | ResponseInputItem[] | null
  /** Most tokens to write. */
  max_output_tokens?: number | null
  /** Most uses of the service's own tools. */
  max_tool_calls?: number | null
  /** Labels kept with it. */
  metadata?: Metadata | null
  /** Whether the model might ask for several tools at once. */
  parallel_tool_calls?: boolean | null
  /** Id of the response that it went on from. */
  previous_response_id?: string | null
  /** How it thought. */
  reasoning?: ResponseReasoning | null
  /** How fast it was served. */
  service_tier?: ServiceTier | null
  /** Whether the service keeps it. */
  store?: boolean | null
  /** Randomness that it was made with. */
  temperature?: number | null
  /** Settings of the text. */
  text?: ResponseTextSettings | null
  /** Which tool the model was to use. */
  tool_choice?: ResponseToolChoice | null
  /** Tools that the model could use. */
  tools?: ResponseTool[] | null
  /** Share of the likeliest tokens that were chosen from. */
  top_p?: number | null
  /** What was to happen when the input was too long. */
  truncation?: string | null
  /** Your user, by the older name. */
  user?: string | null
}

/** What was told to a model, as the service keeps it: every item has an id. */
export type ResponseKeptItem = ResponseInputItem & { /** Id of the item. */ id: string }

/** Answer of `GET /responses/{response_id}/input_items`. */
export type ResponseInputItemPage = CursorPage<ResponseKeptItem>

/** Query of `GET /responses/{response_id}`. */
export interface RetrieveResponseQuery {
  /** What to tell beside the answer. */
  include?: ResponseIncludable[]
}

/** Query of `GET /responses/{response_id}/input_items`. */
export interface ListResponseInputItemsQuery extends CursorQuery, RetrieveResponseQuery {
  /** Direction of the list. Default `desc`. */
  order?: CursorOrder
}

/** Params that name one response. */
export interface ResponseIdParams {
  /** Id of the response. */
  response_id: string
}

/** Params of `createResponse`. */
export interface CreateResponseParams extends Omit<CreateResponseRequest, 'stream' | 'stream_options'> {
  /** Not here: `createResponseStream` gives a stream. */
  stream?: false | null
}

/** Params of `createResponseStream`. */
export interface CreateResponseStreamParams extends Omit<CreateResponseRequest, 'stream'> {
  /** Always on; may be left out. */
  stream?: true
}

/** Params of `retrieveResponse`. */
export interface RetrieveResponseParams extends ResponseIdParams, RetrieveResponseQuery {}

/** Params of `deleteResponse`. */
export interface DeleteResponseParams extends ResponseIdParams {}

/** Params of `cancelResponse`. */
export interface CancelResponseParams extends ResponseIdParams {}

/** Params of `listResponseInputItems`. */
export interface ListResponseInputItemsParams extends ResponseIdParams, ListResponseInputItemsQuery {}
