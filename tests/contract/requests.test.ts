import { Humanloop } from '@smarter-api/sdk'
import { afterAll, describe, expect, it } from 'vitest'
import { keyHeader, type Operation, operations, operationsOf, reference, resources } from './description.js'
import { facadeOf, methodOf } from './facade.js'
import { makeCases, type RequestCase } from './request-cases.js'
import { sample } from './samples.js'
import { recorder } from './wire-request.js'

/** A method of a facade, by its name in the reference. */
interface Called {
  readonly name: string
  readonly streaming: boolean
  /** Params that make this method stream. */
  readonly extra?: object
}

const agreed = new Set<string>()

describe.skipIf(reference === undefined).each([...resources])('humanloop.%s, request by request beside the reference', (resource) => {
  const described = operationsOf(resource)

  it('has the methods of the reference and no others', () => {
    expect(Object.keys(facadeOf(new Humanloop({ apiKey: null }), resource)).toSorted()).toEqual(described.flatMap(methodsOf).toSorted())
  })

  it.each(described)('sends $key as described, and gives what it answers', async (operation) => {
    for (const called of callsOf(operation)) {
      for (const one of await makeCases(operation, called.streaming)) await compare(operation, called, one)
    }
    agreed.add(operation.key)
  })
})

describe.skipIf(reference === undefined)('the requests of all resources', () => {
  afterAll(() => {
    const methods = operations.filter(({ key }) => agreed.has(key)).flatMap(methodsOf)
    process.stdout.write(`requests against the reference: ${agreed.size}/${operations.length} operations agree, ${methods.length} methods\n`)
  })

  it('are 118 operations, by 121 methods', () => {
    expect(operations).toHaveLength(118)
    expect(operations.flatMap(methodsOf)).toHaveLength(121)
  })
})

async function compare(operation: Operation, { name, streaming, extra }: Called, { label, choice, params, expected }: RequestCase): Promise<void> {
  const answers = operation.answers[operation.status] ?? {}
  const text = Object.keys(answers).find((mediaType) => mediaType.startsWith('text/') === (streaming || mediaType === 'text/plain'))
  const mediaType = streaming ? 'text/event-stream' : (text ?? 'application/json')
  const content = answers[mediaType]?.schema
  const answer = content && sample(content, choice, 'answer')
  const { fetch, sent } = recorder(() => new Response(encode(mediaType, answer, operation), { status: operation.status, headers: { 'content-type': mediaType } }))
  const humanloop = new Humanloop({ apiKey: 'a-key', baseURL: 'http://127.0.0.1/v5', maxRetries: 0, fetch })
  const result = await methodOf(humanloop, operation.resource, name)({ ...params, ...extra })
  const what = `${operation.resource}.${name} with ${label}`
  expect(sent, what).toHaveLength(1)
  expect(sent[0]?.request, what).toStrictEqual(expected)
  expect(sent[0]?.headers.get(keyHeader), what).toBe('a-key')
  if (operation.isPaged) expect(result, what).toMatchObject({ items: (answer as { records: unknown }).records })
  expect(await read(result, streaming), what).toEqual(streaming ? [answer] : answer)
}

/** The answer as it goes over the wire. */
function encode(mediaType: string, answer: unknown, { terminator }: Operation): string | null {
  if (answer === undefined) return null
  if (mediaType === 'text/plain') return String(answer)
  return mediaType === 'text/event-stream' ? `data: ${JSON.stringify(answer)}\n\ndata: ${terminator}\n\n` : JSON.stringify(answer)
}

/** The answer as it came: a page keeps it as its body. */
async function read(result: unknown, streaming: boolean): Promise<unknown> {
  if (!streaming) return typeof result === 'object' && result !== null && 'getNextPage' in result && 'body' in result ? result.body : result
  const events: unknown[] = []
  for await (const event of result as AsyncIterable<unknown>) events.push(event)
  return events
}

function methodsOf({ name, streamName }: Operation): string[] {
  return streamName ? [name, streamName] : [name]
}

function callsOf({ name, streamName }: Operation): Called[] {
  const streams = streamName ? [{ name: streamName, streaming: true }, { name, streaming: true, extra: { stream: true } }] : []
  return [{ name, streaming: false }, ...streams]
}
