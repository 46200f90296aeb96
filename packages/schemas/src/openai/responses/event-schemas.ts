import * as v from 'valibot'
import { answer, freeMap, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  ResponseAnnotationEvent,
  ResponseArgumentsDoneEvent,
  ResponseEventPlace,
  ResponseItemEvent,
  ResponseItemPlace,
  ResponsePartEvent,
  ResponsePartPlace,
  ResponseRefusalDoneEvent,
  ResponseStateEvent,
  ResponseStreamEvent,
  ResponseSummaryDeltaEvent,
  ResponseSummaryDoneEvent,
  ResponseSummaryPartEvent,
  ResponseTextDeltaEvent,
  ResponseTextDoneEvent,
  ResponseToolDeltaEvent,
} from './events.js'
import { ResponseOutputItemSchema, ResponseOutputPartSchema } from './items.js'
import { ResponseObjectSchema } from './schemas.js'

const place = { sequence_number: v.exactOptional(v.number()) } satisfies Entries<ResponseEventPlace>
const itemPlace = { ...place, item_id: v.string(), output_index: v.number() } satisfies Entries<ResponseItemPlace>
const partPlace = { ...itemPlace, content_index: v.number() } satisfies Entries<ResponsePartPlace>
const summaryPlace = { ...itemPlace, summary_index: v.number() }

const text = v.string()

const known = [
  v.looseObject({
    ...place,
    type: v.picklist(['response.created', 'response.queued', 'response.in_progress', 'response.completed', 'response.failed', 'response.incomplete']),
    response: ResponseObjectSchema,
  } satisfies Entries<ResponseStateEvent>),
  v.looseObject({
    ...place,
    type: v.picklist(['response.output_item.added', 'response.output_item.done']),
    output_index: v.number(),
    item: ResponseOutputItemSchema,
  } satisfies Entries<ResponseItemEvent>),
  v.looseObject({
    ...partPlace,
    type: v.picklist(['response.content_part.added', 'response.content_part.done']),
    part: ResponseOutputPartSchema as Schema<ResponsePartEvent['part']>,
  } satisfies Entries<ResponsePartEvent>),
  v.looseObject({
    ...partPlace,
    type: v.picklist(['response.output_text.delta', 'response.refusal.delta', 'response.reasoning_text.delta']),
    delta: text,
  } satisfies Entries<ResponseTextDeltaEvent>),
  v.looseObject({ ...partPlace, type: v.picklist(['response.output_text.done', 'response.reasoning_text.done']), text } satisfies Entries<ResponseTextDoneEvent>),
  v.looseObject({ ...partPlace, type: v.picklist(['response.refusal.done']), refusal: text } satisfies Entries<ResponseRefusalDoneEvent>),
  v.looseObject({
    ...partPlace,
    type: v.picklist(['response.output_text.annotation.added']),
    annotation: freeMap,
    annotation_index: v.exactOptional(v.number()),
  } satisfies Entries<ResponseAnnotationEvent>),
  v.looseObject({
    ...summaryPlace,
    type: v.picklist(['response.reasoning_summary_part.added', 'response.reasoning_summary_part.done']),
    part: v.looseObject({ type: text, text }),
  } satisfies Entries<ResponseSummaryPartEvent>),
  v.looseObject({ ...summaryPlace, type: v.picklist(['response.reasoning_summary_text.delta']), delta: text } satisfies Entries<ResponseSummaryDeltaEvent>),
  v.looseObject({ ...summaryPlace, type: v.picklist(['response.reasoning_summary_text.done']), text } satisfies Entries<ResponseSummaryDoneEvent>),
  v.looseObject({
    ...itemPlace,
    type: v.picklist([
      'response.function_call_arguments.delta',
      'response.mcp_call_arguments.delta',
      'response.custom_tool_call_input.delta',
      'response.code_interpreter_call_code.delta',
    ]),
    delta: text,
  } satisfies Entries<ResponseToolDeltaEvent>),
  v.looseObject({
    ...itemPlace,
    type: v.picklist(['response.function_call_arguments.done', 'response.mcp_call_arguments.done']),
    arguments: text,
    name: v.exactOptional(text),
  } satisfies Entries<ResponseArgumentsDoneEvent>),
]

/** Checks an event of a streamed response. Kinds that are not known pass. */
export const ResponseStreamEventSchema: Schema<ResponseStreamEvent> = variant<ResponseStreamEvent>(
  answer,
  'type',
  Object.fromEntries(known.flatMap((schema) => schema.entries.type.options.map((type): [string, Schema<ResponseStreamEvent>] => [type, schema]))),
)
