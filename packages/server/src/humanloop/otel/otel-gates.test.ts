import { describe, expect, it } from 'vitest'
import { connectHumanloop } from '../../testing/connect.js'
import { spanOf, traces, withSpans } from '../../testing/with-spans.js'

const flow = { 'humanloop.file.path': 'answer', 'humanloop.file.type': 'flow', 'humanloop.log.output': 'Hi' }
const sent = traces(spanOf(flow))

describe('the type of a body with spans', () => {
  it.each(['text/plain;charset=UTF-8', '', 'application/json'])('may be %j, as clients send it', async (type) => {
    expect(await withSpans().sendSpans(sent, { 'content-type': type })).toMatchObject({ status: 200, body: { records: [expect.any(String)] } })
  })

  it.each([{ origin: 'https://app.example' }, { 'sec-fetch-site': 'cross-site' }])('is not plain text from a page, which says %j', async (headers) => {
    const { sendSpans, send } = withSpans(connectHumanloop({ allowedOrigins: ['https://app.example'] }))
    for (const type of ['text/plain', '']) expect((await sendSpans(sent, { 'content-type': type, ...headers })).status).toBe(415)
    expect((await sendSpans(sent, { 'content-type': 'application/json', ...headers })).status).toBe(200)
    expect((await send('GET /flows')).body).toMatchObject({ total: 1 })
  })

  it('is not a form, and no page of a foreign origin may send any', async () => {
    const { sendSpans } = withSpans()
    expect((await sendSpans(sent, { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    for (const origin of ['https://evil.example', 'null']) expect((await sendSpans(sent, { 'content-type': 'text/plain', origin })).status).toBe(403)
  })
})

describe('spans', () => {
  it('of others are left out', async () => {
    const { sendSpans } = withSpans()
    const mixed = traces(spanOf({ 'http.method': 'GET' }), spanOf(flow), spanOf({}, { attributes: undefined }))
    const { body } = await sendSpans(mixed)
    expect((body as { records: string[] }).records).toHaveLength(1)
    expect((await sendSpans({ resourceSpans: [{}, { scopeSpans: [{}] }] })).body).toEqual({ records: [] })
  })

  it('are all kept, or none', async () => {
    const { sendSpans, send } = withSpans()
    const refused = await sendSpans(traces(spanOf(flow), spanOf({ ...flow, 'humanloop.file.type': 'robot' })))
    expect(refused).toMatchObject({ status: 422, body: { detail: [{ loc: ['body', 'resourceSpans'], type: 'enum' }] } })
    expect((await send('GET /flows')).body).toMatchObject({ total: 0 })
  })

  it.each([
    ['no traces', { spans: [] }],
    ['another form', { resourceSpans: [{ scopeSpans: 'none' }] }],
    ['times beyond the calendar', traces(spanOf(flow, { startTimeUnixNano: 1e30 }))],
    ['times that are none', traces(spanOf(flow, { endTimeUnixNano: 'noon' }))],
    ['no path', traces(spanOf({ 'humanloop.file.type': 'flow' }))],
    ['an id that cannot be one', traces(spanOf({ ...flow, 'humanloop.log.id': '' }))],
    ['messages that are none', traces(spanOf({ ...flow, 'humanloop.log.messages': 'Hi' }))],
    ['a way to prototypes', traces(spanOf({ ...flow, 'humanloop.file.attributes.__proto__.x': '1' }))],
    ['another way to them', traces(spanOf({ ...flow, 'humanloop.file.attributes.constructor.prototype.x': '1' }))],
    ['a way to them in JSON', traces(spanOf({ ...flow, 'humanloop.file.attributes': '{"__proto__": {}}' }))],
    ['great depth', traces(spanOf({ ...flow, [`humanloop.file.attributes${'.a'.repeat(200)}`]: '1' }))],
    ['great depth in JSON', traces(spanOf({ ...flow, 'humanloop.file.attributes': '{"a":'.repeat(200) + '1' + '}'.repeat(200) }))],
  ])('are refused with %s', async (_, body) => {
    expect((await withSpans().sendSpans(body)).status).toBe(422)
  })

  it('are not too many, nor are the parts of their names', async () => {
    const { sendSpans } = withSpans()
    expect((await sendSpans(traces(...Array.from({ length: 1001 }, () => spanOf({}))))).status).toBe(413)
    const deep = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`${'a.'.repeat(95)}${index}`, '']))
    expect((await sendSpans(traces(spanOf(deep)))).status).toBe(413)
  })

  it('may come with an idempotency key', async () => {
    const { sendSpans } = withSpans()
    const headers = { 'content-type': 'text/plain', 'idempotency-key': 'one' }
    const first = await sendSpans(sent, headers)
    const again = await sendSpans(sent, headers)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
  })
})
