import {
  type Client,
  type ClientOptions,
  createHumanloopClient,
  createSmarterClient,
  type HumanloopClient,
  type SchemaTable,
  type SmarterClient,
  validator,
} from '@smarter-api/core'
import { responses as humanloopResponses } from '@smarter-api/schemas/humanloop'
import { responses as smarterResponses } from '@smarter-api/schemas/smarter'
import { createServer, memoryRepository, type ServerOptions } from '@smarter-api/server'
import { recordingFetch, type SentRequest } from './recording-fetch.js'

/** What a test may change. */
export interface TestClientOptions {
  /** Options of the client, on top of these: no key, no retries, strict validation. */
  readonly client?: ClientOptions
  /** Generation of Smarter that the server imitates. */
  readonly era?: NonNullable<ServerOptions['era']>
}

/** A client, and what it sent. */
export interface TestClient<Kind extends Client> {
  readonly client: Kind
  /** Every request so far, in order. */
  readonly sent: readonly SentRequest[]
}

/** Makes a Humanloop client over a server of its own in memory. Every answer is checked against its schema. */
export function humanloopTestClient(options: TestClientOptions = {}): TestClient<HumanloopClient> {
  return overServer('/v5', humanloopResponses, createHumanloopClient, options)
}

/** Makes a Smarter client over a server of its own in memory. Every answer is checked against its schema. */
export function smarterTestClient(options: TestClientOptions = {}): TestClient<SmarterClient> {
  return overServer('/api/v1', smarterResponses, createSmarterClient, options)
}

function overServer<Kind extends Client>(
  basePath: string,
  responses: SchemaTable,
  create: (options: ClientOptions) => Kind,
  { client, era }: TestClientOptions,
): TestClient<Kind> {
  const server = createServer({ repository: memoryRepository(), ...(era && { era }) })
  const { fetch, sent } = recordingFetch(basePath, server.fetch)
  const baseURL = `http://127.0.0.1${basePath}`
  return { client: create({ apiKey: null, baseURL, maxRetries: 0, validate: validator('strict', responses), fetch, ...client }), sent }
}
