import type { OpenEnum } from '../../open-enum.js'
import type { FreeMap, JournaledResponse } from '../envelope/types.js'

/** Who speaks; `smarter` and `smarter_error` are the platform's own notes. */
export type SmarterChatRole = OpenEnum<'system' | 'assistant' | 'user' | 'tool' | 'smarter' | 'smarter_error'>

/** One message of a chat with a chatbot. */
export interface SmarterChatMessage {
  /** Who speaks. */
  role: SmarterChatRole
  /** What is said; `null` when an assistant only asks for tools. */
  content: string | unknown[] | FreeMap | null
  /** Whether the message was made in this turn. */
  smarter_is_new?: boolean | null
  /** On a `tool` message: which request it answers. */
  tool_call_id?: string | null
  /** On a `tool` message: name of the tool. */
  name?: string | null
  /** On an `assistant` message: the tools it asks for. */
  tool_calls?: FreeMap[] | null
}

/** Body of a prompt by name: `POST /cli/prompt/{name}/`, and `POST /cli/chat/{name}/` on servers up to 0.14.0. */
export interface CliPromptRequest {
  /** What the user says. */
  prompt: string
  /** Conversation to go on with, 64 hexadecimal characters. */
  session_key?: string
  /** Earlier messages; ignored once the server has stored some. */
  messages?: SmarterChatMessage[]
}

/** Body of a prompt by id: `POST /llm-clients/{hashed_id}/prompt/`, and `POST /chatbots/{chatbot_id}/chat/` on servers up to 0.13. */
export interface DirectPromptRequest {
  /** Conversation to go on with, 64 hexadecimal characters. */
  session_key?: string
  /** The messages, at least one of a user; of stored conversations only the last one of a user is read. */
  messages: SmarterChatMessage[]
}

/** Body of a config request. */
export interface ChatConfigRequest {
  /** Conversation to go on with, 64 hexadecimal characters; empty or absent for a new one. */
  session_key?: string
}

/** Query of prompts and configs by name. */
export interface CliPromptQuery {
  /** Identifies the client: any text that is not empty. On servers from 0.14 it must differ per conversation. */
  uid: string
  /** Whether to forget the conversation that the server remembers for `uid`. Default `false`. */
  new_session?: boolean
}

/** Tokens that a prompt cost. */
export interface SmarterUsage {
  /** Tokens read. */
  prompt_tokens: number
  /** Tokens written. */
  completion_tokens: number
  /** Both together. */
  total_tokens: number
  /** Where the written tokens went. */
  completion_tokens_details?: FreeMap | null
  /** Where the read tokens went. */
  prompt_tokens_details?: FreeMap | null
}

/** One answer of the model. */
export interface SmarterChoice {
  /** Which answer it is, from 0. */
  index?: number
  /** Why the model stopped. */
  finish_reason?: string | null
  /** Log probabilities, where asked for. */
  logprobs?: FreeMap | null
  /** The answer. */
  message?: SmarterChatMessage
}

/** What a prompt was sent with. */
export interface ChatBodyMetadata {
  /** Tools that the model asked for. */
  tool_calls?: FreeMap[] | null
  /** Model asked for. */
  model?: string | null
  /** Randomness asked for, 0 to 1. */
  temperature?: number | null
  /** Most tokens to write. Servers from 0.13. */
  max_completion_tokens?: number | null
  /** Most tokens to write. Servers up to 0.13. */
  max_tokens?: number | null
  /** What the user said. */
  input_text?: string | null
}

/** What the platform did in this turn. */
export interface SmarterBlock {
  /** The first call of the model. */
  first_iteration?: FreeMap | null
  /** The second call of the model, after tools ran. */
  second_iteration?: FreeMap | null
  /** Names of the tools offered; absent when there were none. */
  tools?: string[] | null
  /** Plugins that took part, by name or as objects. */
  plugins?: (string | FreeMap)[] | null
  /** New messages of this turn. The answer is the last one of role `assistant` with text; `smarter_error` tells of a failure. */
  messages: SmarterChatMessage[]
}

/** A finished prompt: a chat completion with the platform's notes. */
export interface ChatBody {
  /** Id of the completion; `error_response` marks a failure of the model that was answered with 200. */
  id: string
  /** Kind of object: `chat.completion`. */
  object: string
  /** When it was made, seconds since 1970. */
  created: number
  /** Model that answered. */
  model: string
  /** The answers. */
  choices: SmarterChoice[]
  /** Tier of service, where the provider tells. */
  service_tier?: string | null
  /** Backend of the provider; begins with `error_response_` on failures. */
  system_fingerprint?: string | null
  /** Tokens that the prompt cost. */
  usage?: SmarterUsage | null
  /** What the prompt was sent with. */
  metadata?: ChatBodyMetadata | null
  /** What the platform did. */
  smarter: SmarterBlock
}

