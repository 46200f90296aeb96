import * as v from 'valibot'
import { answer, flag, map, nullish, number, text, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { cursorPage, labels } from '../shared/schemas.js'
import { ResponseOutputItemSchema, responseInputItem } from './items.js'
import { ResponseReasoningSchema, ResponseToolSchema, textSettings, toolChoice } from './settings.js'
import type { ResponseInputItem, ResponseInputItemPage, ResponseKeptItem, ResponseObject, ResponseUsage } from './types.js'

const item: Schema<ResponseInputItem> = responseInputItem(answer)
const named = nullish(v.looseObject({ id: v.string() }))

const usage = v.looseObject({
  input_tokens: v.number(),
  output_tokens: v.number(),
  total_tokens: v.number(),
  input_tokens_details: map,
  output_tokens_details: map,
} satisfies Entries<ResponseUsage>)

/** Checks a response. */
export const ResponseObjectSchema: Schema<ResponseObject> = v.looseObject({
  id: v.string(),
  object: v.string(),
  created_at: v.number(),
  status: text,
  model: v.string(),
  output: v.array(ResponseOutputItemSchema),
  error: nullish(v.looseObject({ code: text, message: v.string() })),
  incomplete_details: nullish(v.looseObject({ reason: text })),
  usage: nullish(usage),
  background: flag,
  completed_at: number,
  conversation: named,
  instructions: nullish(textOr(v.array(item))),
  max_output_tokens: number,
  max_tool_calls: number,
  metadata: nullish(labels),
  parallel_tool_calls: flag,
  previous_response_id: text,
  reasoning: nullish(ResponseReasoningSchema),
  service_tier: text,
  store: flag,
  temperature: number,
  text: nullish(textSettings(answer)),
  tool_choice: nullish(toolChoice(answer)),
  tools: nullish(v.array(ResponseToolSchema)),
  top_p: number,
  truncation: text,
  user: text,
} satisfies Entries<ResponseObject>)

/** Checks a page of what was told to a model. */
export const ResponseInputItemPageSchema: Schema<ResponseInputItemPage> = cursorPage(
  v.intersect([v.looseObject({ id: v.string() }), item]) as Schema<unknown> as Schema<ResponseKeptItem>,
)
