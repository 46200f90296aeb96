import * as v from 'valibot'
import { flag, freeMap, map, nullish, request, text, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { many } from '../../query-parameter.js'
import { ResponseFormatSchema } from '../chat/requests.js'
import { cursorOrder, cursorQuery, modelRequestEntries } from '../shared/schemas.js'
import { responseInputItem } from './items.js'
import { ResponseReasoningSchema, ResponseToolSchema, textSettings, toolChoice } from './settings.js'
import type { CreateResponseRequest, ListResponseInputItemsQuery, ResponsePrompt, RetrieveResponseQuery } from './types.js'

const prompt = request.object({ id: v.string(), version: text, variables: map } satisfies Entries<ResponsePrompt>)

/** Checks the body of a response. */
export const CreateResponseRequestSchema: Schema<CreateResponseRequest> = request.object({
  ...modelRequestEntries,
  model: v.exactOptional(request.text({ min: 1 })),
  input: v.exactOptional(textOr(v.array(responseInputItem(request)))),
  background: flag,
  context_management: nullish(v.array(freeMap)),
  conversation: nullish(textOr(v.looseObject({ id: v.string() }))),
  include: nullish(v.array(v.string())),
  instructions: text,
  max_output_tokens: nullish(request.integer({ min: 1 })),
  max_tool_calls: nullish(request.integer({ min: 1 })),
  previous_response_id: text,
  prompt: nullish(prompt),
  reasoning: nullish(ResponseReasoningSchema),
  response_format: v.exactOptional(ResponseFormatSchema),
  stream: flag,
  stream_options: nullish(request.object({ include_obfuscation: v.exactOptional(v.boolean()) })),
  text: v.exactOptional(textSettings(request)),
  tool_choice: v.exactOptional(toolChoice(request)),
  tools: v.exactOptional(v.array(ResponseToolSchema)),
  truncation: nullish(request.word('auto', 'disabled')),
} satisfies Entries<CreateResponseRequest>)

/** A list in a query has brackets after its name. */
const listed = { 'include[]': many(v.string()) }

function unlisted<Query extends { 'include[]'?: string[] }>({ 'include[]': include, ...query }: Query) {
  return include ? { ...query, include } : query
}

/** Checks the query of a response. */
export const RetrieveResponseQuerySchema: Schema<unknown, RetrieveResponseQuery> = v.pipe(v.object(listed), v.transform(unlisted))

/** Checks the query of a list of what was told to a model. */
export const ListResponseInputItemsQuerySchema: Schema<unknown, ListResponseInputItemsQuery> = v.pipe(
  v.object({ ...cursorQuery(100), order: cursorOrder, ...listed }),
  v.transform(unlisted),
)
