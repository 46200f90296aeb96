import { describe, expect, it } from 'vitest'
import type { ApiPromise } from './api-promise.js'
import { bind } from './bind.js'
import type { Client } from './client.js'
import { request } from './request.js'
import { answer, scriptedFetch } from './testing/scripted-fetch.js'
import { testClient } from './testing/test-client.js'

function getThing(client: Client, params: { id: string }): ApiPromise<{ ok: boolean }> {
  return request(client, 'GET /things/{id}', params)
}

function countThings(_client: Client, ...numbers: number[]): number {
  return numbers.length
}

describe('bind', () => {
  it('fills in the client of each listed function and nothing else', async () => {
    const fetch = scriptedFetch(answer(200, { ok: true }))
    const things = bind(testClient(fetch), { get: getThing, count: countThings })
    expect(Object.keys(things)).toEqual(['get', 'count'])
    expect(await things.get({ id: 'x' })).toEqual({ ok: true })
    expect(things.count(1, 2, 3)).toBe(3)
    expect(fetch.requests[0]?.url).toBe('http://127.0.0.1/v5/things/x')
  })

  it('gives functions that may be taken out of their object', async () => {
    const { get } = bind(testClient(scriptedFetch(answer(200, { ok: true }))), { get: getThing })
    expect(await get({ id: 'x' })).toEqual({ ok: true })
  })
})