/** The answer of the platform's gateway, with the finished prompt in it. */
export interface PromptData<Body = string | ChatBody> {
  /** Always `false`. */
  isBase64Encoded?: boolean | null
  /** Status of the gateway, 200. */
  statusCode: number
  /** Headers of the gateway. */
  headers?: FreeMap | null
  /** The finished prompt: an object when prompted by name, the same as JSON text when prompted by id. Parse it when it is text. */
  body: Body
}

/** Answer of a prompt by id: `POST /llm-clients/{hashed_id}/prompt/` and `POST /chatbots/{chatbot_id}/chat/`. */
export type DirectPromptResponse = JournaledResponse<PromptData>

/** What went to the chatbot. */
export interface CliPromptEcho {
  /** The conversation, 64 hexadecimal characters: keep it to go on. */
  session_key?: string | null
  /** The messages sent: system prompt, welcome message, the user's prompt. */
  messages?: SmarterChatMessage[] | null
}

/** A prompt by name and its answer. */
export interface CliPromptData {
  /** What went to the chatbot. */
  request: CliPromptEcho
  /** What came back, in an envelope of its own. */
  response: DirectPromptResponse
}

/** Answer of a prompt by name: `POST /cli/prompt/{name}/` and `POST /cli/chat/{name}/`. */
export type CliPromptResponse = JournaledResponse<CliPromptData>

/** The chatbot as chat windows need it. Keys are snake_case on all servers. */
export interface ChatConfigChatbot {
  /** Number of the chatbot. */
  id?: number | string | null
  /** Where prompts go; it may lack the slash at the end. */
  url_chatbot?: string | null
  /** Name of the chatbot. */
  name?: string | null
  /** What the chatbot is for. */
  description?: string | null
  /** Version of its manifest. */
  version?: string | null
  /** Whether it is deployed. */
  deployed?: boolean | null
  /** Company that serves the model. */
  provider?: string | null
  /** Model that answers. */
  default_model?: string | null
  /** System prompt, with the date before it. */
  default_system_role?: string | null
  /** Randomness, 0 to 1. */
  default_temperature?: number | null
  /** Most tokens to write. */
  default_max_tokens?: number | null
  /** Title of the chat window. */
  app_name?: string | null
  /** Name that the assistant goes by. */
  app_assistant?: string | null
  /** First thing the assistant says. */
  app_welcome_message?: string | null
  /** Prompts that the window suggests. */
  app_example_prompts?: string[] | null
  /** Text in the empty input. */
  app_placeholder?: string | null
  /** Page with more about the chatbot. */
  app_info_url?: string | null
  /** Picture behind the chat. */
  app_background_image_url?: string | null
  /** Logo of the window. */
  app_logo_url?: string | null
  /** Whether files can be attached. */
  app_file_attachment?: boolean | null
  /** State of the domain's DNS. */
  dns_verification_status?: string | null
  /** State of the domain's certificate. */
  tls_certificate_issuance_status?: string | null
  /** Part of the host name before the account. */
  subdomain?: string | null
  /** A domain of its own. */
  custom_domain?: unknown
  /** Who owns it. Servers from 0.14. */
  user_profile?: FreeMap | null
  /** The owner's account. Servers up to 0.13. */
  account?: FreeMap | null
  /** Objects of one key each. */
  annotations?: FreeMap[] | null
  /** When it was made, ISO 8601. */
  created_at?: string | null
  /** When it was last changed, ISO 8601. */
  updated_at?: string | null
}

/** What the platform stored of a conversation. */
export interface ChatConfigHistory {
  /** The conversation. Servers from 0.14. */
  prompt?: FreeMap | null
  /** The conversation. Servers up to 0.13. */
  chat?: FreeMap | null
  /** What was said, oldest first. */
  chat_history?: FreeMap[] | null
  /** Tools that the model called. */
  prompt_tool_call_history?: FreeMap[] | null
  /** Plugins that took part. */
  prompt_plugin_usage_history?: FreeMap[] | null
  /** Requests to the chatbot. */
  chatbot_request_history?: FreeMap[] | null
  /** Why plugins took part. */
  plugin_selector_history?: FreeMap[] | null
}

/** What a chat window needs to begin. */
export interface ChatConfig {
  /** The conversation, 64 hexadecimal characters: keep it to go on. */
  session_key: string
  /** Whether the chatbot runs in the workbench. */
  sandbox_mode?: boolean | null
  /** Whether the server debugs. */
  debug_mode?: boolean | null
  /** The chatbot. */
  chatbot?: ChatConfigChatbot | null
  /** What was said before. */
  history?: ChatConfigHistory | null
  /** For the server's own use. */
  meta_data?: FreeMap | null
  /** The chatbot's plugins, ten at most, with their count. */
  plugins?: FreeMap | null
  /** The chatbot's functions with their count. Servers from 0.14. */
  functions?: FreeMap | null
}

/** Answer of a config request. */
export type ChatConfigResponse = JournaledResponse<ChatConfig>
