import { expect } from 'vitest'
import { connectHumanloop } from './connect.js'
import type { HeaderValues } from './connect.js'

const start = 1_764_763_200_000
const nodeTimes = { startTimeUnixNano: start * 1e6, endTimeUnixNano: (start + 1500) * 1e6 }
export const pythonTimes = { startTimeUnixNano: `${start}000000`, endTimeUnixNano: `${start + 1500}000000` }
/** The times of a span that says no others, as a Log shows them. */
export const spanTimes = { start_time: '2025-12-03T12:00:00.000Z', end_time: '2025-12-03T12:00:01.500Z' }
let made = 0

export type Attributes = Record<string, string>

/** A span as the client in Node sends it. */
export function spanOf(attributes: Attributes, fields: object = {}): object {
  made += 1
  return {
    traceId: '106793eb48de9155cb2aa3274daa359c',
    spanId: made.toString(16).padStart(16, '0'),
    traceState: '',
    name: 'humanloop.tool',
    kind: 0,
    ...nodeTimes,
    attributes: Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } })),
    droppedAttributesCount: 0,
    events: [],
    links: [],
    ...fields,
  }
}

export function traces(...spans: object[]): object {
  return { resourceSpans: [{ scopeSpans: [{ scope: { name: 'humanloop.sdk.decorator' }, spans }] }] }
}

/** What the fetch of Node says of a text. */
const plainText = { 'content-type': 'text/plain;charset=UTF-8' }

/** A server, and ways to send it spans. */
export function withSpans(connection = connectHumanloop()) {
  const { send } = connection
  const sendSpans = (body: object, headers: HeaderValues = plainText) => send('POST /import/otel/v1/traces', JSON.stringify(body), headers)
  return {
    ...connection,
    sendSpans,
    getLog: (id: string) => connection.ask('GET /logs/{id}', { id }),
    async importSpan(attributes: Attributes, fields?: object): Promise<string> {
      const { status, body, text } = await sendSpans(traces(spanOf(attributes, fields)))
      expect(status, text).toBe(200)
      const [id] = (body as { records: string[] }).records
      return id ?? ''
    },
  }
}
