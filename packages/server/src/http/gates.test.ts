import { describe, expect, it } from 'vitest'
import { connect } from '../testing/connect.js'
import type { ServerLogEntry } from '../options.js'
import { createServer } from '../create-server.js'
import type { Model } from '../model/model.js'
import { memoryRepository } from '../repository/memory/memory-repository.js'

const prompt = { path: 'a', model: 'gpt-4o' }

describe('a server without a key', () => {
  it('answers loopback names on any port', async () => {
    const server = createServer()
    for (const host of ['localhost', '127.0.0.1:9357', '[::1]:80', 'LOCALHOST']) {
      const response = await server.fetch(new Request(`http://${host}/v5/prompts`))
      expect(response.status, host).toBe(200)
    }
  })

  it('refuses a host name that is not a loopback one, in the address and in the header', async () => {
    const server = createServer()
    const byAddress = await server.fetch(new Request('http://rebound.example/v5/prompts'))
    const byHeader = await server.fetch(new Request('http://localhost/v5/prompts', { headers: { host: 'rebound.example' } }))
    expect([byAddress.status, byHeader.status]).toEqual([403, 403])
    expect(await byAddress.json()).toEqual({ detail: expect.stringContaining('allowedHosts') as unknown })
  })

  it('answers hosts that were named, and all with a star', async () => {
    for (const allowedHosts of [['My.Host'], ['*']]) {
      const response = await createServer({ allowedHosts }).fetch(new Request('http://my.host/v5/prompts'))
      expect(response.status).toBe(200)
    }
  })

  it('refuses pages of every origin that is not named', async () => {
    const { send } = connect('/v5', { allowedOrigins: ['https://app.example'] })
    for (const origin of ['https://evil.example', 'null', 'http://localhost:9357']) {
      const { status, headers } = await send('POST /prompts', prompt, { origin })
      expect(status).toBe(403)
      expect(headers.has('access-control-allow-origin')).toBe(false)
    }
  })

  it('takes origins with a slash at the end, and refuses at the start what no browser sends', async () => {
    const { send } = connect('/v5', { allowedOrigins: ['https://app.example/'] })
    expect((await send('GET /prompts', undefined, { origin: 'https://app.example' })).status).toBe(200)
    for (const origin of ['app.example', 'https://app.example/page', 'file:///page', '']) {
      expect(() => createServer({ allowedOrigins: [origin] })).toThrow(/is not the origin of a page\. Write scheme, host and port/)
    }
  })

  it('lets pages of a named origin ask first and read the answer', async () => {
    const { send } = connect('/v5', { allowedOrigins: ['https://app.example'] })
    const asked = await send('OPTIONS /prompts', undefined, { origin: 'https://app.example', 'access-control-request-method': 'POST' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toContain('idempotency-key')
    const answered = await send('POST /prompts', prompt, { origin: 'https://app.example' })
    expect(answered.headers.get('access-control-allow-origin')).toBe('https://app.example')
    expect((await send('OPTIONS /prompts', undefined, { origin: 'https://evil.example' })).headers.has('access-control-allow-headers')).toBe(false)
  })

  it('lets pages of a named origin send the headers of other clients', async () => {
    const { send } = connect('/v1', { allowedOrigins: ['https://app.example'] })
    const headers = 'authorization,content-type,openai-organization,x-stainless-lang,x-stainless-retry-count'
    const asked = await send('OPTIONS /chat/completions', undefined, { origin: 'https://app.example', 'access-control-request-headers': headers })
    expect([asked.status, asked.headers.get('access-control-allow-headers')]).toEqual([204, headers])
  })
})

describe('bodies', () => {
  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])('refuses %j, which a foreign page may send without asking', async (type) => {
    expect((await connect('/v5').send('POST /prompts', prompt, { 'content-type': type })).status).toBe(415)
    expect((await connect('/api/v1').send('POST /cli/apply/', prompt, { 'content-type': type })).status).toBe(415)
  })

  it('refuses other types on writes that take no body too', async () => {
    expect((await connect('/api/v1').send('POST /cli/delete/llmclient/?name=a', 'x', { 'content-type': 'text/plain' })).status).toBe(415)
  })

  it('takes JSON with a charset', async () => {
    expect((await connect('/v5').send('POST /prompts', prompt, { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(200)
  })

  it('refuses more bytes than the limit, announced or not', async () => {
    const { server, send } = connect('/v5', { maxBodyBytes: 100 })
    expect((await send('POST /prompts', { ...prompt, readme: 'x'.repeat(200) })).status).toBe(413)
    const piece = new TextEncoder().encode('x'.repeat(60))
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(piece)
      },
    })
    const request = new Request('http://localhost/v5/prompts', {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit)
    expect((await server.fetch(request)).status).toBe(413)
    expect(pulled).toBeLessThan(10)
  })

  it('answers malformed JSON in the words of the API that was asked', async () => {
    for (const source of ['{', '{"a":1} x', 'nope']) {
      const humanloop = await connect('/v5').send('POST /prompts', source)
      expect(humanloop).toMatchObject({ status: 422, body: { detail: [{ loc: ['body'], type: 'json_invalid' }] } })
      const smarter = await connect('/api/v1').send('POST /cli/apply/', source)
      expect(smarter).toMatchObject({ status: 400, body: { detail: expect.stringContaining('JSON parse error') as unknown } })
    }
  })

  it('refuses YAML that would take long to read', async () => {
    const yaml = { 'content-type': 'application/x-yaml' }
    const { send } = connect('/api/v1')
    const refused = await send('POST /cli/apply/', '- a\n'.repeat(70_000), { ...yaml, accept: 'application/json' })
    expect([refused.status, refused.text]).toEqual([413, expect.stringContaining('Send JSON.')])
  })

  it('tells the first mistake of a large one, and no list as long as the body', async () => {
    const many = Array.from({ length: 200_000 }, () => ({}))
    const manifest = { apiVersion: 'smarter.sh/v1', kind: 'Chatbot', metadata: { name: 'a', description: null, version: null, tags: many }, spec: { config: {} } }
    const asked: [string, object, number][] = [
      ['POST /v5/prompts', { ...prompt, template: many }, 422],
      ['POST /v1/chat/completions', { model: 'm', messages: many }, 400],
      ['POST /api/v1/cli/apply/', manifest, 400],
    ]
    const { send } = connect('', { era: 'chatbot' })
    for (const [route, body, status] of asked) {
      const refused = await send(route, body)
      expect(refused.status, route).toBe(status)
      expect(refused.text.length, route).toBeLessThan(1000)
      expect(refused.text, route).toMatch(/template|messages|tags/)
    }
    const small = await send('POST /v5/prompts', { ...prompt, template: [{}, {}] })
    expect(small.body).toMatchObject({ detail: [{ loc: ['body', 'template', 0, 'role'] }, { loc: ['body', 'template', 1, 'role'] }] })
  })

  it('refuses bytes that are no UTF-8', async () => {
    const request = new Request('http://localhost/v5/prompts', {
      method: 'POST',
      body: new Uint8Array([0x22, 0xff, 0x22]),
      headers: { 'content-type': 'application/json' },
    })
    expect((await createServer().fetch(request)).status).toBe(422)
  })

  it('refuses more values than the memory is for, however short they are', async () => {
    const { send } = connect('/v5')
    const [most, more] = [499_990, 500_000].map((values) => `{"path":"a","model":"m","attributes":{"x":[${'[],'.repeat(values)}1]}}`)
    expect((await send('POST /prompts', most)).status).toBe(200)
    expect(await send('POST /prompts', more)).toMatchObject({ status: 413, body: { detail: 'The body has more than 500000 values. Send it in parts.' } })
  })

  it('refuses keys that could change prototypes', async () => {
    const { send } = connect('/v5')
    for (const inputs of ['{"__proto__":{"x":1}}', '{"deep":[{"constructor":{"prototype":{"x":1}}}]}']) {
      const { status } = await send('POST /prompts/call', `{"path":"a","inputs":${inputs}}`)
      expect(status).toBe(422)
    }
    expect(Reflect.get({}, 'x')).toBeUndefined()
  })

  it('takes an input that is called constructor', async () => {
    const { send } = connect('/v5')
    await send('POST /prompts', { ...prompt, template: [{ role: 'user', content: '{{constructor}}' }] })
    const { status } = await send('POST /prompts/call', { path: 'a', inputs: { constructor: 'a builder' } })
    expect(status).toBe(200)
  })

  it('refuses JSON that is nested too deeply, without running out of stack', async () => {
    const deep = `{"path":"a","model":"m","attributes":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`
    expect((await connect('/v5').send('POST /prompts', deep)).status).toBe(422)
  })

  it.each([
    ['nested too deeply', '['.repeat(100_000)],
    ['that holds itself', '&a [*a, *a]'],
    ['with more aliases than a hundred', `[&a x${', *a'.repeat(200)}]`],
    ['that is none', 'a: [b'],
    ['with a key twice', '{a: 1, a: 2}'],
    ['with a tag that is not known', 'a: !!js/function b'],
  ])('refuses YAML %s, and lives', async (_, source) => {
    const { status, body } = await connect('/api/v1').send('POST /cli/apply/', source, { 'content-type': 'application/yaml' })
    expect([status, body]).toEqual([400, { detail: expect.stringMatching(/not valid YAML: .*\(line 1\)/) as unknown }])
  })

  it('names wrong fields without quoting what stands there, a hundred at most', async () => {
    const { send } = connect('/v5')
    const secret = await send('POST /prompts/call', { path: 'a', provider_api_keys: 'sk-secret' })
    expect([secret.status, secret.text]).toEqual([422, expect.not.stringContaining('sk-secret')])
    const many = await send('POST /prompts', { ...prompt, tags: Array.from({ length: 1000 }, () => 1) })
    expect(many).toMatchObject({ status: 422, body: { detail: { length: 100 } } })
  })
})

describe('keys', () => {
  const apiKeys = ['first-key', 'second-key']

  it('opens Humanloop\'s routes for each of several keys', async () => {
    const { send } = connect('/v5', { apiKeys })
    for (const key of apiKeys) expect((await send('GET /prompts', undefined, { 'x-api-key': key })).status).toBe(200)
  })

  it('refuses a missing and a wrong key with 401 on Humanloop\'s routes', async () => {
    const { send } = connect('/v5', { apiKeys })
    expect(await send('GET /prompts')).toMatchObject({ status: 401, body: { detail: expect.stringContaining('X-API-KEY') as unknown } })
    expect(await send('GET /prompts', undefined, { 'x-api-key': 'first-ke' })).toMatchObject({ status: 401 })
  })

  it('opens Smarter\'s routes for the scheme Token, in any case, and for no other', async () => {
    const { send } = connect('/api/v1', { apiKeys })
    const ask = async (authorization: string) => (await send('POST /cli/whoami/', undefined, { authorization })).status
    expect([await ask('Token first-key'), await ask('token second-key'), await ask('Bearer first-key'), await ask('Token wrong')]).toEqual([200, 200, 403, 401])
  })

  it('answers a missing key on Smarter\'s routes as each part of the platform does', async () => {
    const { send } = connect('/api/v1', { apiKeys })
    expect(await send('POST /cli/whoami/')).toMatchObject({ status: 403, body: { error: { errorClass: 'SmarterAPIV1CLIViewErrorNotAuthenticated' } } })
    const prompted = await send('POST /llm-clients/rMTAwMDAwMQx/prompt/', { messages: [{ role: 'user', content: 'Hi' }] })
    expect(prompted.status).toBe(302)
    expect(prompted.headers.get('location')).toMatch(/^\/login\//)
    expect(await send('POST /prompts/passthrough/openai/')).toMatchObject({ status: 302 })
    expect(await send('GET /plugins/')).toMatchObject({ status: 401, body: { detail: expect.any(String) as unknown } })
    expect(await send('GET /llm-clients/', undefined, { accept: 'application/json' })).toMatchObject({ status: 403, body: { error: { status_code: 403 } } })
    expect(await send('GET /tests/unauthenticated/dict/')).toMatchObject({ status: 200 })
    expect(await send('POST /cli/example-manifest/llmclient/')).toMatchObject({ status: 200 })
    const older = connect('/api/v1', { apiKeys, era: 'chatbot' })
    expect(await older.send('POST /cli/whoami/')).toMatchObject({ status: 403, body: { error: { errorClass: 'APIV1CLIViewError' } } })
    expect(await older.send('POST /chatbots/1/chat/', {})).toMatchObject({ status: 403, body: { message: expect.stringContaining('API key') as unknown } })
  })

  it('answers any host once a key is needed', async () => {
    const response = await createServer({ apiKeys }).fetch(new Request('http://my.host/v5/prompts', { headers: { 'x-api-key': 'first-key' } }))
    expect(response.status).toBe(200)
  })

  it('never gives back a header of the request', async () => {
    const secret = 'sk-very-secret'
    const headers = { authorization: `Token ${secret}`, 'x-api-key': secret, 'x-other': secret, 'idempotency-key': secret, cookie: secret }
    for (const route of ['GET /v5/prompts', 'POST /v5/prompts', 'GET /v5/nothing', 'POST /api/v1/cli/whoami/', 'POST /api/v1/cli/apply/', 'GET /nothing']) {
      const { text, headers: answered } = await connect('', { apiKeys }).send(route, route.startsWith('POST') ? {} : undefined, headers)
      expect(text + JSON.stringify([...answered]), route).not.toContain(secret)
    }
  })
})

describe('every answer', () => {
  it('carries a request id of its own', async () => {
    const { send } = connect('')
    const answers = [await send('GET /v5/prompts'), await send('GET /nothing'), await send('POST /api/v1/cli/version/', 'x', { 'content-type': 'text/plain' })]
    const ids = answers.map(({ headers }) => headers.get('x-request-id'))
    expect(ids.every((id) => /^req_\w{20}$/.test(id ?? ''))).toBe(true)
    expect(new Set(ids).size).toBe(3)
  })

  it('to an unknown route is 404 in the words of the API', async () => {
    const { send } = connect('')
    expect(await send('GET /v5/nothing')).toMatchObject({ status: 404, body: { detail: expect.any(String) as unknown } })
    expect(await send('GET /api/v1/nothing/', undefined, { accept: 'application/json' })).toMatchObject({ status: 404, body: { error: { status_code: 404 } } })
    expect(await send('GET /api/v1/nothing/')).toMatchObject({ status: 404, text: expect.stringContaining('<title>404</title>') as unknown })
    expect(await send('GET /v1/nothing')).toMatchObject({ status: 404, body: { error: { type: 'invalid_request_error' } } })
    expect(await send('GET /elsewhere')).toMatchObject({ status: 404, body: { detail: expect.stringContaining('/v5') as unknown } })
  })

  it('to a wrong method is 405 and names the right ones', async () => {
    const { send } = connect('')
    const put = await send('PUT /v5/prompts', {})
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST'])
    expect((await send('GET /api/v1/cli/apply/')).status).toBe(405)
  })

  it('to a path without its last slash is a redirect on Smarter\'s API', async () => {
    const { status, headers } = await connect('/api/v1').send('GET /cli/describe/llmclient?name=a')
    expect([status, headers.get('location')]).toEqual([301, '/api/v1/cli/describe/llmclient/?name=a'])
  })

  it('to a failure inside the server is 500 without details, which only the log has', async () => {
    const entries: ServerLogEntry[] = []
    const broken = { ...memoryRepository(), read: () => Promise.reject(new Error('disk on fire')) }
    for (const route of ['GET /v5/prompts', 'POST /api/v1/cli/get/llmclient/']) {
      const { status, text } = await connect('', { repository: broken, logger: (entry) => entries.push(entry) }).send(route)
      expect(status).toBe(500)
      expect(text).not.toContain('fire')
    }
    expect(entries.filter(({ method }) => method !== 'WORK')).toMatchObject([
      { level: 'error', status: 500, method: 'GET', path: '/v5/prompts', error: { message: 'disk on fire' } },
      { level: 'error', status: 500 },
    ])
  })

  it('to a model that throws what is no error is 500', async () => {
    const entries: ServerLogEntry[] = []
    const model: Model = {
      name: 'broken',
      // oxlint-disable-next-line require-yield, no-throw-literal -- a careless model
      async *answer() {
        throw 'nonsense'
      },
    }
    const { status, text } = await connect('/v5', { model, logger: (entry) => entries.push(entry) }).send('POST /prompts/call', { path: 'a', prompt: { model: 'm' } })
    expect([status, text]).toEqual([500, expect.not.stringContaining('nonsense')])
    expect(entries).toMatchObject([{ level: 'error', error: { cause: 'nonsense' } }])
  })

  it('that breaks off in the middle of a stream ends with an event that says so, and the log has the reason', async () => {
    const entries: ServerLogEntry[] = []
    const model: Model = {
      name: 'broken',
      async *answer() {
        yield 'Hel'
        throw new Error('disk on fire')
      },
    }
    const { send } = connect('/v5', { model, logger: (entry) => entries.push(entry) })
    const { text } = await send('POST /prompts/call', { path: 'a', prompt: { model: 'm' }, stream: true })
    expect(text).toMatch(/"output":"Hel"[^]*"error":"The server failed on this request; its log says more\."[^]*\n\n$/)
    expect(text).not.toMatch(/\[DONE\]|fire/)
    expect(entries.filter(({ level }) => level === 'error')).toMatchObject([{ path: '/v5/prompts/call', error: { message: 'disk on fire' } }])
  })
})
