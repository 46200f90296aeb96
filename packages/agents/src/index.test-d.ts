import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, EventStream, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { type Agents, agents, callAgent, callAgentStream, continueAgentCall, continueAgentCallStream, deleteAgent, getAgent, listAgents, serializeAgent } from './index.js'
import type { Agent, AgentCallResponse, AgentCallStreamResponse, ChatMessage, FileEnvironment } from './index.js'
import type * as Methods from './methods.js'

const client = createHumanloopClient({ apiKey: null })
const facade = agents(client)
const messages = [{ role: 'user', content: 'Hello!' }]

it('gives the same types in both styles', () => {
  expectTypeOf(getAgent(client, { id: 'a' })).toEqualTypeOf<ApiPromise<Agent>>()
  expectTypeOf(facade.get({ id: 'a' })).toEqualTypeOf<ApiPromise<Agent>>()
  expectTypeOf(facade.get({ id: 'a' })).resolves.toEqualTypeOf<WithRequestId<Agent>>()
  expectTypeOf(listAgents(client)).toEqualTypeOf<PagePromise<Agent>>()
  expectTypeOf(facade.list()).toEqualTypeOf<PagePromise<Agent>>()
  expectTypeOf(deleteAgent(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.delete({ id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(serializeAgent(client, { id: 'a' })).resolves.toEqualTypeOf<string>()
  expectTypeOf(facade.listEnvironments({ id: 'a' })).resolves.toEqualTypeOf<FileEnvironment[]>()
})

it('gives a stream for stream: true on the facade, and one answer without', () => {
  expectTypeOf(facade.call({ id: 'a', messages, stream: true })).toEqualTypeOf<ApiPromise<EventStream<AgentCallStreamResponse>>>()
  expectTypeOf(facade.call({ id: 'a', messages })).toEqualTypeOf<ApiPromise<AgentCallResponse>>()
  expectTypeOf(callAgentStream(client, { id: 'a', messages })).toEqualTypeOf<ApiPromise<EventStream<AgentCallStreamResponse>>>()
  expectTypeOf(facade.continueCall({ log_id: 'a', messages, stream: true })).toEqualTypeOf<ApiPromise<EventStream<AgentCallStreamResponse>>>()
  expectTypeOf(facade.continueCall({ log_id: 'a', messages })).toEqualTypeOf<ApiPromise<AgentCallResponse>>()
  expectTypeOf(continueAgentCallStream(client, { log_id: 'a', messages })).toEqualTypeOf<ApiPromise<EventStream<AgentCallStreamResponse>>>()
})

it('keeps the standalone functions to one answer', () => {
  expectTypeOf(callAgent(client, { id: 'a', messages })).toEqualTypeOf<ApiPromise<AgentCallResponse>>()
  expectTypeOf(continueAgentCall(client, { log_id: 'a', messages })).toEqualTypeOf<ApiPromise<AgentCallResponse>>()
  // @ts-expect-error -- streams come from callAgentStream
  void callAgent(client, { id: 'a', messages, stream: true })
  // @ts-expect-error -- streams come from continueAgentCallStream
  void continueAgentCall(client, { log_id: 'a', messages, stream: true })
})

it('tells the payloads of events apart by their fields', () => {
  const payload = {} as NonNullable<AgentCallStreamResponse['payload']>
  if ('function' in payload) expectTypeOf(payload.function.name).toEqualTypeOf<string>()
  if ('evaluator_logs' in payload) expectTypeOf(payload.trace_id).toEqualTypeOf<string | null | undefined>()
  if ('previous_agent_message' in payload) expectTypeOf(payload.previous_agent_message).toEqualTypeOf<ChatMessage | null>()
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void callAgent(smarter, { id: 'a', messages })
  // @ts-expect-error -- a client of another platform
  agents(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- an Agent is found by its id
  void getAgent(client, { path: 'a' })
  // @ts-expect-error -- a run goes on by the id of its Log, whose version is known
  void facade.continueCall({ log_id: 'a', messages, version_id: 'b' })
  // @ts-expect-error -- Agents give one answer
  void facade.call({ id: 'a', messages, num_samples: 2 })
})

it('binds no overloaded and no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Omit<Agents, 'call' | 'continueCall'>>().toEqualTypeOf<Bound<Omit<typeof Methods, 'call' | 'continueCall'>>>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
