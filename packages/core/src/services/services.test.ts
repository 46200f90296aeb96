import { describe, expect, it } from 'vitest'
import { type APIError, ConflictError, NotFoundError, UnprocessableEntityError } from '../errors.js'
import { createHumanloopClient, createOpenAIClient, createSmarterClient } from '../factories.js'
import { request } from '../request.js'
import type { Service } from '../service.js'
import { answer, scriptedFetch } from '../testing/scripted-fetch.js'
import { failure } from '../testing/settled.js'
import { humanloop } from './humanloop.js'
import { openai } from './openai.js'
import { smarter } from './smarter.js'

const again = { 'retry-after-ms': '0' }

describe('a platform', () => {
  it.each([
    [createHumanloopClient, humanloop],
    [createSmarterClient, smarter],
    [createOpenAIClient, openai],
  ] as Array<[typeof createHumanloopClient, Service]>)('names the client that speaks to it: %#', (create, service) => {
    const client = create({ apiKey: null })
    expect([client.service, client.settings.service]).toEqual([service.name, service])
  })

  it.each([
    [humanloop, ['x-api-key', 'k']],
    [smarter, ['authorization', 'Token k']],
    [openai, ['authorization', 'Bearer k']],
  ])('has a header for the key: %#', (service, header) => {
    expect(service.authHeader('k')).toEqual(header)
  })

  it('takes a 409 for final where it means a duplicate name, and repeats it elsewhere (R2)', async () => {
    const attempts: number[] = []
    for (const create of [createHumanloopClient, createSmarterClient, createOpenAIClient]) {
      const fetch = scriptedFetch(answer(409, { detail: 'exists' }, again))
      const error = await failure(request<unknown>(create({ apiKey: null, baseURL: 'http://127.0.0.1', fetch, maxRetries: 1 }) as never, 'POST /x'))
      expect(error).toBeInstanceOf(ConflictError)
      attempts.push(fetch.requests.length)
    }
    expect(attempts).toEqual([1, 2, 2])
  })
})

function fail(status: number, body: object): Promise<APIError> {
  const client = createHumanloopClient({ apiKey: null, baseURL: 'http://127.0.0.1', fetch: scriptedFetch(answer(status, body)) })
  return failure(request(client, 'GET /prompts/{id}', { id: 'x' }))
}

describe('errors of Humanloop', () => {
  it('tell the detail (E3, E4)', async () => {
    const error = await fail(404, { detail: { code: 'not_found', description: 'Prompt not found.' } })
    expect(error).toBeInstanceOf(NotFoundError)
    expect(error.message).toBe('GET /prompts/{id} failed with 404: Prompt not found. (1 attempt)')
    expect(error.code).toBe('not_found')
  })

  it('tell each field that was refused (E4)', async () => {
    const error = await fail(422, { detail: [{ loc: ['body', 'path'], msg: 'field required', type: 'missing' }, { loc: ['query', 'page'], msg: 'too small', type: 'x' }] })
    expect(error).toBeInstanceOf(UnprocessableEntityError)
    expect(error.message).toContain('body.path: field required; query.page: too small')
  })

  it('within streams are told by their name (E10)', () => {
    expect(humanloop.readStreamError?.('error', { message: 'x' })?.message).toBe('x')
    expect(humanloop.readStreamError?.(undefined, { error: 'x' })).toBeUndefined()
  })
})

describe('errors of OpenAI-style services', () => {
  it('tell message, code, param and type (E3, E5)', async () => {
    const fetch = scriptedFetch(answer(404, { error: { message: 'No such model', code: 'model_not_found', param: 'model', type: 'invalid_request_error' } }))
    const error = await failure(request(createOpenAIClient({ apiKey: null, fetch }), 'POST /chat/completions'))
    expect(error).toMatchObject({ code: 'model_not_found', param: 'model', type: 'invalid_request_error' })
    expect(error.message).toContain('No such model')
  })

  it.each([
    ['error', null, ''],
    ['error', { message: 'flat' }, 'flat'],
    [undefined, { error: { message: 'nested' } }, 'nested'],
    [undefined, { error: 'text' }, 'text'],
    [undefined, { type: 'error', message: 'typed', code: 'server_error' }, 'typed'],
  ])('within streams are told by their name, their type or their field, also by Smarter: %s %j (E10)', (name, data, message) => {
    expect(openai.readStreamError?.(name, data)?.message).toBe(message)
    expect(smarter.readStreamError?.(name, data)?.message).toBe(message)
  })

  it.each([[{ error: null }], [{ choices: [] }], [[]], ['text']])('are not found in %j (E10)', (data) => {
    expect(openai.readStreamError?.(undefined, data)).toBeUndefined()
  })
})
