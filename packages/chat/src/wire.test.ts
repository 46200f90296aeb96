import { describe, expect, it } from 'vitest'
import { bind, type OpenAIStyleClient } from '@smarter-api/core'
import { openaiTestClient, smarterTestClient } from '@smarter-api/test-support'
import type * as CompletionMethods from './completions/methods.js'
import {
  cancelResponse,
  chat,
  createChatCompletion,
  createChatCompletionStream,
  createResponse,
  createResponseStream,
  deleteResponse,
  listResponseInputItems,
  NotFoundError,
  outputText,
  RateLimitError,
  type ResponseKeptItem,
  responses,
  retrieveResponse,
} from './index.js'
import type * as ResponseMethods from './responses/methods.js'
import { chunk, completion, event, eventStream, message, response } from './testing/samples.js'

const completionMethods: typeof CompletionMethods = { create: createChatCompletion, createStream: createChatCompletionStream }
const responseMethods: typeof ResponseMethods = {
  cancel: cancelResponse,
  create: createResponse,
  createStream: createResponseStream,
  delete: deleteResponse,
  listInputItems: listResponseInputItems,
  retrieve: retrieveResponse,
}

const styles = [
  ['standalone functions', (client: OpenAIStyleClient) => ({ completions: bind(client, completionMethods), responses: bind(client, responseMethods) })],
  ['the facade', chat],
] as const

const clients = [
  ['an OpenAI client', openaiTestClient],
  ['a Smarter client', smarterTestClient],
] as const

const cases = styles.flatMap(([style, bound]) => clients.map(([kind, make]) => [style, kind, bound, make] as const))
const messages = [{ role: 'user', content: 'Hello!' }]

describe.each(cases)('%s with %s', (_, __, bound, make) => {
  function answering(answer: () => Response) {
    const { client, sent } = make({ answer: async () => answer() })
    return { ...bound(client), sent }
  }

  it('send a chat completion and give its answer', async () => {
    const { completions, sent } = answering(() => Response.json(completion))
    const params = { model: 'gpt-4o', messages, n: 2, stop: ['\n'], tools: [{ type: 'function' as const, function: { name: 'get_time' } }] }
    expect((await completions.create(params)).choices[0]?.message.content).toBe('Hello.')
    expect(sent).toMatchObject([{ line: 'POST /chat/completions', body: params }])
  })

  it('send a chat completion that streams, and give its chunks', async () => {
    const { completions, sent } = answering(() => eventStream(chunk('Hel'), chunk('lo.'), '[DONE]'))
    const stream = await completions.createStream({ model: 'gpt-4o', messages, stream_options: { include_usage: true } })
    let text = ''
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
    expect([text, stream.terminated]).toEqual(['Hello.', true])
    expect(sent[0]?.body).toEqual({ model: 'gpt-4o', messages, stream_options: { include_usage: true }, stream: true })
    expect(sent[0]?.headers.get('accept')).toBe('text/event-stream')
  })

  it('send a response as the README shows it, and give its answer with its request id', async () => {
    const { responses: api, sent } = answering(() => Response.json(response, { headers: { 'x-request-id': 'req_123' } }))
    const params = { model: 'gpt-4o', input: [{ role: 'user', content: 'How much ?' }], response_format: { type: 'json_object' as const } }
    const answer = await api.create(params)
    expect([outputText(answer), answer._request_id]).toEqual(['Hello.', 'req_123'])
    expect(sent).toMatchObject([{ line: 'POST /responses', body: params }])
  })

  it('send a response that streams, and give its events', async () => {
    const { responses: api, sent } = answering(() => eventStream(event('response.created', { response }), event('response.output_text.delta', delta('Hel')), event('response.completed', { response })))
    const stream = await api.createStream({ model: 'gpt-4o', input: 'Hello!' })
    const types: string[] = []
    for await (const { type } of stream) types.push(type)
    expect([types, stream.terminated]).toEqual([['response.created', 'response.output_text.delta', 'response.completed'], true])
    expect(sent[0]?.body).toEqual({ model: 'gpt-4o', input: 'Hello!', stream: true })
  })

  it('find, end and delete a response', async () => {
    const { responses: api, sent } = answering(() => Response.json({ ...response, status: 'cancelled', deleted: true }))
    await api.retrieve({ response_id: 'resp_1' })
    await api.retrieve({ response_id: 'resp_1', include: ['reasoning.encrypted_content', 'a'] })
    expect((await api.cancel({ response_id: 'resp_1' })).status).toBe('cancelled')
    expect(await api.delete({ response_id: 'resp_1' })).toMatchObject({ deleted: true })
    expect(sent.map(({ line, body }) => [line, body])).toEqual([
      ['GET /responses/resp_1', undefined],
      ['GET /responses/resp_1?include%5B%5D=reasoning.encrypted_content&include%5B%5D=a', undefined],
      ['POST /responses/resp_1/cancel', undefined],
      ['DELETE /responses/resp_1', undefined],
    ])
  })

  it('walk the input of a response page by page, and ask for no page after the last', async () => {
    const pages = [['msg_1', 'msg_2'], ['msg_3']]
    const { responses: api, sent } = answering(() => {
      const data = (pages.shift() ?? []).map((id) => Object.assign({}, message, { id }))
      return Response.json({ object: 'list', data, has_more: pages.length > 0, last_id: data.at(-1)?.id ?? null })
    })
    const items: ResponseKeptItem[] = []
    for await (const item of api.listInputItems({ response_id: 'resp_1', include: ['a'], limit: 2, order: 'asc' })) items.push(item)
    expect(items.map(({ id }) => id)).toEqual(['msg_1', 'msg_2', 'msg_3'])
    expect(sent.map(({ line }) => line)).toEqual([
      'GET /responses/resp_1/input_items?include%5B%5D=a&limit=2&order=asc',
      'GET /responses/resp_1/input_items?include%5B%5D=a&limit=2&order=asc&after=msg_2',
    ])
  })

  it('raise the error that the status and the service name', async () => {
    const gone = answering(() => Response.json({ error: { message: 'No such model.', type: 'invalid_request_error', param: 'model', code: 'model_not_found' } }, { status: 404 }))
    const refused = gone.completions.create({ model: 'gpt-9', messages })
    await expect(refused).rejects.toThrow(NotFoundError)
    await expect(refused).rejects.toMatchObject({ status: 404, code: 'model_not_found', param: 'model', type: 'invalid_request_error' })
    await expect(refused).rejects.toThrow('POST /chat/completions failed with 404: No such model. (1 attempt)')
    const busy = answering(() => Response.json({ error: { message: 'Slow down.' } }, { status: 429, headers: { 'retry-after-ms': '0' } }))
    await expect(busy.responses.create({ model: 'gpt-4o', input: 'Hello!' }, { maxRetries: 1 })).rejects.toThrow(RateLimitError)
    expect(busy.sent).toHaveLength(2)
  })

  it('send nothing for a response without an id', async () => {
    const { responses: api, sent } = answering(() => Response.json(response))
    await expect(api.retrieve({ response_id: '' })).rejects.toThrow('response_id')
    expect(sent).toHaveLength(0)
  })
})

