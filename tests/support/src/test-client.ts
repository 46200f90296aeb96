import {
  type ClientOptions,
  createHumanloopClient,
  createOpenAIClient,
  createSmarterClient,
  type HumanloopClient,
  type OpenAIClient,
  type SchemaTable,
  type SmarterClient,
  validator,
} from '@smarter-api/core'
import { responses as humanloopResponses } from '@smarter-api/schemas/humanloop'
import { responses as openaiResponses } from '@smarter-api/schemas/openai'
import { responses as smarterResponses } from '@smarter-api/schemas/smarter'
import { createServer, memoryRepository, type ServerOptions } from '@smarter-api/server'
import { recordingFetch, type SentRequest } from './recording-fetch.js'

/** What a test may change. */
export interface TestClientOptions {
  /** Options of the client, on top of these: no key, no retries, strict validation. */
  readonly client?: ClientOptions
  /** Generation of Smarter that the server imitates. */
  readonly era?: NonNullable<ServerOptions['era']>
  /** Answers in place of the server, for answers that it does not give. */
  readonly answer?: (request: Request) => Promise<Response>
}

/** Options of a client over a server of its own in memory, and what the client sent. */
export interface TestOptions {
  readonly options: ClientOptions
  /** Every request so far, in order. */
  readonly sent: readonly SentRequest[]
}

/** A client over a server of its own in memory, and what it sent. */
export interface TestClient<Kind> extends TestOptions {
  readonly client: Kind
}

/** Gives the options of a Humanloop client over a server of its own in memory. Every answer is checked against its schema. */
export function humanloopTestOptions(options: TestClientOptions = {}): TestOptions {
  return overServer('/v5', [humanloopResponses], options)
}

/** Gives the options of a Smarter client over a server of its own in memory. Every answer is checked against its schema. */
export function smarterTestOptions(options: TestClientOptions = {}): TestOptions {
  return overServer('/api/v1', [smarterResponses, openaiResponses], options)
}

/** Gives the options of a client of OpenAI-style routes over a server of its own in memory. Every answer is checked against its schema. */
export function openaiTestOptions(options: TestClientOptions = {}): TestOptions {
  return overServer('/v1', [openaiResponses], options)
}

/** Makes a Humanloop client over a server of its own in memory. Every answer is checked against its schema. */
export function humanloopTestClient(options?: TestClientOptions): TestClient<HumanloopClient> {
  const test = humanloopTestOptions(options)
  return { ...test, client: createHumanloopClient(test.options) }
}

/** Makes a Smarter client over a server of its own in memory. Every answer is checked against its schema. */
export function smarterTestClient(options?: TestClientOptions): TestClient<SmarterClient> {
  const test = smarterTestOptions(options)
  return { ...test, client: createSmarterClient(test.options) }
}

/** Makes a client of OpenAI-style routes over a server of its own in memory. Every answer is checked against its schema. */
export function openaiTestClient(options?: TestClientOptions): TestClient<OpenAIClient> {
  const test = openaiTestOptions(options)
  return { ...test, client: createOpenAIClient(test.options) }
}

function overServer(basePath: string, responses: SchemaTable[], { client, era, answer }: TestClientOptions): TestOptions {
  const handle = answer ?? createServer({ repository: memoryRepository(), ...(era && { era }) }).fetch
  const { fetch, sent } = recordingFetch(basePath, handle)
  const baseURL = `http://127.0.0.1${basePath}`
  return { options: { apiKey: null, baseURL, maxRetries: 0, validate: validator('strict', ...responses), fetch, ...client }, sent }
}
