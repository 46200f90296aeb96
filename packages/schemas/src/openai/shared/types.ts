import type { OpenEnum } from '../../open-enum.js'

/** Labels of your own: at most 16 pairs, keys of at most 64 characters, values of at most 512. */
export type Metadata = Record<string, string>

/** How long a model thinks before it answers. */
export type ReasoningEffort = OpenEnum<'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh'>

/** How much a model says. */
export type Verbosity = OpenEnum<'low' | 'medium' | 'high'>

/** How fast, and at what price, a request is served. */
export type ServiceTier = OpenEnum<'auto' | 'default' | 'flex' | 'scale' | 'priority'>

/** How long the beginning of a prompt is kept for later requests. */
export type PromptCacheRetention = OpenEnum<'in_memory' | '24h'>

/** A JSON Schema that an answer must fit. */
export interface JsonSchemaFormat {
  /** Name of the schema: letters, digits, dashes and underscores, at most 64. */
  name: string
  /** What the answer is for; models read it. */
  description?: string
  /** The JSON Schema. */
  schema?: Record<string, unknown>
  /** Whether the answer must fit exactly. Only a part of JSON Schema is allowed then. Default `false`. */
  strict?: boolean | null
}

/** Which fields all requests for a model have, whatever the model is to do. */
export interface ModelRequest {
  /** Labels to keep with the answer. */
  metadata?: Metadata | null
  /** Checks that the service is to make beside the answer. */
  moderation?: Record<string, unknown> | null
  /** Whether the model may ask for several tools at once. Default `true`. */
  parallel_tool_calls?: boolean | null
  /** Groups requests that begin alike, so that their beginning is found in the cache. */
  prompt_cache_key?: string | null
  /** What is cached, in detail. */
  prompt_cache_options?: Record<string, unknown> | null
  /** How long the beginning of the prompt is kept. */
  prompt_cache_retention?: PromptCacheRetention | null
  /** Identifies your user to the service's abuse checks; give a hash, not a name. */
  safety_identifier?: string | null
  /** How fast to serve it. Default `auto`. */
  service_tier?: ServiceTier | null
  /** Whether the service keeps the answer. */
  store?: boolean | null
  /** Randomness, 0 to 2. Default 1. */
  temperature?: number | null
  /** How many of the likeliest tokens to tell of at each place, 0 to 20. */
  top_logprobs?: number | null
  /** Share of the likeliest tokens to choose from, 0 to 1. Default 1. */
  top_p?: number | null
  /** Older name of `safety_identifier` and `prompt_cache_key`. */
  user?: string | null
}

/** Direction of a list by time of creation. */
export type CursorOrder = OpenEnum<'asc' | 'desc'>

/** Which page of a list is meant. */
export interface CursorQuery {
  /** Id of the last item of the page before. */
  after?: string
  /** Most items on a page. */
  limit?: number
}

/** One page of a list. The next one begins after the id of its last item. */
export interface CursorPage<Item> {
  /** Kind of object: `list`. */
  object: string
  /** The items. */
  data: Item[]
  /** Whether another page follows. */
  has_more?: boolean | null
  /** Id of the first item. */
  first_id?: string | null
  /** Id of the last item. */
  last_id?: string | null
}

/** What is told of a deletion. */
export interface Deletion {
  /** Id of what was deleted. */
  id: string
  /** Kind of object that was deleted. */
  object: string
  /** Whether it is gone. */
  deleted: boolean
}

/** The body of an unsuccessful answer. */
export interface OpenAIErrorResponse {
  /** What went wrong. */
  error: {
    /** In words. */
    message: string
    /** Kind of error, for example `invalid_request_error`. */
    type?: string | null
    /** The parameter that is wrong. */
    param?: string | null
    /** Machine-readable reason, for example `model_not_found`. */
    code?: string | null
  }
}
