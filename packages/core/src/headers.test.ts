import { describe, expect, it } from 'vitest'
import { ConfigurationError } from './errors.js'
import { headerLayer, mergeHeaders } from './headers.js'
import { request } from './request.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { failure } from './testing/settled.js'
import { secret, testClient } from './testing/test-client.js'
import { upload } from './upload.js'

describe('one layer of headers', () => {
  it.each([
    ['a record', { 'X-A': '1', 'x-b': '2' }],
    ['Headers', new Headers({ 'X-A': '1', 'x-b': '2' })],
    ['pairs', [['X-A', '1'], ['x-b', '2']] as const],
  ])('is taken from %s, with lower-case names (C3)', (_what, headers) => {
    expect(headerLayer(headers)).toEqual({ 'x-a': '1', 'x-b': '2' })
  })

  it('is empty without headers (C3)', () => {
    expect(headerLayer(undefined)).toEqual({})
  })

  it('joins arrays and repeated pairs by commas, and cookies by semicolons (C3)', () => {
    expect(headerLayer({ 'x-a': ['1', '2'], Cookie: ['a=1', 'b=2'] })).toEqual({ 'x-a': '1, 2', cookie: 'a=1; b=2' })
    expect(headerLayer([['x-a', '1'], ['X-A', '2'], ['cookie', 'a=1'], ['cookie', 'b=2']])).toEqual({ 'x-a': '1, 2', cookie: 'a=1; b=2' })
  })

  it('has no opinion on undefined and removes by null (C3)', () => {
    expect(headerLayer({ 'x-a': undefined, 'X-B': null })).toEqual({ 'x-b': null })
  })

  it('trims values as HTTP does', () => {
    expect(headerLayer({ 'x-a': '  1\t' })).toEqual({ 'x-a': '1' })
  })

  it.each(['', 'with space', 'colon:', 'brea\nk', '\u212aey', 'İd', 'ключ'])('refuses the name %j (C3)', (name) => {
    expect(() => headerLayer({ [name]: 'x' })).toThrow(ConfigurationError)
    expect(() => headerLayer([[name, 'x']])).toThrow(JSON.stringify(name))
  })

  it.each(['secret\nx-evil: 1', 'secret\rx', 'secret\u0000', 'secretя'])('refuses the value %j without repeating it (C3)', (value) => {
    let message = ''
    try {
      headerLayer({ authorization: value })
    } catch (error) {
      message = (error as Error).message
    }
    expect(message).toContain('"authorization"')
    expect(message).not.toContain('secret')
  })
})

describe('layers of headers', () => {
  it('lie over each other, later ones winning, whatever the case (C3)', () => {
    expect(mergeHeaders({ a: '1', b: '1', c: '1' }, { b: '2', c: null }, { c: '3' })).toEqual({ a: '1', b: '2', c: '3' })
    expect(mergeHeaders({ a: '1' }, { a: null })).toEqual({})
  })

  it('are: the own ones, the key, those of the client, those of the body, those of the call (C3)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    const client = testClient(fetch, { headers: { 'User-Agent': 'client', accept: 'text/x', 'content-type': 'text/x', 'x-client': '1', 'x-both': 'client' } })
    await request(client, 'POST /a', { x: 1 }, { headers: { 'X-Both': 'call' } })
    await request(client, 'POST /a', { x: 1 }, { headers: { 'Content-Type': 'application/x+json', 'x-client': null, 'X-API-Key': 'other' } })
    const [first, second] = fetch.requests.map(({ headers }) => Object.fromEntries(headers))
    expect(first).toMatchObject({ 'user-agent': 'client', accept: 'text/x', 'content-type': 'application/json', 'x-client': '1', 'x-both': 'call', 'x-api-key': secret })
    expect(second).toMatchObject({ 'content-type': 'application/x+json', 'x-both': 'client', 'x-api-key': 'other' })
    expect(second).not.toHaveProperty('x-client')
  })

  it('let the user remove every header of ours, also the key and the user agent (C13)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await request(testClient(fetch), 'GET /a', {}, { headers: { 'user-agent': null, accept: null, 'x-api-key': null } })
    await request(testClient(fetch), 'POST /a', { x: 1 }, { headers: { 'idempotency-key': null } })
    expect(Object.fromEntries(fetch.requests[0]?.headers ?? [])).toEqual({})
    expect(fetch.requests[1]?.headers.has('idempotency-key')).toBe(false)
  })

  it('let the user name the type of a form, boundary and all (U6)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await upload(testClient(fetch), 'POST /files', { a: '1' }, { headers: { 'content-type': 'multipart/x' } })
    expect(fetch.requests[0]?.headers.get('content-type')).toBe('multipart/x')
  })

  it('are refused before anything is sent (C3)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    expect(await failure(request(testClient(fetch), 'GET /a', {}, { headers: { 'x a': '1' } }))).toBeInstanceOf(ConfigurationError)
    expect(() => testClient(fetch, { headers: { 'x-a': 'a\nb' } })).toThrow(ConfigurationError)
    expect(fetch.requests).toHaveLength(0)
  })
})
