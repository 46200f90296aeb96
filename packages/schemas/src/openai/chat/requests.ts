import * as v from 'valibot'
import { flag, freeMap, map, nullish, request, text, textOr, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { jsonSchemaFormat, modelRequestEntries, shortName } from '../shared/schemas.js'
import { ChatToolCallSchema } from './schemas.js'
import type {
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ChatContentPart,
  ChatToolChoice,
  CreateChatCompletionRequest,
  ResponseFormat,
  StreamOptions,
} from './types.js'

const optionalText = v.exactOptional(v.string())

const part: Schema<ChatContentPart> = variant<ChatContentPart>(request, 'type', {
  text: v.looseObject({ type: v.literal('text'), text: v.string() }),
  image_url: v.looseObject({ type: v.literal('image_url'), image_url: v.looseObject({ url: v.string(), detail: optionalText }) }),
  input_audio: v.looseObject({ type: v.literal('input_audio'), input_audio: v.looseObject({ data: v.string(), format: v.string() }) }),
  file: v.looseObject({ type: v.literal('file'), file: v.looseObject({ file_id: optionalText, file_data: optionalText, filename: optionalText }) }),
  refusal: v.looseObject({ type: v.literal('refusal'), refusal: v.string() }),
})

/** Checks a message to a model. Fields that are not known pass: people send back what an earlier answer held. */
export const ChatCompletionMessageParamSchema: Schema<ChatCompletionMessageParam> = request.must(
  v.looseObject({
    role: request.word('developer', 'system', 'user', 'assistant', 'tool', 'function'),
    content: nullish(textOr(v.array(part))),
    name: optionalText,
    refusal: text,
    tool_calls: nullish(v.array(ChatToolCallSchema)),
    audio: nullish(v.looseObject({ id: v.string() })),
    tool_call_id: optionalText,
    function_call: map,
  } satisfies Entries<ChatCompletionMessageParam>),
  ({ role, content = null, tool_call_id }) => role === 'assistant' || (content !== null && (role !== 'tool' || tool_call_id !== undefined)),
  'Expected `content`, and with the role `tool` also `tool_call_id`',
)

const functionTool = request.object({
  name: shortName(request),
  description: optionalText,
  parameters: v.exactOptional(freeMap),
  strict: flag,
})
const customTool = request.object({ name: v.string(), description: optionalText, format: v.exactOptional(freeMap) })

/** Checks a tool that a model may ask for. */
export const ChatCompletionToolSchema: Schema<ChatCompletionTool> = variant<ChatCompletionTool>(request, 'type', {
  function: request.object({ type: v.literal('function'), function: functionTool }),
  custom: request.object({ type: v.literal('custom'), custom: customTool }),
})

const named = v.looseObject({ name: v.string() })
const toolChoice = textOr(
  variant<Exclude<ChatToolChoice, string>>(request, 'type', {
    function: v.looseObject({ type: v.literal('function'), function: named }),
    custom: v.looseObject({ type: v.literal('custom'), custom: named }),
    allowed_tools: v.looseObject({ type: v.literal('allowed_tools'), allowed_tools: freeMap }),
  }),
  request.word('none', 'auto', 'required'),
)

/** Checks what form an answer is to have. */
export const ResponseFormatSchema: Schema<ResponseFormat> = variant<ResponseFormat>(request, 'type', {
  text: request.object({ type: v.literal('text') }),
  json_object: request.object({ type: v.literal('json_object') }),
  json_schema: request.object({ type: v.literal('json_schema'), json_schema: request.object(jsonSchemaFormat(request)) }),
})

const penalty = nullish(request.number({ min: -2, max: 2 }))
const mostTokens = nullish(request.integer({ min: 1 }))

/** What a stream holds beside the answer. */
export const streamOptionsEntries = {
  include_usage: v.exactOptional(v.boolean()),
  include_obfuscation: v.exactOptional(v.boolean()),
} satisfies Entries<StreamOptions>

/** Checks the body of a chat completion. */
export const CreateChatCompletionRequestSchema: Schema<CreateChatCompletionRequest> = request.object({
  ...modelRequestEntries,
  model: request.text({ min: 1 }),
  messages: v.pipe(v.array(ChatCompletionMessageParamSchema), v.minLength(1, 'Expected at least one message')),
  audio: nullish(v.looseObject({ format: v.string(), voice: textOr(freeMap) })),
  frequency_penalty: penalty,
  function_call: v.exactOptional(textOr(freeMap)),
  functions: v.exactOptional(v.array(freeMap)),
  logit_bias: nullish(v.record(v.string(), request.number({ min: -100, max: 100 }))),
  logprobs: flag,
  max_completion_tokens: mostTokens,
  max_tokens: mostTokens,
  modalities: nullish(v.array(request.word('text', 'audio'))),
  n: nullish(request.integer({ min: 1, max: 128 })),
  prediction: map,
  presence_penalty: penalty,
  reasoning_effort: text,
  response_format: v.exactOptional(ResponseFormatSchema),
  seed: nullish(request.integer()),
  stop: nullish(textOr(v.pipe(v.array(v.string()), v.maxLength(4)))),
  stream: flag,
  stream_options: nullish(request.object(streamOptionsEntries)),
  tool_choice: v.exactOptional(toolChoice),
  tools: v.exactOptional(v.array(ChatCompletionToolSchema)),
  verbosity: text,
  web_search_options: v.exactOptional(freeMap),
} satisfies Entries<CreateChatCompletionRequest>)
