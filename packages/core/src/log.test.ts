import { afterEach, describe, expect, it, vi } from 'vitest'
import { createHumanloopClient, type HumanloopClient } from './factories.js'
import { createLog, type Logger, type LogLevel, redactHeaders } from './log.js'
import { request } from './request.js'
import { stream } from './stream.js'
import { byteSource } from './testing/byte-source.js'
import { answer, scriptedFetch, type ScriptedFetch } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret } from './testing/test-client.js'

interface Memory extends Logger {
  readonly lines: Array<[level: string, message: string, details: unknown]>
}

function memory(): Memory {
  const lines: Memory['lines'] = []
  const write = (level: string) => (message: string, details?: unknown) => {
    lines.push([level, message, details])
  }
  return { lines, error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the log level', () => {
  it.each([
    ['off', []],
    ['error', ['error']],
    ['warn', ['error', 'warn']],
    ['info', ['error', 'warn', 'info']],
    ['debug', ['error', 'warn', 'info', 'debug']],
  ] as Array<[LogLevel, string[]]>)('%s switches on %j (C11)', (level, methods) => {
    expect(Object.keys(createLog(memory(), level, 'X_LOG'))).toEqual(methods)
  })

  it('is that of the variable, in any case, else warn (C11)', () => {
    expect(Object.keys(createLog(memory(), undefined, 'X_LOG'))).toEqual(['error', 'warn'])
    vi.stubEnv('X_LOG', ' INFO ')
    expect(Object.keys(createLog(memory(), undefined, 'X_LOG'))).toEqual(['error', 'warn', 'info'])
  })

  it('is warn, with one warning, where the variable is no level (C11)', () => {
    vi.stubEnv('X_LOG', 'verbose')
    const logger = memory()
    expect(Object.keys(createLog(logger, undefined, 'X_LOG'))).toEqual(['error', 'warn'])
    expect(logger.lines).toEqual([['warn', 'The log level must be one of off, error, warn, info, debug; got "verbose", logging at warn', undefined]])
  })

  it('is that of the option before the variable, which is then not looked at (C11)', () => {
    vi.stubEnv('X_LOG', 'verbose')
    const logger = memory()
    expect(createLog(logger, 'off', 'X_LOG')).toEqual({})
    expect(logger.lines).toEqual([])
  })

  it('goes to the console without a logger (C11)', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    createLog(undefined, 'warn', 'X_LOG').warn?.('hello')
    expect(warn).toHaveBeenCalledExactlyOnceWith('hello')
    warn.mockRestore()
  })

  it('binds the methods of the logger to it, so that loggers with state work (C11)', () => {
    class Counting implements Logger {
      count = 0
      error(): void {
        this.count++
      }
      warn(): void {}
      info(): void {}
      debug(): void {}
    }
    const logger = new Counting()
    const { error } = createLog(logger, 'error', 'X_LOG')
    error?.('x')
    expect(logger.count).toBe(1)
  })
})

describe('redactHeaders', () => {
  it.each(['Authorization', 'x-api-key', 'API-KEY', 'x-amz-security-token', 'Cookie', 'set-cookie', 'proxy-authorization', 'x-client-secret', 'x-signature', 'x-password'])(
    'hides %s (C11)',
    (name) => {
      expect(redactHeaders({ [name]: 'hidden' })).toEqual({ [name.toLowerCase()]: '[redacted]' })
    },
  )

  it('shows the rest, and leaves its input as it is (C11)', () => {
    const headers = new Headers({ authorization: 'hidden', accept: 'text/x' })
    expect(redactHeaders(headers)).toEqual({ authorization: '[redacted]', accept: 'text/x' })
    expect(headers.get('authorization')).toBe('hidden')
    const record = Object.freeze({ authorization: 'hidden', entries: 'x' })
    expect(redactHeaders(record)).toEqual({ authorization: '[redacted]', entries: 'x' })
  })
})

function failingOnce(): ScriptedFetch {
  const good = answer(200, { private: 'answer' }, { 'x-request-id': 'req_1', 'set-cookie': 'session=hidden' })
  return scriptedFetch(answer(500, { detail: `bad ${secret}` }, { 'retry-after-ms': '0' }), good)
}

function client(logger: Logger, logLevel: LogLevel, fetch = failingOnce()): HumanloopClient {
  return createHumanloopClient({ apiKey: secret, baseURL: 'http://127.0.0.1/v5', logger, logLevel, fetch })
}

describe('the log of a call', () => {
  it('is empty at warn when all is well (C11)', async () => {
    const logger = memory()
    await request(client(logger, 'warn'), 'POST /prompts/call', { secret: 1 })
    expect(logger.lines).toEqual([])
  })

  it('is one line per attempt at info, without query, body and key, and one for the retry (C11, R22)', async () => {
    const logger = memory()
    await request(client(logger, 'info'), 'POST /prompts/call', { private: 'words' }, { query: { token: 'in-query' } })
    const lines = logger.lines.map(([level, message]) => `${level} ${message.replace(/in \d+ ms/, 'in N ms')}`)
    expect(lines).toEqual([
      'info Humanloop POST http://127.0.0.1/v5/prompts/call answered 500 in N ms (attempt 1, request id undefined)',
      expect.stringContaining('bad [redacted]'),
      'info Humanloop POST http://127.0.0.1/v5/prompts/call answered 200 in N ms (attempt 2, request id req_1)',
    ])
    expect(JSON.stringify(logger.lines)).not.toMatch(/in-query|private|sk-very/)
  })

  it('adds headers at debug, with secrets redacted in requests and answers, also of streams (C11)', async () => {
    const logger = memory()
    await request(client(logger, 'debug'), 'POST /prompts/call', { private: 'words' })
    const body = byteSource(['data: {"private":1}\n\n']).stream
    const events = await stream(client(logger, 'debug', scriptedFetch(answer(200, body, { 'set-cookie': 'session=hidden' }))), 'POST /prompts/call', {}, undefined, {
      terminator: 'optional',
    })
    for await (const _ of events);
    const details = logger.lines.filter(([level]) => level === 'debug').map(([, , detail]) => detail)
    expect(details).toHaveLength(3)
    for (const detail of details) expect(detail).toMatchObject({ request: { 'x-api-key': '[redacted]', accept: expect.any(String) } })
    expect(details[2]).toMatchObject({ response: { 'set-cookie': '[redacted]' } })
    expect(JSON.stringify(logger.lines)).not.toMatch(/hidden|private|sk-very/)
  })

  it('never holds events that cannot be read (S22)', async () => {
    const logger = memory()
    const network = scriptedFetch(answer(200, byteSource(['data: private words\n\n']).stream))
    const events = await stream(client(logger, 'debug', network), 'POST /prompts/call', {}, undefined, { terminator: 'optional' })
    await failure(events[Symbol.asyncIterator]().next())
    expect(JSON.stringify(logger.lines)).not.toContain('private')
  })
})
