import { responses as humanloop } from '@smarter-api/schemas/humanloop'
import { responses as openai } from '@smarter-api/schemas/openai'
import { responses as smarter } from '@smarter-api/schemas/smarter'
import * as v from 'valibot'
import { expect } from 'vitest'
import { createServer } from '../create-server.js'
import type { Server } from '../create-server.js'
import type { ServerOptions } from '../options.js'
import { tryJson } from '../try-json.js'
import { defaultRepository } from './default-repository.js'

/** Address that test requests carry; no socket is behind it. */
export const origin = 'http://localhost:9357'

/** An answer that was read to its end. */
export interface Sent {
  status: number
  headers: Headers
  text: string
  /** The body as JSON; `undefined` when it is not JSON. */
  body: unknown
}

export type HeaderValues = Record<string, string>

type Answers<Table> = { [Key in keyof Table]: Table[Key] extends v.GenericSchema<unknown, infer Output> ? Output : never }

export interface Connection {
  server: Server
  /** Sends a request; `route` is a verb and a path below the API. A body is sent as JSON, or as it is when it is text or a form. */
  send(route: string, body?: unknown, headers?: HeaderValues): Promise<Sent>
}

/** A private server, asked through `Request` objects at one of its APIs. */
export function connect(prefix: '/v5' | '/api/v1' | '/v1' | '', options: ServerOptions = {}): Connection {
  const server = createServer({ repository: defaultRepository(), ...options })
  return {
    server,
    async send(route, body, headers = {}) {
      const [method = '', path = ''] = route.split(' ')
      const content = body === undefined ? {} : { body: typeof body === 'string' || body instanceof FormData ? body : JSON.stringify(body) }
      const type: HeaderValues = body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
      const response = await server.fetch(new Request(`${origin}${prefix}${path}`, { method, ...content, headers: { ...type, ...headers } }))
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, body: tryJson(text) }
    },
  }
}

/** A private server at Humanloop's API, with `ask`, which expects success and checks the answer against the schema of the route. */
export function connectHumanloop(options?: ServerOptions) {
  const connection = connect('/v5', options)
  return { ...connection, ask: asker<typeof humanloop>(connection, humanloop) }
}

/** The same for Smarter's API. */
export function connectSmarter(options?: ServerOptions) {
  const connection = connect('/api/v1', options)
  return { ...connection, ask: asker<typeof smarter>(connection, smarter) }
}

/** The same for the OpenAI-style API, with `askStream`, which gives the events of a stream, each checked. */
export function connectOpenAI(options?: ServerOptions) {
  const connection = connect('/v1', options)
  return {
    ...connection,
    ask: asker<typeof openai>(connection, openai),
    async askStream<Key extends keyof typeof openai & `${string}#stream`>(key: Key, body: object): Promise<Answers<typeof openai>[Key][]> {
      const sent = await connection.send(key.replace('#stream', ''), { ...body, stream: true })
      expect([sent.status, sent.headers.get('content-type')], sent.text).toEqual([200, 'text/event-stream; charset=utf-8'])
      const events = sent.text.split('\n').flatMap((line) => (line.startsWith('data: {') ? [JSON.parse(line.slice(6)) as unknown] : []))
      return events.map((event) => v.parse(openai[key] as v.GenericSchema, event)) as Answers<typeof openai>[Key][]
    },
  }
}

function asker<Table extends Record<string, v.GenericSchema>>({ send }: Connection, table: Table) {
  return async <Key extends keyof Table & string>(
    key: Key,
    parameters: Record<string, string> = {},
    body?: unknown,
    query = '',
  ): Promise<Answers<Table>[Key]> => {
    const route = key.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''))
    const sent = await send(`${route}${query}`, body)
    expect([200, 201], sent.text).toContain(sent.status)
    const schema = table[key]
    return (schema === undefined ? sent.body : v.parse(schema, sent.body)) as Answers<Table>[Key]
  }
}
