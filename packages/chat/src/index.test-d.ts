import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, EventStream, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createOpenAIClient, createSmarterClient } from '@smarter-api/core'
import type * as CompletionMethods from './completions/methods.js'
import {
  chat,
  type ChatCompletions,
  createChatCompletion,
  createChatCompletionStream,
  createResponse,
  createResponseStream,
  deleteResponse,
  listResponseInputItems,
  type Responses,
  responses,
} from './index.js'
import type { ChatCompletion, ChatCompletionChunk, Deletion, ResponseKeptItem, ResponseObject, ResponseStreamEvent } from './index.js'
import type * as ResponseMethods from './responses/methods.js'

const client = createOpenAIClient({ apiKey: null })
const smarter = createSmarterClient({ apiKey: null })
const { completions, responses: api } = chat(client)
const model = 'gpt-4o'
const messages = [{ role: 'user', content: 'Hello!' }]

it('gives the same types in both styles', () => {
  expectTypeOf(createChatCompletion(client, { model, messages })).toEqualTypeOf<ApiPromise<ChatCompletion>>()
  expectTypeOf(completions.create({ model, messages })).toEqualTypeOf<ApiPromise<ChatCompletion>>()
  expectTypeOf(createResponse(client, { model, input: 'Hello!' })).toEqualTypeOf<ApiPromise<ResponseObject>>()
  expectTypeOf(api.create({ model, input: 'Hello!' })).toEqualTypeOf<ApiPromise<ResponseObject>>()
  expectTypeOf(deleteResponse(client, { response_id: 'a' })).toEqualTypeOf<ApiPromise<Deletion>>()
  expectTypeOf(api.delete({ response_id: 'a' })).toEqualTypeOf<ApiPromise<Deletion>>()
  expectTypeOf(listResponseInputItems(client, { response_id: 'a' })).toEqualTypeOf<PagePromise<ResponseKeptItem>>()
  expectTypeOf(api.listInputItems({ response_id: 'a' })).toEqualTypeOf<PagePromise<ResponseKeptItem>>()
  expectTypeOf(responses(client)).toEqualTypeOf<Responses>()
})

it('tells the request id of objects', () => {
  expectTypeOf(api.retrieve({ response_id: 'a' })).resolves.toEqualTypeOf<WithRequestId<ResponseObject>>()
})

it('gives a stream for stream: true on the facade, and one answer without', () => {
  expectTypeOf(completions.create({ model, messages, stream: true })).toEqualTypeOf<ApiPromise<EventStream<ChatCompletionChunk>>>()
  expectTypeOf(completions.create({ model, messages, stream: false })).toEqualTypeOf<ApiPromise<ChatCompletion>>()
  expectTypeOf(createChatCompletionStream(client, { model, messages })).toEqualTypeOf<ApiPromise<EventStream<ChatCompletionChunk>>>()
  expectTypeOf(api.create({ model, input: 'a', stream: true })).toEqualTypeOf<ApiPromise<EventStream<ResponseStreamEvent>>>()
  expectTypeOf(createResponseStream(client, { model, input: 'a' })).toEqualTypeOf<ApiPromise<EventStream<ResponseStreamEvent>>>()
})

it('keeps the standalone functions to one answer', () => {
  // @ts-expect-error -- streams come from createChatCompletionStream
  void createChatCompletion(client, { model, messages, stream: true })
  // @ts-expect-error -- streams come from createResponseStream
  void createResponse(client, { model, input: 'a', stream: true })
})

it('takes the params of the README', () => {
  const params = { model, input: [{ role: 'user', content: 'How much ?' }], response_format: { type: 'json_object' } } as const
  expectTypeOf(chat(smarter).responses.create({ input: [{ role: 'user', content: 'How much ?' }], model, response_format: { type: 'json_object' } })).toEqualTypeOf<ApiPromise<ResponseObject>>()
  expectTypeOf(params.response_format).toExtend<NonNullable<Parameters<typeof createResponse>[1]['response_format']>>()
})

it('takes back what a model said and made', () => {
  expectTypeOf<ResponseObject['output'][number]>().toExtend<Exclude<Parameters<typeof createResponse>[1]['input'], string | undefined>[number]>()
  expectTypeOf<ChatCompletion['choices'][number]['message']>().toExtend<Parameters<typeof createChatCompletion>[1]['messages'][number]>()
})

it('tells events and items apart by their type', () => {
  expectTypeOf((event: ResponseStreamEvent) => (event.type === 'response.output_text.delta' ? event.delta : undefined)).returns.toEqualTypeOf<string | undefined>()
  expectTypeOf((event: ResponseStreamEvent) => (event.type === 'response.completed' ? event.response : undefined)).returns.toEqualTypeOf<ResponseObject | undefined>()
  expectTypeOf((item: ResponseObject['output'][number]) => (item.type === 'function_call' ? item.arguments : undefined)).returns.toEqualTypeOf<string | undefined>()
})

it('takes clients of OpenAI-style services and of Smarter, and no other', () => {
  const humanloop = createHumanloopClient({ apiKey: null })
  expectTypeOf(createChatCompletion(smarter, { model, messages })).toEqualTypeOf<ApiPromise<ChatCompletion>>()
  // @ts-expect-error -- a client of another platform
  void createChatCompletion(humanloop, { model, messages })
  // @ts-expect-error -- a client of another platform
  void createResponse(humanloop, { model, input: 'a' })
  // @ts-expect-error -- a client of another platform
  chat(humanloop)
  // @ts-expect-error -- a client of another platform
  responses(humanloop)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a typing mistake
  void createChatCompletion(client, { model, messages, max_token: 5 })
  // @ts-expect-error -- responses have max_output_tokens
  void createResponse(client, { model, input: 'a', max_tokens: 5 })
  // @ts-expect-error -- a response is found by response_id
  void api.retrieve({ id: 'a' })
})

it('binds no overloaded and no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Omit<ChatCompletions, 'create'>>().toEqualTypeOf<Bound<Omit<typeof CompletionMethods, 'create'>>>()
  expectTypeOf<Omit<Responses, 'create'>>().toEqualTypeOf<Bound<Omit<typeof ResponseMethods, 'create'>>>()
  expectTypeOf<{ [Name in keyof typeof ResponseMethods]: Rebuilt<(typeof ResponseMethods)[Name]> }>().toEqualTypeOf<typeof ResponseMethods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
