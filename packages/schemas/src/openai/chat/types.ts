import type { OpenEnum } from '../../open-enum.js'
import type { JsonSchemaFormat, ModelRequest, ReasoningEffort, ServiceTier, Verbosity } from '../shared/types.js'

/** Text in a message. */
export interface ChatTextPart {
  /** Kind of part. */
  type: 'text'
  /** The text. */
  text: string
}

/** An image in a message. */
export interface ChatImagePart {
  /** Kind of part. */
  type: 'image_url'
  /** Where the image is. */
  image_url: {
    /** Address of the image, or the image itself as a `data:` URL. */
    url: string
    /** How closely the model looks. Default `auto`. */
    detail?: OpenEnum<'auto' | 'low' | 'high'>
  }
}

/** Sound in a message. */
export interface ChatAudioPart {
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

/** A file in a message. */
export interface ChatFilePart {
  /** Kind of part. */
  type: 'file'
  /** The file: either its id or its content. */
  file: {
    /** Id of an uploaded file. */
    file_id?: string
    /** The content as a `data:` URL. */
    file_data?: string
    /** Name of the file; goes with `file_data`. */
    filename?: string
  }
}

/** The refusal of a model, in a message that is sent back to it. */
export interface ChatRefusalPart {
  /** Kind of part. */
  type: 'refusal'
  /** Why the model does not answer. */
  refusal: string
}

/** One part of a message. */
export type ChatContentPart = ChatTextPart | ChatImagePart | ChatAudioPart | ChatFilePart | ChatRefusalPart

/** A tool that a model asks for: a function with arguments, or a custom tool with free text. */
export interface ChatToolCall {
  /** Id of the request; the message with the result names it. */
  id: string
  /** Kind of tool. */
  type: OpenEnum<'function' | 'custom'>
  /** The function asked for. */
  function?: {
    /** Name of the function. */
    name: string
    /** Arguments as JSON text. Models make mistakes: check before use. */
    arguments: string
  }
  /** The custom tool asked for. */
  custom?: {
    /** Name of the tool. */
    name: string
    /** What the tool is to work on. */
    input: string
  }
}

/** One message to a model. An answer's message can be sent back as it came. */
export interface ChatCompletionMessageParam {
  /** Who speaks. */
  role: OpenEnum<'developer' | 'system' | 'user' | 'assistant' | 'tool' | 'function'>
  /** What is said; `null` or absent when an assistant only asks for tools. */
  content?: string | ChatContentPart[] | null
  /** Name of the speaker, to tell several of one role apart. */
  name?: string
  /** On an `assistant` message: why it did not answer. */
  refusal?: string | null
  /** On an `assistant` message: the tools it asks for. */
  tool_calls?: ChatToolCall[] | null
  /** On an `assistant` message: its earlier spoken answer. */
  audio?: { /** Id of the answer. */ id: string } | null
  /** On a `tool` message: which request it answers. */
  tool_call_id?: string
  /** On an `assistant` message: the older form of `tool_calls`. */
  function_call?: Record<string, unknown> | null
}

/** A function that a model may ask for. */
export interface ChatFunctionTool {
  /** Kind of tool. */
  type: 'function'
  /** The function. */
  function: {
    /** Name: letters, digits, dashes and underscores, at most 64. */
    name: string
    /** What the function does; models decide by it. */
    description?: string
    /** The arguments as a JSON Schema. None by default. */
    parameters?: Record<string, unknown>
    /** Whether the arguments must fit the schema exactly. Default `false`. */
    strict?: boolean | null
  }
}

/** A tool that a model gives free text to. */
export interface ChatCustomTool {
  /** Kind of tool. */
  type: 'custom'
  /** The tool. */
  custom: {
    /** Name of the tool. */
    name: string
    /** What the tool does. */
    description?: string
    /** The form of the text: free, or a grammar. */
    format?: Record<string, unknown>
  }
}

/** A tool that a model may ask for. */
export type ChatCompletionTool = ChatFunctionTool | ChatCustomTool

/** Which tool a model asks for: its own choice, none, some tool, or this one. */
export type ChatToolChoice =
  | OpenEnum<'none' | 'auto' | 'required'>
  | { /** Kind of tool. */ type: 'function'; /** The function. */ function: { /** Its name. */ name: string } }
  | { /** Kind of tool. */ type: 'custom'; /** The tool. */ custom: { /** Its name. */ name: string } }
  | { /** Kind of choice. */ type: 'allowed_tools'; /** The mode, and the tools to choose from. */ allowed_tools: Record<string, unknown> }

/** What form an answer has: text, any JSON, or JSON that fits a schema. */
export type ResponseFormat =
  | { /** Plain text. */ type: 'text' }
  | { /** Any JSON object; a message must ask for JSON too. */ type: 'json_object' }
  | { /** JSON that fits a schema. */ type: 'json_schema'; /** The schema. */ json_schema: JsonSchemaFormat }

/** What a stream holds beside the answer. */
export interface StreamOptions {
  /** Whether the last chunk before the end tells the usage of the whole request. */
  include_usage?: boolean
  /** Whether events are padded, so that their length tells nothing about their content. Default `true`. */
  include_obfuscation?: boolean
}

/** Body of a chat completion: `POST /chat/completions`. */
export interface CreateChatCompletionRequest extends ModelRequest {
  /** Model that answers. */
  model: string
  /** The conversation so far. */
  messages: ChatCompletionMessageParam[]
  /** How a spoken answer sounds. */
  audio?: { /** How to encode it. */ format: string; /** Who speaks: a name, or a voice of your own. */ voice: string | Record<string, unknown> } | null
  /** Discourages tokens by how often they came, -2 to 2. Default 0. */
  frequency_penalty?: number | null
  /** Older form of `tool_choice`. */
  function_call?: string | Record<string, unknown>
  /** Older form of `tools`. */
  functions?: Record<string, unknown>[]
  /** Makes tokens likelier or less likely, by their numbers, -100 to 100. */
  logit_bias?: Record<string, number> | null
  /** Whether to tell how likely each token was. Default `false`. */
  logprobs?: boolean | null
  /** Most tokens to write, thinking included. */
  max_completion_tokens?: number | null
  /** Older name of `max_completion_tokens`; models that think do not take it. */
  max_tokens?: number | null
  /** What the answer may be made of. Default text. */
  modalities?: OpenEnum<'text' | 'audio'>[] | null
  /** How many answers to give. Default 1. */
  n?: number | null
  /** What most of the answer will be, to have it faster. */
  prediction?: Record<string, unknown> | null
  /** Discourages tokens that came at all, -2 to 2. Default 0. */
  presence_penalty?: number | null
  /** How long to think. */
  reasoning_effort?: ReasoningEffort | null
  /** Form of the answer. */
  response_format?: ResponseFormat
  /** Asks for the same answer to the same request; a best effort. */
  seed?: number | null
  /** Up to four texts that end the answer. They are not in it. */
  stop?: string | string[] | null
  /** Whether to stream the answer. Default `false`. */
  stream?: boolean | null
  /** What the stream holds beside the answer. */
  stream_options?: StreamOptions | null
  /** Which tool to ask for. Default `auto` when there are tools. */
  tool_choice?: ChatToolChoice
  /** Tools that the model may ask for. */
  tools?: ChatCompletionTool[]
  /** How much to say. */
  verbosity?: Verbosity | null
  /** Lets the model search the web. */
  web_search_options?: Record<string, unknown>
}

/** Why a model stopped: at an end of its own, at a limit, to ask for tools, or because its answer was held back. */
export type FinishReason = OpenEnum<'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call'>

/** A token and how likely it was. */
export interface TokenLogprob {
  /** The token. */
  token: string
  /** Natural logarithm of its probability. */
  logprob: number
  /** Its bytes in UTF-8; a character may need several tokens. */
  bytes?: number[] | null
  /** The likeliest tokens at this place. */
  top_logprobs?: Omit<TokenLogprob, 'top_logprobs'>[] | null
}

/** How likely the tokens of an answer were. */
export interface ChatLogprobs {
  /** Tokens of the answer. */
  content?: TokenLogprob[] | null
  /** Tokens of the refusal. */
  refusal?: TokenLogprob[] | null
}

/** A spoken answer. */
export interface ChatAudio {
  /** Id of the answer, to send it back by. */
  id: string
  /** The sound in base64, in the format asked for. */
  data?: string
  /** What is said. */
  transcript?: string
  /** When it can no longer be sent back, seconds since 1970. */
  expires_at?: number
}

/** What a model said. */
export interface ChatCompletionMessage {
  /** Who speaks: `assistant`. */
  role: string
  /** What is said; `null` when the model only asks for tools. */
  content: string | null
  /** Why the model did not answer. */
  refusal?: string | null
  /** The tools it asks for. */
  tool_calls?: ChatToolCall[] | null
  /** Where parts of the answer come from. */
  annotations?: Record<string, unknown>[] | null
  /** The spoken answer. */
  audio?: ChatAudio | null
  /** Older form of `tool_calls`. */
  function_call?: Record<string, unknown> | null
}

/** One of the answers. */
export interface ChatCompletionChoice {
  /** Which one, from 0. */
  index: number
  /** What the model said. */
  message: ChatCompletionMessage
  /** Why it stopped. */
  finish_reason: FinishReason | null
  /** How likely its tokens were, where asked for. */
  logprobs?: ChatLogprobs | null
}

/** Tokens that a chat completion cost. */
export interface ChatCompletionUsage {
  /** Tokens read. */
  prompt_tokens: number
  /** Tokens written, thinking included. */
  completion_tokens: number
  /** Both together. */
  total_tokens: number
  /** Where the read tokens come from, for example `cached_tokens`. */
  prompt_tokens_details?: Record<string, unknown> | null
  /** Where the written tokens went, for example `reasoning_tokens`. */
  completion_tokens_details?: Record<string, unknown> | null
}

/** What every answer and chunk of a chat completion tells. */
interface ChatCompletionFrame {
  /** Id; the same in all chunks of one answer. */
  id: string
  /** Kind of object: `chat.completion` or `chat.completion.chunk`. */
  object: string
  /** When it was made, seconds since 1970. */
  created: number
  /** Model that answers. */
  model: string
  /** How fast it was served. */
  service_tier?: ServiceTier | null
  /** Backend of the service; a change may change answers to the same seed. */
  system_fingerprint?: string | null
  /** Tokens that it cost. Of chunks only the last one has it, where asked for by `stream_options`. */
  usage?: ChatCompletionUsage | null
}

/** Answer of `POST /chat/completions`. */
export interface ChatCompletion extends ChatCompletionFrame {
  /** The answers, as many as `n`. */
  choices: ChatCompletionChoice[]
  /** Labels kept with it, where it is stored. */
  metadata?: Record<string, unknown> | null
}

/** A piece of a tool call; those of one `index` belong together. */
export interface ChatToolCallDelta {
  /** Which call of the answer, from 0. */
  index: number
  /** Id of the call; comes once. */
  id?: string | null
  /** Kind of tool; comes once. */
  type?: string | null
  /** A piece of the function call. */
  function?: { /** Name; comes once. */ name?: string | null; /** What is new of the arguments. */ arguments?: string | null } | null
}

/** What is new of an answer. */
export interface ChatCompletionDelta {
  /** Who speaks; comes once. */
  role?: string | null
  /** What is new of the text. */
  content?: string | null
  /** What is new of the refusal. */
  refusal?: string | null
  /** What is new of the tool calls. */
  tool_calls?: ChatToolCallDelta[] | null
}

/** What is new of one of the answers. */
export interface ChatCompletionChunkChoice {
  /** Which answer, from 0. */
  index: number
  /** What is new. */
  delta: ChatCompletionDelta
  /** Why the model stopped; `null` until it does. */
  finish_reason?: FinishReason | null
  /** How likely the new tokens were, where asked for. */
  logprobs?: ChatLogprobs | null
}

/** Event of a streamed chat completion. */
export interface ChatCompletionChunk extends ChatCompletionFrame {
  /** What is new of each answer; empty in the chunk that tells the usage. */
  choices: ChatCompletionChunkChoice[]
}

/** Params of `createChatCompletion`. */
export interface CreateChatCompletionParams extends Omit<CreateChatCompletionRequest, 'stream' | 'stream_options'> {
  /** Not here: `createChatCompletionStream` gives a stream. */
  stream?: false | null
}

/** Params of `createChatCompletionStream`. */
export interface CreateChatCompletionStreamParams extends Omit<CreateChatCompletionRequest, 'stream'> {
  /** Always on; may be left out. */
  stream?: true
}
