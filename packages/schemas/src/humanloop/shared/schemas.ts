import * as v from 'valibot'
import { answer, type Direction, flag, map, nullish, number, text, textOr, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  AnthropicRedactedThinkingContent,
  AnthropicThinkingContent,
  ChatMessage,
  ChatMessageContentItem,
  ChatMessageThinkingItem,
  FunctionTool,
  FunctionToolChoice,
  HttpValidationError,
  ImageChatContent,
  ImageUrl,
  ModelSettings,
  NamedToolChoice,
  PaginatedData,
  ReasoningEffort,
  ResponseFormat,
  TextChatContent,
  ToolCall,
  ToolChoice,
  ToolFunction,
  ValidationError,
  VersionList,
} from './types.js'

function contentItem(direction: Direction): Schema<ChatMessageContentItem> {
  const image = v.looseObject({
    url: v.string(),
    detail: nullish(direction.word('high', 'low', 'auto')),
  } satisfies Entries<ImageUrl>)
  return variant<ChatMessageContentItem>(direction, 'type', {
    text: v.looseObject({ type: v.literal('text'), text: v.string() } satisfies Entries<TextChatContent>),
    image_url: v.looseObject({ type: v.literal('image_url'), image_url: image } satisfies Entries<ImageChatContent>),
  })
}

function thinkingItem(direction: Direction): Schema<ChatMessageThinkingItem> {
  return variant<ChatMessageThinkingItem>(direction, 'type', {
    thinking: v.looseObject({
      type: v.literal('thinking'),
      thinking: v.string(),
      signature: v.string(),
    } satisfies Entries<AnthropicThinkingContent>),
    redacted_thinking: v.looseObject({
      type: v.literal('redacted_thinking'),
      data: v.string(),
    } satisfies Entries<AnthropicRedactedThinkingContent>),
  })
}

export function toolCall(direction: Direction): Schema<ToolCall> {
  return v.looseObject({
    id: v.string(),
    type: direction.word('function'),
    function: v.looseObject({ name: v.string(), arguments: text } satisfies Entries<FunctionTool>),
  } satisfies Entries<ToolCall>)
}

/** Messages take unknown fields in requests too: people send back what an earlier answer held. */
export function chatMessage(direction: Direction): Schema<ChatMessage> {
  return v.looseObject({
    role: direction.word('user', 'assistant', 'system', 'tool', 'developer'),
    content: nullish(textOr(v.array(contentItem(direction)))),
    name: text,
    tool_call_id: text,
    tool_calls: nullish(v.array(toolCall(direction))),
    thinking: nullish(v.array(thinkingItem(direction))),
  } satisfies Entries<ChatMessage>)
}

export function toolChoice(direction: Direction): Schema<ToolChoice> {
  const named = direction.object({
    type: direction.word('function'),
    function: direction.object({ name: v.string() } satisfies Entries<FunctionToolChoice>),
  } satisfies Entries<NamedToolChoice>)
  return textOr(named, direction.word('none', 'auto', 'required'))
}

export const toolFunctionEntries = {
  name: v.string(),
  description: v.string(),
  strict: flag,
  parameters: map,
} satisfies Entries<ToolFunction>

export function toolFunction(direction: Direction): Schema<ToolFunction> {
  return direction.object(toolFunctionEntries)
}

export function responseFormat(direction: Direction): Schema<ResponseFormat> {
  return direction.object({
    type: direction.word('json_object', 'json_schema'),
    json_schema: map,
  } satisfies Entries<ResponseFormat>)
}

function reasoningEffort(direction: Direction): Schema<ReasoningEffort> {
  return textOr(direction.integer(), direction.word('high', 'medium', 'low'))
}

export function modelSettings(direction: Direction) {
  const integer = nullish(direction.integer())
  return {
    model: v.string(),
    endpoint: nullish(direction.word('complete', 'chat', 'edit')),
    template: nullish(textOr(v.array(chatMessage(direction)))),
    template_language: nullish(direction.word('default', 'jinja')),
    provider: nullish(
      direction.word('anthropic', 'bedrock', 'cohere', 'deepseek', 'google', 'groq', 'mock', 'openai', 'openai_azure', 'replicate'),
    ),
    max_tokens: integer,
    temperature: number,
    top_p: number,
    stop: nullish(textOr(v.array(v.string()))),
    presence_penalty: number,
    frequency_penalty: number,
    other: map,
    seed: integer,
    response_format: nullish(responseFormat(direction)),
    reasoning_effort: nullish(reasoningEffort(direction)),
  } satisfies Entries<ModelSettings>
}

/** Checks one page of a numbered list. */
export function paginatedData<Item>(item: Schema<Item>): Schema<PaginatedData<Item>> {
  return v.looseObject({
    records: v.array(item),
    page: v.number(),
    size: v.number(),
    total: v.number(),
  } satisfies Entries<PaginatedData<Item>>)
}

/** Checks all versions of a file. */
export function versionList<File>(file: Schema<File>): Schema<VersionList<File>> {
  return v.looseObject({ records: v.array(file) } satisfies Entries<VersionList<File>>)
}

/** Checks a message of an answer. */
export const ChatMessageSchema: Schema<ChatMessage> = chatMessage(answer)

/** Checks how an answer says that tools may be used. */
export const ToolChoiceSchema: Schema<ToolChoice> = toolChoice(answer)

/** Checks a function of an answer. */
export const ToolFunctionSchema: Schema<ToolFunction> = toolFunction(answer)

/** Checks one refused field. */
export const ValidationErrorSchema: Schema<ValidationError> = v.looseObject({
  loc: v.array(v.union([v.string(), v.number()])),
  msg: v.string(),
  type: v.string(),
} satisfies Entries<ValidationError>)

/** Checks the body of a 422 answer. */
export const HttpValidationErrorSchema: Schema<HttpValidationError> = answer.object({
  detail: nullish(v.array(ValidationErrorSchema)),
} satisfies Entries<HttpValidationError>)
