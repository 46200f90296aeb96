import { describe, expectTypeOf, it } from 'vitest'
import type { ApiPromise } from './api-promise.js'
import { bind, type Bound } from './bind.js'
import type { HumanloopClient, SmarterClient } from './factories.js'
import type { RequestOptions } from './options.js'

interface Methods {
  get(client: HumanloopClient, params: { id: string }, options?: RequestOptions): ApiPromise<string>
}

declare const humanloop: HumanloopClient
declare const smarter: SmarterClient
declare const methods: { get: Methods['get'] }

describe('Bound', () => {
  it('drops the client and keeps parameters and result', () => {
    expectTypeOf<Bound<Methods>['get']>().toEqualTypeOf<(params: { id: string }, options?: RequestOptions) => ApiPromise<string>>()
    expectTypeOf(bind(humanloop, { get: methods.get }).get).toEqualTypeOf<Bound<Methods>['get']>()
  })
})

describe('a client', () => {
  it('is tagged with its platform, so that functions of another do not take it', () => {
    expectTypeOf<SmarterClient>().not.toExtend<HumanloopClient>()
    expectTypeOf<typeof smarter.service>().toEqualTypeOf<'smarter'>()
  })
})
