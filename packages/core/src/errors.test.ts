import { afterEach, describe, expect, it, vi } from 'vitest'
import * as errors from './errors.js'
import {
  APIConnectionError,
  APIError,
  ApiError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  BadRequestError,
  ClientClosedError,
  ConfigurationError,
  type ErrorDetails,
  InternalServerError,
  isAPIError,
  NotFoundError,
  ProviderError,
  RateLimitError,
  ResponseParseError,
  ResponseValidationError,
} from './errors.js'

const classes = Object.entries(errors).filter(([name, value]) => typeof value === 'function' && name !== 'isAPIError' && name !== 'ApiError') as Array<
  [string, new (message: string, details: ErrorDetails & { issues: [] }) => APIError]
>

const full: ErrorDetails = {
  status: 404,
  body: { error: { message: 'no such prompt', code: 'missing' }, secret: 'in the body' },
  code: 'missing',
  param: null,
  type: 'not_found',
  requestId: 'req_1',
  route: 'GET /prompts/{id}',
  attempts: 2,
  retryAfter: 1000,
  retryable: false,
  headers: new Headers({ 'set-cookie': 'session=1', authorization: 'Bearer sk-secret' }),
  response: new Response(null, { headers: { 'x-api-key': 'sk-secret' } }),
  cause: new Error('beneath'),
}

describe('errors', () => {
  it.each(classes)('%s carries its real name, which survives minifiers (E6)', (name, Class) => {
    const error = new Class('message', { issues: [] })
    expect(error.name).toBe(name)
    expect(String(error)).toBe(`${name}: message`)
    expect((Class as unknown as { errorName: string }).errorName).toBe(name)
    expect(Object.keys(error)).not.toContain('name')
    expect(error).toBeInstanceOf(Error)
    expect(error).toBeInstanceOf(APIError)
    expect(error).toBeInstanceOf(Class)
    expect(error.stack).toContain('errors.test.ts')
  })

  it('form one tree (E1)', () => {
    expect(ApiError).toBe(APIError)
    expect(new APITimeoutError('m')).toBeInstanceOf(APIConnectionError)
    expect(new ClientClosedError('m')).toBeInstanceOf(APIUserAbortError)
    for (const Class of [BadRequestError, NotFoundError, RateLimitError, InternalServerError, ProviderError]) expect(new Class('m')).toBeInstanceOf(APIStatusError)
    for (const Class of [APIConnectionError, APIUserAbortError, ConfigurationError, ResponseParseError]) expect(new Class('m')).not.toBeInstanceOf(APIStatusError)
    expect(new APIUserAbortError('m')).not.toBeInstanceOf(APIConnectionError)
    expect(new NotFoundError('m')).not.toBeInstanceOf(BadRequestError)
    expect(new APIError('m')).not.toBeInstanceOf(APIStatusError)
  })

  it('tell what is known, with the status under both of its names (E1, E2, E5)', () => {
    const error = new NotFoundError('m', full)
    expect(error).toMatchObject({ status: 404, statusCode: 404, code: 'missing', param: null, type: 'not_found', requestId: 'req_1', attempts: 2, retryAfter: 1000 })
    expect(error.headers).toBe(full.headers)
    expect(error.response).toBe(full.response)
    expect(error.cause).toBe(full.cause)
  })

  it('know nothing of an answer that did not come (E2)', () => {
    const error = new APIConnectionError('m')
    expect([error.status, error.statusCode, error.headers, error.response, error.body, error.error, error.requestId]).toEqual(Array.from({ length: 7 }))
    expect(error.retryable).toBe(false)
    expect(error).not.toHaveProperty('body')
    expect(Object.getOwnPropertyNames(new APIConnectionError('m', { code: undefined, cause: undefined }))).not.toContain('cause')
    expect(Object.keys(new APIConnectionError('m', { code: undefined, retryable: undefined }))).toEqual(['retryable'])
  })

  it.each([
    [{ error: { message: 'x' } }, { message: 'x' }],
    [{ detail: 'x' }, { detail: 'x' }],
    [{ error: null, detail: 'x' }, { error: null, detail: 'x' }],
    ['text', 'text'],
    [null, null],
    [['a'], ['a']],
  ])('unwrap the body %j (E3)', (body, inner) => {
    const error = new APIStatusError('m', { body })
    expect(error.body).toEqual(body)
    expect(error.error).toEqual(inner)
  })

  it('become JSON that says what failed, without headers, body and cause (E11)', () => {
    const json = JSON.stringify(new NotFoundError('GET /prompts/{id} failed', full))
    expect(JSON.parse(json)).toEqual({
      name: 'NotFoundError',
      message: 'GET /prompts/{id} failed',
      status: 404,
      code: 'missing',
      param: null,
      type: 'not_found',
      requestId: 'req_1',
      route: 'GET /prompts/{id}',
      attempts: 2,
      retryAfter: 1000,
      retryable: false,
    })
    expect(json).not.toMatch(/secret|session/)
  })

  it('hide headers, answer and cause from spreads and loggers (E11)', () => {
    expect(new Set(Object.keys(new NotFoundError('m', full)))).toEqual(
      new Set(['attempts', 'body', 'code', 'param', 'requestId', 'retryAfter', 'retryable', 'route', 'status', 'type']),
    )
  })

  it('keep what a schema found wrong (E13)', () => {
    const issues = [{ message: 'expected string', path: ['id'] }]
    const error = new ResponseValidationError('m', { issues, body: { id: 1 } })
    expect(error.issues).toBe(issues)
    expect(error.body).toEqual({ id: 1 })
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name: 'ResponseValidationError', issues })
  })
})

describe('errors of another copy of the package', () => {
  afterEach(() => {
    vi.resetModules()
  })

  it('are instances of the same classes, in both directions (E12)', async () => {
    vi.resetModules()
    const copy = await import('./errors.js')
    expect(copy.APIError).not.toBe(APIError)
    const theirs = new copy.NotFoundError('m', { status: 404 })
    expect(theirs).toBeInstanceOf(NotFoundError)
    expect(theirs).toBeInstanceOf(APIStatusError)
    expect(theirs).toBeInstanceOf(APIError)
    expect(theirs).not.toBeInstanceOf(BadRequestError)
    expect(new NotFoundError('m')).toBeInstanceOf(copy.APIStatusError)
    expect(isAPIError(theirs)).toBe(true)
  })

  it("leave classes that users derive to JavaScript's own rule (E12)", async () => {
    class PromptMissing extends NotFoundError {}
    const mine = new PromptMissing('m')
    expect(mine).toBeInstanceOf(PromptMissing)
    expect(mine).toBeInstanceOf(NotFoundError)
    expect(new NotFoundError('m')).not.toBeInstanceOf(PromptMissing)
    expect(mine.name).toBe('NotFoundError')
  })

  it.each([[undefined], [null], ['text'], [7], [{}], [new Error('m')], [{ name: 'APIError' }]])('are not mistaken for %s (E12)', (value) => {
    expect(isAPIError(value)).toBe(false)
    expect(value).not.toBeInstanceOf(APIError)
  })
})
