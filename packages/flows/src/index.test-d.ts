import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { deleteFlow, type Flows, flows, getFlow, listFlows, logFlow, updateFlowLog, upsertFlow } from './index.js'
import type { CreateFlowLogResponse, Flow, FlowLog } from './index.js'
import type * as Methods from './methods.js'

const client = createHumanloopClient({ apiKey: null })
const facade = flows(client)

it('gives the same types in both styles', () => {
  expectTypeOf(logFlow(client, { id: 'a' })).toEqualTypeOf<ApiPromise<CreateFlowLogResponse>>()
  expectTypeOf(facade.log({ id: 'a' })).toEqualTypeOf<ApiPromise<CreateFlowLogResponse>>()
  expectTypeOf(updateFlowLog(client, { log_id: 'a' })).toEqualTypeOf<ApiPromise<FlowLog>>()
  expectTypeOf(facade.updateLog({ log_id: 'a' })).toEqualTypeOf<ApiPromise<FlowLog>>()
  expectTypeOf(listFlows(client)).toEqualTypeOf<PagePromise<Flow>>()
  expectTypeOf(facade.list()).toEqualTypeOf<PagePromise<Flow>>()
  expectTypeOf(deleteFlow(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.delete({ id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(facade.get({ id: 'a' })).resolves.toEqualTypeOf<WithRequestId<Flow>>()
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void getFlow(smarter, { id: 'a' })
  // @ts-expect-error -- a client of another platform
  flows(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a Flow has attributes, even when they are empty
  void upsertFlow(client, { path: 'a' })
  // @ts-expect-error -- a Log of a Flow is found by its own id
  void facade.updateLog({ id: 'a', log_id: 'b' })
  // @ts-expect-error -- a Log belongs to its environment for good
  void facade.updateLog({ log_id: 'b', log_environment: 'staging' })
})

it('binds every function with its own types', () => {
  expectTypeOf<Bound<typeof Methods>>().toEqualTypeOf<Flows>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