describe('create', () => {
  it('of the facades streams with stream: true and gives one answer without', async () => {
    const { client, sent } = openaiTestClient({ answer: async (request) => ((await request.text()).includes('"stream":true') ? eventStream('[DONE]') : Response.json({ ...completion, ...response })) })
    const { completions, responses: api } = chat(client)
    for (const stream of [await completions.create({ model: 'gpt-4o', messages, stream: true }), await api.create({ model: 'gpt-4o', input: 'a', stream: true })]) {
      for await (const _ of stream as AsyncIterable<unknown>);
    }
    expect((await completions.create({ model: 'gpt-4o', messages })).choices).toHaveLength(1)
    expect((await api.create({ model: 'gpt-4o', input: 'a', stream: false })).output).toHaveLength(1)
    expect(sent.map(({ body }) => (body as { stream?: boolean }).stream)).toEqual([true, true, undefined, false])
  })

  it.each([
    ['createChatCompletion', createChatCompletion],
    ['createResponse', createResponse],
  ])('as %s refuses stream and names the function that streams, before anything is sent', (name, create) => {
    const { client, sent } = openaiTestClient({ answer: async () => Response.json({}) })
    const call = (): unknown => create(client, { model: 'gpt-4o', messages, stream: true } as never)
    expect(call).toThrow(TypeError)
    expect(call).toThrow(`${name}Stream`)
    expect(sent).toHaveLength(0)
  })
})

describe('a call', () => {
  it.each([createChatCompletion, createChatCompletionStream, createResponse, createResponseStream, retrieveResponse, listResponseInputItems])(
    'says what is missing when the client is forgotten: %o',
    async (call) => {
      await expect(Reflect.apply(call, undefined, [{ model: 'gpt-4o' }])).rejects.toThrow(/needs a client first/)
    },
  )

  it('lets the server say what is missing when it is called with nothing', async () => {
    const { client, sent } = openaiTestClient({ answer: async () => Response.json({ error: { message: 'No messages.' } }, { status: 400 }) })
    const { completions, responses: api } = chat(client)
    for (const create of [completions.create, api.create]) await expect(Reflect.apply(create, undefined, [])).rejects.toThrow('No messages.')
    await expect(Reflect.apply(api.retrieve, undefined, [])).rejects.toThrow('response_id')
    expect(sent).toHaveLength(2)
  })
})

describe('the facades', () => {
  it('have every function and nothing else', () => {
    const { completions, responses: api } = chat(openaiTestClient().client)
    expect(new Set(Object.keys(completions))).toEqual(new Set(Object.keys(completionMethods)))
    expect(new Set(Object.keys(api))).toEqual(new Set(Object.keys(responseMethods)))
  })

  it('work with their functions taken apart', async () => {
    const { create } = responses(openaiTestClient({ answer: async () => Response.json(response) }).client)
    expect(outputText(await create({ model: 'gpt-4o', input: 'Hello!' }))).toBe('Hello.')
  })
})

describe('outputText', () => {
  it('joins what the model said and leaves out everything else', () => {
    const said = (...content: (ReturnType<typeof part> | { type: 'refusal'; refusal: string })[]) => ({ type: 'message' as const, id: 'msg_1', role: 'assistant', content })
    const call = { type: 'function_call' as const, call_id: 'call_1', name: 'f', arguments: '{}' }
    expect(outputText({ output: [said(part('Hel'), part('lo')), call, said({ type: 'refusal', refusal: 'No.' }, part('.'))] })).toBe('Hello.')
    expect(outputText({ output: [] })).toBe('')
  })
})

function part(text: string) {
  return { type: 'output_text' as const, text }
}

function delta(text: string): object {
  return { item_id: 'msg_1', output_index: 0, content_index: 0, delta: text }
}
