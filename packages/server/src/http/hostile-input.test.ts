import { describe, expect, it } from 'vitest'
import { createServer } from '../create-server.js'
import { connect } from '../testing/connect.js'

function sendForm(body: string, type = 'multipart/form-data; boundary=x'): Promise<Response> {
  return createServer().fetch(new Request('http://localhost/v1/files', { method: 'POST', body, headers: { 'content-type': type } }))
}

describe('the root of each API', () => {
  it.each([
    ['/', { detail: expect.stringContaining('/v5') as unknown }],
    ['/v5', { detail: expect.stringContaining('no such route') as unknown }],
    ['/v5/', { detail: expect.stringContaining('no such route') as unknown }],
    ['/v1', { error: { type: 'invalid_request_error', code: 'not_found' } }],
    ['/api/v1/', { error: { status_code: 404 } }],
    ['/v5prompts', { detail: expect.stringContaining('no such route') as unknown }],
  ])('at %s is 404 in its words', async (path, body) => {
    expect(await connect('').send(`GET ${path}`, undefined, { accept: 'application/json' })).toMatchObject({ status: 404, body })
  })

  it('is behind the keys of its API', async () => {
    const { send } = connect('', { apiKeys: ['k'] })
    expect([(await send('GET /v5')).status, (await send('GET /v1')).status, (await send('GET /v5', undefined, { 'x-api-key': 'k' })).status]).toEqual([401, 401, 404])
  })
})

describe('addresses', () => {
  it.each(['/v5/prompts/%zz', '/v5/prompts/%ff', '/v5/prompts/%00', '/v5/prompts/..%2f..', '/v5%2fprompts', '/v1/files/%e0%a4%a', '/%', '/v5/prompts//', '/v5/prompts/constructor', '/v5/__proto__'])(
    'like %s lead to nothing',
    async (path) => {
      expect((await connect('').send(`GET ${path}`)).status).toBe(404)
    },
  )

  it('that are too long are 414 in the words of the API', async () => {
    const { send } = connect('')
    const query = 'x'.repeat(20_000)
    expect(await send(`GET /v5/prompts?${query}`)).toMatchObject({ status: 414, body: { detail: expect.stringContaining('16384 characters') as unknown } })
    expect(await send(`GET /v1/files?${query}`)).toMatchObject({ status: 414, body: { error: { type: 'invalid_request_error' } } })
  })

  it('with a broken query, or one that repeats itself without end, are read as they are', async () => {
    const { send } = connect('/v5')
    for (const query of ['%zz=%', '__proto__=1&constructor=2', 'a&'.repeat(8000), 'size=1&page=%31']) expect((await send(`GET /prompts?${query}`)).status, query.slice(0, 20)).toBe(200)
    for (const query of ['size=%00', 'size=1e9', 'page=-1', 'size=99999999999999999999']) expect((await send(`GET /prompts?${query}`)).status, query).toBe(422)
  })
})

describe('bodies', () => {
  it('with more parts than a form needs are refused before they are read', async () => {
    const parts = `${'--x\r\ncontent-disposition: form-data; name="a"; filename="b"\r\n\r\n1\r\n'.repeat(100_000)}--x--\r\n`
    const response = await sendForm(parts)
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('more than 100 parts')])
    for (const type of ['xboundary=y; boundary=x', 'a="boundary=y"; boundary=x', 'boundary=y; boundary=x']) {
      const twofold = await sendForm(parts, `multipart/form-data; ${type}`)
      expect([twofold.status, await twofold.text()], type).toEqual([400, expect.stringContaining('not a valid multipart form')])
    }
  })

  it.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="x', 'multipart/form-data; boundary=other'])('of the type %s without such parts are refused', async (type) => {
    expect((await sendForm('--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', type)).status).toBe(400)
  })

  it.each(['gzip', 'br', 'GZIP, deflate'])('that are encoded as %s are 415 in the words of each API', async (encoding) => {
    const { send } = connect('')
    const headers = { 'content-encoding': encoding }
    expect(await send('POST /v5/prompts', {}, headers)).toMatchObject({ status: 415, body: { detail: expect.stringContaining('without content-encoding') as unknown } })
    expect(await send('POST /v1/chat/completions', {}, headers)).toMatchObject({ status: 415, body: { error: { type: 'invalid_request_error' } } })
    expect((await send('POST /v5/prompts', { path: 'a', model: 'm' }, { 'content-encoding': 'identity' })).status).toBe(200)
  })

  it('with a name as long as themselves are told of in few words', async () => {
    const { status, text } = await connect('/v5').send('POST /prompts', { path: 'a', model: 'm', ['x'.repeat(1_000_000)]: 1 })
    expect([status, text.length < 1000]).toEqual([422, true])
  })

  it('that break off are 400, and no failure of the server', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
    const request = new Request('http://localhost/v5/prompts', { method: 'POST', body, headers: { 'content-type': 'application/json' }, duplex: 'half' } as RequestInit)
    const response = await createServer().fetch(request)
    expect([response.status, await response.json()]).toEqual([400, { detail: 'The body broke off before its end. Send the request again.' }])
  })
})
