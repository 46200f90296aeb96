import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createOpenAIClient, createSmarterClient } from '@smarter-api/core'
import { createFineTuningJob, type FineTuningJobs, fineTuning, listFineTuningJobCheckpoints, listFineTuningJobEvents, listFineTuningJobs } from './index.js'
import type { FineTuningJob, FineTuningJobCheckpoint, FineTuningJobEvent } from './index.js'
import type * as Methods from './methods.js'

const client = createOpenAIClient({ apiKey: null })
const { jobs } = fineTuning(client)
const fine_tuning_job_id = 'a'

it('gives the same types in both styles', () => {
  expectTypeOf(createFineTuningJob(client, { model: 'a', training_file: 'b' })).toEqualTypeOf<ApiPromise<FineTuningJob>>()
  expectTypeOf(jobs.create({ model: 'a', training_file: 'b' })).toEqualTypeOf<ApiPromise<FineTuningJob>>()
  expectTypeOf(listFineTuningJobs(client, { limit: 20 })).toEqualTypeOf<PagePromise<FineTuningJob>>()
  expectTypeOf(jobs.list()).toEqualTypeOf<PagePromise<FineTuningJob>>()
  expectTypeOf(listFineTuningJobEvents(client, { fine_tuning_job_id })).toEqualTypeOf<PagePromise<FineTuningJobEvent>>()
  expectTypeOf(jobs.listEvents({ fine_tuning_job_id })).toEqualTypeOf<PagePromise<FineTuningJobEvent>>()
  expectTypeOf(listFineTuningJobCheckpoints(client, { fine_tuning_job_id })).toEqualTypeOf<PagePromise<FineTuningJobCheckpoint>>()
  expectTypeOf(jobs.checkpoints.list({ fine_tuning_job_id })).toEqualTypeOf<PagePromise<FineTuningJobCheckpoint>>()
})

it('tells the request id of objects', () => {
  expectTypeOf(jobs.retrieve({ fine_tuning_job_id })).resolves.toEqualTypeOf<WithRequestId<FineTuningJob>>()
})

it('takes clients of OpenAI-style services and of Smarter, and no other', () => {
  const humanloop = createHumanloopClient({ apiKey: null })
  expectTypeOf(fineTuning(createSmarterClient({ apiKey: null })).jobs).toEqualTypeOf<FineTuningJobs>()
  // @ts-expect-error -- a client of another platform
  void listFineTuningJobs(humanloop)
  // @ts-expect-error -- a client of another platform
  fineTuning(humanloop)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- a file to learn from is needed
  void jobs.create({ model: 'a' })
  // @ts-expect-error -- a job is found by fine_tuning_job_id
  void jobs.retrieve({ id: 'a' })
  // @ts-expect-error -- pages follow a cursor
  void jobs.list({ page: 2 })
})

it('binds every function with its own types', () => {
  expectTypeOf<Omit<FineTuningJobs, 'checkpoints'>>().toEqualTypeOf<Bound<Omit<typeof Methods, 'listCheckpoints'>>>()
  expectTypeOf<{ [Name in keyof typeof Methods]: Rebuilt<(typeof Methods)[Name]> }>().toEqualTypeOf<typeof Methods>()
})

type Rebuilt<Method> = Method extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
