import * as v from 'valibot'
import { answer, type Direction, flag, freeMap, map, mapOf, nullish, request, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { count, one, word } from '../../query-parameter.js'
import type { CursorPage, CursorQuery, Deletion, JsonSchemaFormat, Metadata, ModelRequest, OpenAIErrorResponse } from './types.js'

/** Labels, as the service kept them. */
export const labels = mapOf(v.string())

/** Checks labels: few, and short. */
export const MetadataSchema: Schema<Metadata> = v.pipe(
  mapOf(v.pipe(v.string(), v.maxLength(512))),
  v.check((labels) => Object.keys(labels).length <= 16, 'Expected at most 16 labels'),
  v.check((labels) => Object.keys(labels).every((key) => key.length <= 64), 'Expected keys of at most 64 characters'),
)

const share = nullish(request.number({ min: 0, max: 1 }))

/** Fields that all requests for a model have. */
export const modelRequestEntries = {
  metadata: nullish(MetadataSchema),
  moderation: map,
  parallel_tool_calls: flag,
  prompt_cache_key: text,
  prompt_cache_options: map,
  prompt_cache_retention: text,
  safety_identifier: text,
  service_tier: text,
  store: flag,
  temperature: nullish(request.number({ min: 0, max: 2 })),
  top_logprobs: nullish(request.integer({ min: 0, max: 20 })),
  top_p: share,
  user: text,
} satisfies Entries<ModelRequest>

/** The name of a function or a schema. */
export function shortName(direction: Direction): Schema<string> {
  return direction.text({ min: 1, max: 64, pattern: { matches: /^[\w-]+$/, message: 'Expected letters, digits, dashes and underscores' } })
}

/** The entries of a format that fits a JSON Schema. */
export function jsonSchemaFormat(direction: Direction) {
  return {
    name: shortName(direction),
    description: v.exactOptional(v.string()),
    schema: v.exactOptional(freeMap),
    strict: flag,
  } satisfies Entries<JsonSchemaFormat>
}

/** A list's page of some kind of item. */
export function cursorPage<Item>(item: Schema<Item>): Schema<CursorPage<Item>> {
  return answer.object({
    object: v.string(),
    data: v.array(item),
    has_more: flag,
    first_id: text,
    last_id: text,
  } satisfies Entries<CursorPage<Item>>) as Schema<unknown> as Schema<CursorPage<Item>>
}

/** The cursor in a query string, with the most items that a page of the list may have. */
export function cursorQuery(max: number) {
  return { after: word, limit: one(count(1, max)) } satisfies Entries<CursorQuery>
}

/** The direction of a list in a query string. */
export const cursorOrder = one(request.word('asc', 'desc'))

/** Checks which page of a list is meant. */
export const CursorQuerySchema: Schema<unknown, CursorQuery> = v.object(cursorQuery(100))

/** Checks what is told of a deletion. */
export const DeletionSchema: Schema<Deletion> = v.looseObject({ id: v.string(), object: v.string(), deleted: v.boolean() } satisfies Entries<Deletion>)

/** Checks the body of an unsuccessful answer. */
export const OpenAIErrorResponseSchema: Schema<OpenAIErrorResponse> = v.looseObject({
  error: v.looseObject({ message: v.string(), type: text, param: text, code: nullish(v.string()) } satisfies Entries<OpenAIErrorResponse['error']>),
} satisfies Entries<OpenAIErrorResponse>)
