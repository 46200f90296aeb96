import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, EventStream, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { callPrompt, callPromptStream, deletePrompt, getPrompt, listPrompts, type Prompts, prompts, serializePrompt } from './index.js'
import type { FileEnvironment, Prompt, PromptCallResponse, PromptCallStreamResponse } from './index.js'
import type * as Methods from './methods.js'

const client = createHumanloopClient({ apiKey: null })
const facade = prompts(client)
const messages = [{ role: 'user', content: 'Hello!' }]

it('gives the same types in both styles', () => {
  expectTypeOf(getPrompt(client, { id: 'a' })).toEqualTypeOf<ApiPromise<Prompt>>()
  expectTypeOf(facade.get({ id: 'a' })).toEqualTypeOf<ApiPromise<Prompt>>()
  expectTypeOf(listPrompts(client)).toEqualTypeOf<PagePromise<Prompt>>()
  expectTypeOf(facade.list()).toEqualTypeOf<PagePromise<Prompt>>()
  expectTypeOf(deletePrompt(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.delete({ id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(serializePrompt(client, { id: 'a' })).resolves.toEqualTypeOf<string>()
  expectTypeOf(facade.listEnvironments({ id: 'a' })).resolves.toEqualTypeOf<FileEnvironment[]>()
})

it('tells the request id of objects', () => {
  expectTypeOf(facade.get({ id: 'a' })).resolves.toEqualTypeOf<WithRequestId<Prompt>>()
  expectTypeOf<WithRequestId<Prompt>['_request_id']>().toEqualTypeOf<string | undefined>()
})

it('gives a stream for stream: true on the facade, and one answer without', () => {
  expectTypeOf(facade.call({ id: 'a', messages, stream: true })).toEqualTypeOf<ApiPromise<EventStream<PromptCallStreamResponse>>>()
  expectTypeOf(facade.call({ id: 'a', messages })).toEqualTypeOf<ApiPromise<PromptCallResponse>>()
  expectTypeOf(callPromptStream(client, { id: 'a', messages })).toEqualTypeOf<ApiPromise<EventStream<PromptCallStreamResponse>>>()
})

it('keeps the standalone call to one answer', () => {
  expectTypeOf(callPrompt(client, { id: 'a', messages })).toEqualTypeOf<ApiPromise<PromptCallResponse>>()
  // @ts-expect-error -- streams come from callPromptStream
  void callPrompt(client, { id: 'a', messages, stream: true })
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void callPrompt(smarter, { id: 'a', messages })
  // @ts-expect-error -- a client of another platform
  prompts(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a Prompt is found by its id
  void getPrompt(client, { path: 'a' })
  // @ts-expect-error -- the environment of the Log is called log_environment
  void facade.updateLog({ id: 'a', log_id: 'b', environment: 'staging' })
  // @ts-expect-error -- the values are one body, so that they cannot meet the route's own names
  void facade.populate({ id: 'a', name: 'Ada' })
})

it('binds no overloaded and no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Omit<Prompts, 'call'>>().toEqualTypeOf<Bound<Omit<typeof Methods, 'call'>>>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
