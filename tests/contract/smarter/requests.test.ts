import { createSmarterClient, validator } from '@smarter-api/core'
import { responses as openaiResponses } from '@smarter-api/schemas/openai'
import { responses } from '@smarter-api/schemas/smarter'
import * as smarter from '@smarter-api/sdk/smarter'
import { afterAll, describe, expect, it } from 'vitest'
import { recorder } from '../wire-request.js'
import { type Call, calls } from './calls.js'
import { type Operation, operations, reference, resolve } from './description.js'
import { counts, functionsOf, rows } from './route-table.js'

const states = ['covered', 'raw', 'broken']
const keysOf = (state: string) => rows.flatMap((row) => (row.state === state ? [row.key] : []))
const covered = rows.filter(({ state }) => state === 'covered')
const cases = operations.flatMap((operation) => Object.entries(calls[operation.key] ?? {}).map(([name, call]) => [name, operation, call] as const))

describe.skipIf(reference === undefined)('the table of routes', () => {
  it('has every operation of the reference once, and no other', () => {
    expect(rows.map(({ key }) => key)).toEqual(operations.map(({ key }) => key))
  })

  it('gives each operation one of three states, with the reason why it is not covered', () => {
    expect(rows.filter(({ state, words }) => !states.includes(state) || (state !== 'covered' && !/^[A-Z].*\.$/.test(words)))).toEqual([])
  })

  it('is counted right in its introduction', () => {
    expect(counts).toEqual({ all: String(operations.length), ...Object.fromEntries(states.map((state) => [state, String(keysOf(state).length)])) })
  })

  it.each(covered)('names functions that exist, and each of them is called here: $key', (row) => {
    const owners: Record<string, object> = { conversation: smarter.Conversation.prototype, '': smarter }
    const missing = functionsOf(row).filter((name) => {
      const [method = '', owner = ''] = name.split('.').toReversed()
      return typeof Reflect.get(owners[owner] ?? {}, method) !== 'function'
    })
    expect(missing).toEqual([])
    expect(Object.keys(calls[row.key] ?? {}).toSorted()).toEqual(functionsOf(row).toSorted())
  })

  it('calls nothing that it does not name', () => {
    expect(Object.keys(calls).toSorted()).toEqual(keysOf('covered').toSorted())
  })
})

const agreed = new Set<string>()

describe.skipIf(reference === undefined)('a request of Smarter', () => {
  afterAll(() => {
    process.stdout.write(`requests of Smarter against the reference: ${agreed.size}/${operations.length} operations agree; ${keysOf('raw').length} are left raw, ${keysOf('broken').length} are broken upstream\n`)
  })

  it.each(cases)('by %s is what the reference describes: $key', async (_, operation, call) => {
    const request = await requestOf(operation, call)
    const [method, path = ''] = operation.key.split(' ')
    const segments = path.slice(1).split('/').map((segment) => segment.replace(/^\{(\w+)\}$/, (_placeholder, name: string) => call.path?.[name] ?? `no ${name}`))
    expect(request).toEqual({
      method,
      path: ['api', 'v1', ...segments],
      query: Object.fromEntries(Object.entries(call.query ?? {}).map(([name, value]) => [name, [value]])),
      mediaType: call.body && 'application/json',
      body: call.body,
    })
    checkNames(operation, call)
    agreed.add(operation.key)
  })
})

async function requestOf(operation: Operation, { unknown, send }: Call) {
  let last = ''
  const { fetch, sent } = recorder(() =>
    unknown?.test(last) ? Response.json({ error: { status_code: 404, message: 'Not Found' } }, { status: 404 }) : Response.json(operation.answer),
  )
  const client = createSmarterClient({
    apiKey: 'k',
    baseURL: 'http://127.0.0.1/api/v1',
    maxRetries: 0,
    validate: validator('strict', responses, openaiResponses),
    fetch: (url, init) => fetch((last = url), init),
  })
  await send(client)
  const headers = sent.at(-1)?.headers
  expect([headers?.get('authorization'), headers?.get('accept')]).toEqual(['Token k', 'application/json'])
  return sent.at(-1)?.request
}

/** The reference names everything that is sent, and everything that it requires is sent. */
function checkNames({ parameters, body }: Operation, call: Call): void {
  const { properties = {}, required = [] } = body ? resolve(body.schema) : {}
  const names = (place: string, onlyRequired: boolean) => parameters.flatMap((parameter) => (parameter.in === place && (parameter.required || !onlyRequired) ? [parameter.name] : []))
  expect(Object.keys(call.path ?? {}).toSorted()).toEqual(names('path', false).toSorted())
  expect(names('query', false)).toEqual(expect.arrayContaining(Object.keys(call.query ?? {})))
  expect(Object.keys(call.query ?? {})).toEqual(expect.arrayContaining(names('query', true)))
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(call.body ?? {})))
  expect(Object.keys(call.body ?? {})).toEqual(expect.arrayContaining(required))
}
