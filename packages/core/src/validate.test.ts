import { describe, expect, it, vi } from 'vitest'
import { type Logger, request, ResponseValidationError, type SchemaTable, type StandardSchema, stream, type ValidationIssue, type Validator, validator } from './index.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { testClient } from './testing/test-client.js'

const route = 'GET /prompts/{id}'
const params = { id: 'pr_1' }

function schema(check: (value: unknown) => ValidationIssue[], late = false): StandardSchema {
  const validate = (value: unknown): { issues?: ValidationIssue[]; value?: unknown } => {
    const issues = check(value)
    return issues.length > 0 ? { issues } : { value: 'something else' }
  }
  return { '~standard': { version: 1, vendor: 'test', validate: (value) => (late ? Promise.resolve(validate(value)) : validate(value)) } }
}

const named = schema((value) => (typeof (value as { name?: unknown }).name === 'string' ? [] : [{ message: 'expected string', path: ['name'] }]))
const responses: SchemaTable = { 'GET /prompts/{id}': named, 'POST /prompts/call#stream': named }

function quiet() {
  return { error: vi.fn<Logger['error']>(), warn: vi.fn<Logger['warn']>(), info: vi.fn<Logger['info']>(), debug: vi.fn<Logger['debug']>() }
}

async function send(body: unknown, validate: Validator | false | undefined, logger = quiet()): Promise<unknown> {
  const fetch = scriptedFetch(answer(200, body as object, { 'x-request-id': 'req_1' }))
  return request(testClient(fetch, { validate, logger, logLevel: 'warn' }), route, params)
}

describe('validation of answers', () => {
  it('is off by default (V6)', async () => {
    expect(await send({ name: 7 }, undefined)).toEqual({ name: 7 })
  })

  it('lets pass what fits, unchanged, with fields that no schema knows (V3, V6)', async () => {
    const value = { name: 'a', new_field: 1, state: 'a word of tomorrow' }
    expect(await send(value, validator('strict', responses))).toEqual(value)
  })

  it('keeps null and missing fields apart (V2)', async () => {
    const result = (await send({ name: 'a', deleted: null }, validator('strict', responses))) as object
    expect('deleted' in result).toBe(true)
    expect('created' in result).toBe(false)
  })

  it('raises what does not fit where it is strict, with the answer as it came (E13, V6)', async () => {
    const error = (await failure(send({ name: 7 }, validator('strict', responses)))) as ResponseValidationError
    expect(error).toBeInstanceOf(ResponseValidationError)
    expect(error.message).toBe('GET /prompts/{id} answered with a value that does not fit its schema: name: expected string')
    expect(error).toMatchObject({ body: { name: 7 }, issues: [{ message: 'expected string', path: ['name'] }], route, requestId: 'req_1', retryable: false })
  })

  it('is not retried, because the same answer would come again', async () => {
    const fetch = scriptedFetch(answer(200, { name: 7 }))
    await failure(request(testClient(fetch, { validate: validator('strict', responses) }), route, params))
    expect(fetch.requests).toHaveLength(1)
  })

  it('logs what does not fit where it only warns (V4, V5, V6)', async () => {
    const logger = quiet()
    expect(await send({ name: 7 }, validator('warn', responses), logger)).toEqual({ name: 7 })
    expect(logger.warn.mock.calls).toEqual([['GET /prompts/{id} answered with a value that does not fit its schema: name: expected string']])
  })

  it('waits for schemas that take time', async () => {
    const late = { [route]: schema(() => [{ message: 'looked up, and wrong' }], true) }
    expect((await failure(send({}, validator('strict', late)))).message).toContain('schema: looked up, and wrong')
    expect(await send({ name: 'a' }, validator('strict', { [route]: schema(() => [], true) }))).toEqual({ name: 'a' })
  })

  it('names the first three places, and keeps all (E13)', async () => {
    const many = { [route]: schema(() => [1, 2, 3, 4].map((index) => ({ message: `wrong ${index}`, path: ['items', index, { key: 'id' }] }))) }
    const error = (await failure(send({}, validator('strict', many)))) as ResponseValidationError
    expect(error.message).toMatch(/: items\.1\.id: wrong 1; items\.2\.id: wrong 2; items\.3\.id: wrong 3$/)
    expect(error.issues).toHaveLength(4)
  })

  it('keeps the input, which libraries add to issues and paths, out of the error (E11, E13)', async () => {
    const input = { secret: 'personal' }
    const chatty = { [route]: schema(() => [{ message: 'wrong', path: [{ key: 'a', value: input } as { key: string }], input } as ValidationIssue]) }
    const error = (await failure(send(input, validator('strict', chatty)))) as ResponseValidationError
    expect(error.issues).toEqual([{ message: 'wrong', path: ['a'] }])
    expect(JSON.stringify(error)).not.toContain('personal')
  })

  it('takes several tables, later ones first, and lets other routes pass', async () => {
    const other = { [route]: schema(() => []) }
    expect(await send({ name: 7 }, validator('strict', responses, other))).toEqual({ name: 7 })
    expect(await send({ name: 7 }, validator('strict', {}))).toEqual({ name: 7 })
  })

  it('can be set and switched off for one call', async () => {
    const client = testClient(scriptedFetch(answer(200, { name: 7 })), { validate: validator('strict', responses) })
    expect(await request(client, route, params, { validate: false })).toEqual({ name: 7 })
    expect(await failure(request(client.withOptions({ validate: false }), route, params, { validate: validator('strict', responses) }))).toBeInstanceOf(ResponseValidationError)
  })

  it('checks the events of a stream under their own name (V6)', async () => {
    const fetch = scriptedFetch(answer(200, 'data: {"name":"a"}\n\ndata: {"name":7}\n\n'))
    const client = testClient(fetch, { validate: validator('strict', responses) })
    const events = (await stream(client, 'POST /prompts/call', {}, {}, { terminator: 'optional' }))[Symbol.asyncIterator]()
    expect(await events.next()).toEqual({ done: false, value: { name: 'a' } })
    expect(await failure(events.next())).toMatchObject({ name: 'ResponseValidationError', route: 'POST /prompts/call#stream' })
  })
})
