import * as v from 'valibot'
import { answer, type Direction, flag, freeMap, map, nullish, number, queryFlag, request, text, textList, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { journaledResponse } from '../envelope/schemas.js'
import type {
  ChatBody,
  ChatBodyMetadata,
  ChatConfig,
  ChatConfigChatbot,
  ChatConfigHistory,
  ChatConfigRequest,
  ChatConfigResponse,
  CliPromptData,
  CliPromptEcho,
  CliPromptQuery,
  CliPromptRequest,
  CliPromptResponse,
  DirectPromptRequest,
  DirectPromptResponse,
  PromptData,
  SmarterBlock,
  SmarterChatMessage,
  SmarterChoice,
  SmarterUsage,
} from './types.js'

const freeMaps = nullish(v.array(freeMap))

/** Messages take unknown fields in requests too: people send back what an earlier answer held. */
function message(direction: Direction): Schema<SmarterChatMessage> {
  return v.looseObject({
    role: direction.word('system', 'assistant', 'user', 'tool', 'smarter', 'smarter_error'),
    content: v.nullable(v.union([v.string(), v.array(v.unknown()), freeMap])),
    smarter_is_new: flag,
    tool_call_id: text,
    name: text,
    tool_calls: nullish(v.array(freeMap)),
  } satisfies Entries<SmarterChatMessage>)
}

/** Checks a message of a chat with a chatbot. */
export const SmarterChatMessageSchema: Schema<SmarterChatMessage> = message(answer)

const usage = v.looseObject({
  prompt_tokens: v.number(),
  completion_tokens: v.number(),
  total_tokens: v.number(),
  completion_tokens_details: map,
  prompt_tokens_details: map,
} satisfies Entries<SmarterUsage>)

const choice = v.looseObject({
  index: v.exactOptional(v.number()),
  finish_reason: text,
  logprobs: map,
  message: v.exactOptional(SmarterChatMessageSchema),
} satisfies Entries<SmarterChoice>)

const metadata = v.looseObject({
  tool_calls: nullish(v.array(freeMap)),
  model: text,
  temperature: number,
  max_completion_tokens: number,
  max_tokens: number,
  input_text: text,
} satisfies Entries<ChatBodyMetadata>)

const smarter = v.looseObject({
  first_iteration: map,
  second_iteration: map,
  tools: textList,
  plugins: nullish(v.array(textOr(freeMap))),
  messages: v.array(SmarterChatMessageSchema),
} satisfies Entries<SmarterBlock>)

/** Checks a finished prompt. */
export const ChatBodySchema: Schema<ChatBody> = v.looseObject({
  id: v.string(),
  object: v.string(),
  created: v.number(),
  model: v.string(),
  choices: v.array(choice),
  service_tier: text,
  system_fingerprint: text,
  usage: nullish(usage),
  metadata: nullish(metadata),
  smarter,
} satisfies Entries<ChatBody>)

/** Checks the gateway's answer, whose body is an object or JSON text. */
export const PromptDataSchema: Schema<PromptData> = v.looseObject({
  isBase64Encoded: flag,
  statusCode: v.number(),
  headers: map,
  body: textOr(ChatBodySchema),
} satisfies Entries<PromptData>)

/** Checks the answer of a prompt by id. */
export const DirectPromptResponseSchema: Schema<DirectPromptResponse> = journaledResponse(PromptDataSchema)

/** Checks a prompt by name and its answer. */
export const CliPromptDataSchema: Schema<CliPromptData> = v.looseObject({
  request: v.looseObject({ session_key: text, messages: nullish(v.array(SmarterChatMessageSchema)) } satisfies Entries<CliPromptEcho>),
  response: DirectPromptResponseSchema,
} satisfies Entries<CliPromptData>)

/** Checks the answer of a prompt by name. */
export const CliPromptResponseSchema: Schema<CliPromptResponse> = journaledResponse(CliPromptDataSchema)

const chatbot = v.looseObject({
  id: nullish(v.union([v.number(), v.string()])),
  url_chatbot: text,
  name: text,
  description: text,
  version: text,
  deployed: flag,
  provider: text,
  default_model: text,
  default_system_role: text,
  default_temperature: number,
  default_max_tokens: number,
  app_name: text,
  app_assistant: text,
  app_welcome_message: text,
  app_example_prompts: textList,
  app_placeholder: text,
  app_info_url: text,
  app_background_image_url: text,
  app_logo_url: text,
  app_file_attachment: flag,
  dns_verification_status: text,
  tls_certificate_issuance_status: text,
  subdomain: text,
  custom_domain: v.exactOptional(v.unknown()),
  user_profile: map,
  account: map,
  annotations: freeMaps,
  created_at: text,
  updated_at: text,
} satisfies Entries<ChatConfigChatbot>)

const history = v.looseObject({
  prompt: map,
  chat: map,
  chat_history: freeMaps,
  prompt_tool_call_history: freeMaps,
  prompt_plugin_usage_history: freeMaps,
  chatbot_request_history: freeMaps,
  plugin_selector_history: freeMaps,
} satisfies Entries<ChatConfigHistory>)

/** Checks what a chat window needs to begin. */
export const ChatConfigSchema: Schema<ChatConfig> = v.looseObject({
  session_key: v.string(),
  sandbox_mode: flag,
  debug_mode: flag,
  chatbot: nullish(chatbot),
  history: nullish(history),
  meta_data: map,
  plugins: map,
  functions: map,
} satisfies Entries<ChatConfig>)

/** Checks the answer of a config request. */
export const ChatConfigResponseSchema: Schema<ChatConfigResponse> = journaledResponse(ChatConfigSchema)

const sessionKey = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/i, 'Expected a session key of 64 hexadecimal characters'))

/** Checks the body of a prompt by name. */
export const CliPromptRequestSchema: Schema<CliPromptRequest> = request.object({
  prompt: v.string(),
  session_key: v.exactOptional(sessionKey),
  messages: v.exactOptional(v.array(message(request))),
} satisfies Entries<CliPromptRequest>)

/** Checks the body of a prompt by id. */
export const DirectPromptRequestSchema: Schema<DirectPromptRequest> = request.object({
  session_key: v.exactOptional(sessionKey),
  messages: v.pipe(
    v.array(message(request)),
    v.someItem(({ role }) => role === 'user', 'Expected at least one message of role "user"'),
  ),
} satisfies Entries<DirectPromptRequest>)

/** Checks the body of a config request. */
export const ChatConfigRequestSchema: Schema<ChatConfigRequest> = request.object({
  session_key: v.exactOptional(v.union([v.literal(''), sessionKey])),
} satisfies Entries<ChatConfigRequest>)

/** Checks the query of prompts and configs by name and gives `new_session` as a flag. */
export const CliPromptQuerySchema: Schema<unknown, CliPromptQuery> = v.object({
  uid: v.pipe(v.string(), v.minLength(1)),
  new_session: v.exactOptional(queryFlag),
})
