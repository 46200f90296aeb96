import * as v from 'valibot'
import { answer, type Direction, freeMap, nullish, text, textOr, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { TokenLogprobSchema } from '../chat/schemas.js'
import type {
  ResponseCustomToolCall,
  ResponseFunctionCall,
  ResponseInputAudio,
  ResponseInputFile,
  ResponseInputImage,
  ResponseInputItem,
  ResponseInputMessage,
  ResponseInputPart,
  ResponseInputText,
  ResponseItemReference,
  ResponseOutputItem,
  ResponseOutputMessage,
  ResponseOutputPart,
  ResponseOutputRefusal,
  ResponseOutputText,
  ResponseReasoningItem,
  ResponseToolCallOutput,
} from './types.js'

// Items and parts have one description for both directions: what a model made is sent back as it came, with whatever else it holds.
// A kind that is not known passes as long as it is an object.

const optionalText = v.exactOptional(v.string())

const outputText = v.looseObject({
  type: v.literal('output_text'),
  text: v.string(),
  annotations: nullish(v.array(freeMap)),
  logprobs: nullish(v.array(TokenLogprobSchema)),
} satisfies Entries<ResponseOutputText>)
const refusal = v.looseObject({ type: v.literal('refusal'), refusal: v.string() } satisfies Entries<ResponseOutputRefusal>)

/** Checks a part of what a model said. */
export const ResponseOutputPartSchema: Schema<ResponseOutputPart> = variant<ResponseOutputPart>(answer, 'type', { output_text: outputText, refusal })

const inputPart = variant<ResponseInputPart>(answer, 'type', {
  input_text: v.looseObject({ type: v.literal('input_text'), text: v.string() } satisfies Entries<ResponseInputText>),
  input_image: v.looseObject({
    type: v.literal('input_image'),
    image_url: text,
    file_id: text,
    detail: optionalText,
  } satisfies Entries<ResponseInputImage>),
  input_file: v.looseObject({
    type: v.literal('input_file'),
    file_id: text,
    file_url: optionalText,
    file_data: optionalText,
    filename: optionalText,
  } satisfies Entries<ResponseInputFile>),
  input_audio: v.looseObject({
    type: v.literal('input_audio'),
    input_audio: v.looseObject({ data: v.string(), format: v.string() }),
  } satisfies Entries<ResponseInputAudio>),
  output_text: outputText,
  refusal,
})

const thoughts = v.array(v.looseObject({ type: v.string(), text: v.string() }))
const made = {
  function_call: v.looseObject({
    type: v.literal('function_call'),
    call_id: v.string(),
    name: v.string(),
    arguments: v.string(),
    id: optionalText,
    status: text,
  } satisfies Entries<ResponseFunctionCall>),
  custom_tool_call: v.looseObject({
    type: v.literal('custom_tool_call'),
    call_id: v.string(),
    name: v.string(),
    input: v.string(),
    id: optionalText,
  } satisfies Entries<ResponseCustomToolCall>),
  reasoning: v.looseObject({
    type: v.literal('reasoning'),
    id: v.string(),
    summary: thoughts,
    content: nullish(thoughts),
    encrypted_content: text,
    status: text,
  } satisfies Entries<ResponseReasoningItem>),
}

/** Checks an item that a model made. */
export const ResponseOutputItemSchema: Schema<ResponseOutputItem> = variant<ResponseOutputItem>(answer, 'type', {
  ...made,
  message: v.looseObject({
    type: v.literal('message'),
    id: v.string(),
    role: v.string(),
    content: v.array(ResponseOutputPartSchema),
    status: text,
  } satisfies Entries<ResponseOutputMessage>),
})

const toolCallOutput = v.looseObject({
  type: v.picklist(['function_call_output', 'custom_tool_call_output']),
  call_id: v.string(),
  output: textOr(v.array(inputPart)),
  id: optionalText,
  status: text,
} satisfies Entries<ResponseToolCallOutput>)

/** Checks an item for a model. Without `type` it is a message. */
export function responseInputItem(direction: Direction): Schema<ResponseInputItem> {
  const kinds: Record<string, Schema<ResponseInputItem>> = {
    ...made,
    message: v.looseObject({
      type: v.exactOptional(v.literal('message')),
      role: direction.word('user', 'assistant', 'system', 'developer'),
      content: textOr(v.array(inputPart)),
      id: optionalText,
      status: optionalText,
    } satisfies Entries<ResponseInputMessage>),
    function_call_output: toolCallOutput,
    custom_tool_call_output: toolCallOutput,
    item_reference: v.looseObject({ type: v.literal('item_reference'), id: v.string() } satisfies Entries<ResponseItemReference>),
  }
  return variant(answer, 'type', kinds, (item) => ('type' in item ? undefined : 'message'))
}
