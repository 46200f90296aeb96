import * as v from 'valibot'
import { freeMap, map, nullish, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  ChatAudio,
  ChatCompletion,
  ChatCompletionChoice,
  ChatCompletionChunk,
  ChatCompletionChunkChoice,
  ChatCompletionDelta,
  ChatCompletionMessage,
  ChatCompletionUsage,
  ChatLogprobs,
  ChatToolCall,
  ChatToolCallDelta,
  TokenLogprob,
} from './types.js'

const tokenEntries = {
  token: v.string(),
  logprob: v.number(),
  bytes: nullish(v.array(v.number())),
}

/** Checks a token and how likely it was. */
export const TokenLogprobSchema: Schema<TokenLogprob> = v.looseObject({
  ...tokenEntries,
  top_logprobs: nullish(v.array(v.looseObject(tokenEntries))),
} satisfies Entries<TokenLogprob>)

const tokens = nullish(v.array(TokenLogprobSchema))
const logprobs = nullish(v.looseObject({ content: tokens, refusal: tokens } satisfies Entries<ChatLogprobs>))

/** Checks a tool that a model asks for. */
export const ChatToolCallSchema: Schema<ChatToolCall> = v.looseObject({
  id: v.string(),
  type: v.string(),
  function: v.exactOptional(v.looseObject({ name: v.string(), arguments: v.string() })),
  custom: v.exactOptional(v.looseObject({ name: v.string(), input: v.string() })),
} satisfies Entries<ChatToolCall>)

const audio = v.looseObject({
  id: v.string(),
  data: v.exactOptional(v.string()),
  transcript: v.exactOptional(v.string()),
  expires_at: v.exactOptional(v.number()),
} satisfies Entries<ChatAudio>)

/** Checks what a model said. */
export const ChatCompletionMessageSchema: Schema<ChatCompletionMessage> = v.looseObject({
  role: v.string(),
  content: v.nullable(v.string()),
  refusal: text,
  tool_calls: nullish(v.array(ChatToolCallSchema)),
  annotations: nullish(v.array(freeMap)),
  audio: nullish(audio),
  function_call: map,
} satisfies Entries<ChatCompletionMessage>)

const choice = v.looseObject({
  index: v.number(),
  message: ChatCompletionMessageSchema,
  finish_reason: v.nullable(v.string()),
  logprobs,
} satisfies Entries<ChatCompletionChoice>)

const usage = v.looseObject({
  prompt_tokens: v.number(),
  completion_tokens: v.number(),
  total_tokens: v.number(),
  prompt_tokens_details: map,
  completion_tokens_details: map,
} satisfies Entries<ChatCompletionUsage>)

const frame = {
  id: v.string(),
  object: v.string(),
  created: v.number(),
  model: v.string(),
  service_tier: text,
  system_fingerprint: text,
  usage: nullish(usage),
}

/** Checks the answer of a chat completion. */
export const ChatCompletionSchema: Schema<ChatCompletion> = v.looseObject({
  ...frame,
  choices: v.array(choice),
  metadata: map,
} satisfies Entries<ChatCompletion>)

const toolCallDelta = v.looseObject({
  index: v.number(),
  id: text,
  type: text,
  function: nullish(v.looseObject({ name: text, arguments: text })),
} satisfies Entries<ChatToolCallDelta>)

const delta = v.looseObject({
  role: text,
  content: text,
  refusal: text,
  tool_calls: nullish(v.array(toolCallDelta)),
} satisfies Entries<ChatCompletionDelta>)

const chunkChoice = v.looseObject({ index: v.number(), delta, finish_reason: text, logprobs } satisfies Entries<ChatCompletionChunkChoice>)

/** Checks an event of a streamed chat completion. */
export const ChatCompletionChunkSchema: Schema<ChatCompletionChunk> = v.looseObject({
  ...frame,
  choices: v.array(chunkChoice),
} satisfies Entries<ChatCompletionChunk>)
