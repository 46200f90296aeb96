import { describe, expectTypeOf, it } from 'vitest'
import {
  type ApiPromise,
  type Client,
  createHumanloopClient,
  createSmarterClient,
  type HumanloopClient,
  request,
  type ResponseWith,
  type SmarterClient,
  type Timeout,
} from './index.js'

interface Prompt {
  readonly id: string
  readonly deleted?: string | null
}

const client = createHumanloopClient()

describe('the types of a call', () => {
  it('give a promise of the result with its request id (P1, P3, V1)', () => {
    const call = request<Prompt>(client, 'GET /prompts/{id}', { id: 'pr_1' })
    expectTypeOf(call).toEqualTypeOf<ApiPromise<Prompt>>()
    expectTypeOf(call).toExtend<Promise<Prompt>>()
    expectTypeOf<Awaited<typeof call>['_request_id']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<Awaited<ReturnType<typeof call.withResponse>>>().toEqualTypeOf<ResponseWith<Prompt & { readonly _request_id?: string | undefined }>>()
  })

  it('give no request id to arrays, text and nothing (P3)', () => {
    expectTypeOf<Awaited<ApiPromise<Prompt[]>>>().toEqualTypeOf<Prompt[]>()
    expectTypeOf<Awaited<ApiPromise<string>>>().toEqualTypeOf<string>()
    expectTypeOf<Awaited<ApiPromise<undefined>>>().toEqualTypeOf<undefined>()
    expectTypeOf<Awaited<ApiPromise<Response>>>().toEqualTypeOf<Response>()
  })

  it('keep null and missing apart (V2)', () => {
    expectTypeOf<Awaited<ApiPromise<Prompt>>['deleted']>().toEqualTypeOf<string | null | undefined>()
  })

  it('keep clients of different platforms apart, and fit clients of other copies', () => {
    expectTypeOf<SmarterClient>().not.toExtend<HumanloopClient>()
    expectTypeOf(createSmarterClient()).toExtend<Client>()
    expectTypeOf<Pick<HumanloopClient, keyof HumanloopClient>>().toExtend<HumanloopClient>()
  })

  it('take time limits as a number, an object or none (T2)', () => {
    expectTypeOf<1000 | null | false | { total: 1; attempt: null; headers: false; idle: 5; connect: 6 }>().toExtend<Timeout>()
    expectTypeOf<string>().not.toExtend<Timeout>()
    expectTypeOf<{ read: 5 }>().not.toExtend<Timeout>()
  })
})
