import { describe, expect, it } from 'vitest'
import type { LogLevel, ServerLogEntry } from '../options.js'
import { createLogWriter } from '../node/log-writer.js'
import { createServer } from '../create-server.js'
import { connect } from '../testing/connect.js'
import type { Connection } from '../testing/connect.js'
import { gatedModel } from '../testing/gated-model.js'

function logged(logLevel?: LogLevel) {
  const entries: ServerLogEntry[] = []
  const connection = connect('', { apiKeys: ['k'], metrics: true, logger: (entry) => entries.push(entry), ...(logLevel === undefined ? {} : { logLevel }) })
  return { ...connection, entries }
}

async function story(send: Connection['send']): Promise<void> {
  await send('GET /healthz')
  await send('GET /v5/prompts', undefined, { 'x-api-key': 'k' })
  await send('GET /v5/prompts/pr_1?secret=s', undefined, { 'x-api-key': 'k' })
  await send('GET /nothing')
}

describe('the id of a request', () => {
  it('is the one that it brings, on every answer and in the log', async () => {
    const { send, entries } = logged()
    const key = { 'x-api-key': 'k' }
    const asked: [string, object | undefined, Record<string, string>, number][] = [
      ['GET /v5/prompts', undefined, key, 200],
      ['GET /v5/prompts', undefined, {}, 401],
      ['GET /nothing', undefined, {}, 404],
      ['PUT /v5/prompts', undefined, key, 405],
      ['POST /v5/prompts', { path: 'a', model: 'x'.repeat(11 * 1024 * 1024) }, key, 413],
      ['POST /v5/prompts/call', { path: 'b', prompt: { model: 'm' }, stream: true }, key, 200],
    ]
    for (const [index, [route, body, headers, status]] of asked.entries()) {
      const sent = await send(route, body, { ...headers, 'x-request-id': `my:id_${index}.a-b` })
      expect([sent.status, sent.headers.get('x-request-id')], route).toEqual([status, `my:id_${index}.a-b`])
    }
    expect(entries.map(({ requestId, status }) => [requestId, status])).toEqual(asked.map(([, , , status], index) => [`my:id_${index}.a-b`, status]))
  })

  it.each(['', ' ', 'a b', 'x'.repeat(129), '<script>', 'a"b', 'a,b', 'ü'])('is a new one in place of %j', async (brought) => {
    const { headers } = await connect('').send('GET /v5/prompts', undefined, { 'x-request-id': brought })
    expect(headers.get('x-request-id')).toMatch(/^req_\w{20}$/)
  })
})

describe('the log', () => {
  it.each<[LogLevel | undefined, string[]]>([
    ['debug', ['debug /healthz', 'info /v5/prompts', 'warn /v5/prompts/pr_1', 'warn /nothing']],
    [undefined, ['info /v5/prompts', 'warn /v5/prompts/pr_1', 'warn /nothing']],
    ['warn', ['warn /v5/prompts/pr_1', 'warn /nothing']],
    ['error', []],
    ['silent', []],
  ])('of level %s tells of %j', async (level, lines) => {
    const { send, entries } = logged(level)
    await story(send)
    expect(entries.map((entry) => `${entry.level} ${entry.path}`)).toEqual(lines)
  })

  it('names the template of the route, where there is one', async () => {
    const { send, entries } = logged()
    await story(send)
    expect(entries.map(({ route }) => route)).toEqual(['/v5/prompts', '/v5/prompts/{id}', undefined])
  })

  it('refuses a level that there is none of', () => {
    expect(() => createServer({ logLevel: 'loud' as LogLevel })).toThrow('logLevel must be one of debug, info, warn, error, silent, got "loud"')
  })

  it('tells of a stream at its end', async () => {
    const { model, asked, open } = gatedModel({ afterFirstPiece: true })
    const entries: ServerLogEntry[] = []
    const server = createServer({ model, logger: (entry) => entries.push(entry) })
    const body = JSON.stringify({ path: 'a', prompt: { model: 'm' }, stream: true })
    const streamed = await server.fetch('http://localhost/v5/prompts/call', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    await asked(1)
    expect(entries).toEqual([])
    open()
    await streamed.text()
    await server.close()
    expect(entries).toMatchObject([{ level: 'info', status: 200 }])
  })

  it('stays one line per request, whatever stands in its path', async () => {
    const { send, entries } = logged()
    await send('GET /v5/prompts/a%0AGET%20/forged%20200', undefined, { 'x-api-key': 'k' })
    expect(entries[0]?.message).toBe('GET /v5/prompts/a%0AGET%20/forged%20200 404')
  })

  it('holds no key, no query and nothing of a body, through a long story', async () => {
    const secret = 'sk-very-secret'
    const lines: string[] = []
    const { logger } = createLogWriter('json', { print: (line) => lines.push(line), complain: (line) => lines.push(line) })
    const { send } = connect('', { apiKeys: [secret], logLevel: 'debug', logger, metrics: true })
    const headers = { authorization: `Token ${secret}`, 'x-api-key': secret, 'idempotency-key': secret, cookie: secret }
    const message = { role: 'user', content: secret }
    const asked: [string, object | string][] = [
      ['/v5/prompts', { path: 'a', model: 'm', template: [message] }],
      ['/v5/prompts', { path: 'a', model: [secret] }],
      ['/v5/prompts', `{"${secret}"`],
      [`/v5/prompts/call?secret=${secret}`, { path: 'a', messages: [message], provider_api_keys: { openai: secret } }],
      ['/v5/prompts/call', { path: 'a', messages: [message], stream: true }],
      ['/v5/prompts/call', { path: 'f', prompt: { model: 'fail-midway' }, messages: [message], stream: true }],
      ['/v1/chat/completions', { model: 'fail-429', messages: [message] }],
      ['/v1/responses', { model: 'm', input: secret }],
      ['/api/v1/cli/apply/', { apiVersion: 'smarter.sh/v1', kind: 'Secret', metadata: { name: secret } }],
      [`/nothing?${secret}`, {}],
    ]
    for (const [path, body] of asked) await send(`POST ${path}`, body, headers)
    await send('GET /v5/prompts', undefined, { 'x-api-key': `${secret}-wrong` })
    expect(lines.length).toBeGreaterThan(asked.length)
    expect(lines.filter((line) => line.includes('secret'))).toEqual([])
  })
})
