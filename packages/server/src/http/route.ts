import type { GenericSchema } from 'valibot'
import type { Model } from '../model/model.js'
import type { Records, Repository, StoredAnswer } from '../repository/repository.js'
import type { WorkQueue } from '../work/work-queue.js'
import type { Answer } from './answer.js'
import type { Keyring } from './keyring.js'
import type { Problem } from './problem.js'

/** Generation of Smarter's API: `chatbot` is 0.3 to 0.13, `llmclient` 0.14 and later. */
export type Era = 'chatbot' | 'llmclient'

/** What handlers work with. */
export interface Services {
  repository: Repository
  /** Takes what is to be done after the answer. */
  work: WorkQueue
  model: Model
  era: Era
  /** What addresses of this server begin with, without a slash at the end; `undefined` where callers' own addresses tell. */
  publicURL: string | undefined
  /** The time, ISO 8601 in UTC. */
  now(): string
  /** A time from now on, ISO 8601 in UTC. */
  later(milliseconds: number): string
  /** A new random id, such as `log_…`. */
  createId(prefix: string): string
  /** Random bytes in hexadecimal. */
  randomHex(bytes: number): string
}

/** Options of a commit. */
export interface CommitOptions {
  /** Whether the work stands apart. Default: false. */
  isApart?: boolean
}

/** A request on its way to an answer. */
export interface Exchange<Body = unknown, Query = unknown> {
  request: Request
  url: URL
  /** A part of the path, decoded. */
  param(name: string): string
  query: Query
  body: Body
  services: Services
  /**
   * Writes, and stores the answer for repeats of the request, in one transaction. Work that stands apart may go on beside others: what they write does
   * not matter to it, but for what a unique constraint keeps, and its own does not matter to them until it is there.
   */
  commit(work: (records: Records) => Promise<StoredAnswer>, options?: CommitOptions): Promise<StoredAnswer>
  /** Whether the answer is stored for repeats of the request, which come with the same idempotency key. */
  isStored: boolean
}

export type Handler<Body = unknown, Query = unknown> = (exchange: Exchange<Body, Query>) => Promise<Answer>

/**
 * What a route takes as its body: nothing, JSON, a form with files, or a manifest. A manifest is JSON or YAML as its content type says; an unlabelled one
 * may be YAML under the content type of JSON. Unlabelled JSON may come without a content type, or as plain text, but not from a browser.
 */
export type BodyKind = 'none' | 'json' | 'optional-json' | 'unlabelled-json' | 'form' | 'manifest' | 'unlabelled-manifest'

export interface Route {
  /** Verb and path, such as `GET /prompts/{id}`: the key into the tables of schemas. */
  key: string
  body: BodyKind
  /** Whether it only reads, so that an idempotency key means nothing to it. */
  reads: boolean
  /** Whether it answers with one commit, and nothing before it takes long. */
  isOneWrite: boolean
  handler: Handler
}

/** One of the APIs that the server speaks. */
export interface Dialect {
  /** What all its paths begin with, such as `/v5`. */
  prefix: string
  /** Which paths below the prefix are its own. Default: all. */
  owns?(path: string): boolean
  routes: Route[]
  requests: Partial<Record<string, GenericSchema>>
  queries: Partial<Record<string, GenericSchema>>
  /** Refuses a request without a right key. */
  authenticate(request: Request, path: string, keyring: Keyring): Promise<void>
  /** Gives an answer before any route is tried, such as a redirect. */
  intercept?(request: Request, path: string): Answer | undefined
  /** Words a refusal. */
  render(problem: Problem, path: string, request: Request): StoredAnswer
}

/** Declares a route. The schemas of its key have checked body and query by the time the handler sees them. */
export function route<Body = unknown, Query = unknown>(
  key: string,
  handler: Handler<Body, Query>,
  { body, reads, isOneWrite = false }: { body?: BodyKind; reads?: boolean; isOneWrite?: boolean } = {},
): Route {
  const isGet = key.startsWith('GET ')
  return { key, body: body ?? 'none', reads: reads ?? isGet, isOneWrite, handler: handler as Handler }
}
