import { describe, expect, it } from 'vitest'
import { ConfigurationError } from './errors.js'
import { request } from './request.js'
import { encodeQuery, parseRoute, resolveRoute } from './route.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { testClient } from './testing/test-client.js'

const resolve = (route: string, params?: object) => resolveRoute(parseRoute(route), params)

describe('a route', () => {
  it('is known by its verb and path without query and body marks', () => {
    expect(parseRoute('GET /prompts/{id}{?version_id,environment}')).toMatchObject({ key: 'GET /prompts/{id}', method: 'GET', path: '/prompts/{id}' })
    expect(parseRoute('POST /prompts/{id}/populate{?version_id}{body}')).toMatchObject({ key: 'POST /prompts/{id}/populate', wholeBody: true })
    expect(parseRoute('POST /prompts/call{?environment}{log_environment=environment}').key).toBe('POST /prompts/call')
  })

  it('is taken apart once', () => {
    expect(parseRoute('GET /once')).toBe(parseRoute('GET /once'))
  })

  it('sends path parameters in the path, named ones in the query and the rest in the body', () => {
    expect(resolve('PATCH /a/{id}/b/{other}{?fast}', { id: 'x', other: 2, fast: true, name: 'n' })).toEqual({
      path: '/a/x/b/2',
      query: { fast: true },
      body: { name: 'n' },
    })
  })

  it.each(['GET', 'DELETE', 'HEAD'])('sends the rest in the query for %s, which has no body', (method) => {
    expect(resolve(`${method} /a/{id}`, { id: 'x', page: 2 })).toEqual({ path: '/a/x', query: { page: 2 }, body: undefined })
  })

  it.each(['POST', 'PUT', 'PATCH'])('has no body for %s without body fields, and one for a field that is undefined (C16)', (method) => {
    expect(resolve(`${method} /a/{id}`, { id: 'x' }).body).toBeUndefined()
    expect(resolve(`${method} /a`, { x: undefined }).body).toEqual({ x: undefined })
    expect(resolve(`${method} /a`).body).toBeUndefined()
  })

  it('takes the whole body from one param where it says so (C16)', () => {
    expect(resolve('POST /a{body}', { body: [1, 2] })).toMatchObject({ body: [1, 2], query: {} })
    expect(resolve('POST /a', { body: [1, 2] }).body).toEqual({ body: [1, 2] })
  })

  it('sends a field under another name where it says so', () => {
    expect(resolve('POST /a{?environment}{log_environment=environment}', { environment: 'q', log_environment: 'b' })).toEqual({
      path: '/a',
      query: { environment: 'q' },
      body: { environment: 'b' },
    })
  })

  it('leaves the params as they were (R12)', () => {
    const params = Object.freeze({ id: 'x', name: 'n' })
    resolve('POST /a/{id}', params)
    expect(params).toEqual({ id: 'x', name: 'n' })
  })
})

describe('a path parameter', () => {
  it('is percent-encoded but for what a path segment may hold (C6)', () => {
    expect(resolve('GET /a/{id}', { id: 'a/b?c#d%e é$&+,;=:@!*\'()' }).path).toBe("/a/a%2Fb%3Fc%23d%25e%20%C3%A9$&+,;=:@!*'()")
  })

  it('may be a number or a big integer (C6)', () => {
    expect(resolve('GET /a/{id}/{n}', { id: 0, n: 10n }).path).toBe('/a/0/10')
  })

  it.each([['an empty string', ''], ['blank', ' \t'], ['null', null], ['undefined', undefined], ['an object', {}], ['an array', ['a']], ['true', true], ['NaN', Number.NaN]])(
    'is refused when it is %s, naming route and parameter (C6)',
    (_what, id) => {
      expect(() => resolve('GET /a/{id}', { id })).toThrow(ConfigurationError)
      expect(() => resolve('GET /a/{id}', { id })).toThrow('GET /a/{id} needs `id`')
    },
  )

  it.each(['.', '..', '%2e', '%2E%2e', '.%2E'])('is refused when it is %s, which would change the path (C6)', (id) => {
    expect(() => resolve('GET /a/{id}', { id })).toThrow(`GET /a/{id} needs \`id\`: a string that is not empty, "." or "..", got "${id}"`)
  })

  it('may contain dots (C6)', () => {
    expect(resolve('GET /a/{id}', { id: '...' }).path).toBe('/a/...')
  })

  it('is refused before anything is sent (C6)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await expect(request(testClient(fetch), 'GET /files/{id}', { id: '' })).rejects.toBeInstanceOf(ConfigurationError)
    expect(fetch.requests).toHaveLength(0)
  })
})

describe('a query', () => {
  it('repeats arrays, puts objects in brackets, and writes dates as ISO 8601 (C4)', () => {
    const date = new Date(0)
    expect(encodeQuery({ a: [1, 'x y'], o: { k: 'v', deep: { n: [2] } }, date, t: true })).toBe(
      '?a=1&a=x%20y&o%5Bk%5D=v&o%5Bdeep%5D%5Bn%5D=2&date=1970-01-01T00%3A00%3A00.000Z&t=true',
    )
  })

  it('leaves out undefined and writes null as empty (C4)', () => {
    expect(encodeQuery({ a: undefined, b: null, c: [undefined, null, 1] })).toBe('?b=&c=&c=1')
    expect(encodeQuery({ a: undefined })).toBe('')
    expect(encodeQuery(undefined, {})).toBe('')
  })

  it('encodes names and values (C4)', () => {
    expect(encodeQuery({ 'a&b': 'c=d&e#f' })).toBe('?a%26b=c%3Dd%26e%23f')
  })

  it('is that of the client, then of the route, then of the call; undefined removes (C4)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    const client = testClient(fetch, { query: { a: 'client', b: 'client', c: 'client' } })
    await request(client, 'GET /x{?b}', { b: 'route' }, { query: { c: undefined, d: 'call' } })
    expect(fetch.requests[0]?.url).toBe('http://127.0.0.1/v5/x?a=client&b=route&d=call')
  })

  it('may be part of a route that is written by hand, and is kept (C4)', async () => {
    const fetch = scriptedFetch(answer(200, {}))
    await request(testClient(fetch), 'GET /x?a=1&a=2')
    await request(testClient(fetch), 'GET /x?a=1&a=2', { b: 3 })
    expect(fetch.requests.map(({ url }) => url.split('/x')[1])).toEqual(['?a=1&a=2', '?a=1&a=2&b=3'])
  })
})
