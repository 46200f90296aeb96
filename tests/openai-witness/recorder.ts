import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { localServer } from '@smarter-api/test-support'
import { type FormPart, readForm } from './read-form.js'

/** One request as it came over the wire. */
export interface RecordedRequest {
  readonly line: string
  /** Names and values of the query, decoded, by name. */
  readonly query: readonly (readonly [name: string, value: string])[]
  /** JSON with sorted keys, the parts of a form by name, or nothing. */
  readonly body: string | readonly FormPart[] | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** A server that remembers what it was sent, and gives every route an answer that any client takes. */
export interface Recorder {
  readonly url: string
  /** Gives what was sent since the last time. */
  take(): RecordedRequest[]
  close(): Promise<void>
}

const json = { id: 'any', object: 'any', status: 'processed', data: [], has_more: false }
const chunk = { id: 'chatcmpl_1', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [] }
const completed = { type: 'response.completed', sequence_number: 1, response: { id: 'resp_1', object: 'response', output: [] } }

/** Starts a recorder on a free port. */
export async function startRecorder(): Promise<Recorder> {
  const sent: RecordedRequest[] = []
  const server = await localServer((incoming, outgoing) => {
    void record(incoming).then((request) => {
      sent.push(request)
      answer(request, outgoing)
    })
  })
  return { url: `${server.url}/v1`, take: () => sent.splice(0), close: async () => server[Symbol.asyncDispose]() }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost')
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
  return {
    line: `${incoming.method} ${pathname}`,
    query: [...searchParams].toSorted(([one], [other]) => one.localeCompare(other)),
    body: readBody(await buffer(incoming), headers['content-type'] ?? ''),
    headers,
  }
}

function readBody(bytes: Buffer, contentType: string): RecordedRequest['body'] {
  if (bytes.length === 0) return undefined
  return contentType.startsWith('multipart/form-data') ? readForm(bytes, contentType).toSorted(byName) : canonicalJson(JSON.parse(bytes.toString()))
}

function byName({ name: one = '' }: FormPart, { name: other = '' }: FormPart): number {
  return one.localeCompare(other)
}

/** Writes JSON with the keys of each object in order, so that equal values are equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each
    return Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  })
}

function answer({ line, body }: RecordedRequest, outgoing: ServerResponse): void {
  if (typeof body !== 'string' || !body.includes('"stream":true')) {
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(json))
    return
  }
  const events = line.endsWith('/responses') ? [`event: ${completed.type}\ndata: ${JSON.stringify(completed)}`] : [`data: ${JSON.stringify(chunk)}`, 'data: [DONE]']
  outgoing.writeHead(200, { 'content-type': 'text/event-stream' }).end(events.map((event) => `${event}\n\n`).join(''))
}
