import { expectTypeOf, it } from 'vitest'
import type { ApiPromise, Bound, PagePromise, WithRequestId } from '@smarter-api/core'
import { createHumanloopClient, createSmarterClient } from '@smarter-api/core'
import { fromPath } from '@smarter-api/core/node'
import type * as DatasetMethods from './datasets/methods.js'
import type * as EvaluationMethods from './evaluations/methods.js'
import type * as EvaluatorMethods from './evaluators/methods.js'
import {
  addExistingEvaluationRun,
  datasets,
  type Datasets,
  deleteEvaluation,
  evaluations,
  type Evaluations,
  evaluators,
  type Evaluators,
  getDataset,
  getEvaluationLogs,
  getEvaluationStats,
  listDatasetDatapoints,
  listEvaluations,
  logEvaluator,
  removeEvaluationEvaluator,
  uploadDatasetCsv,
  type UploadDatasetCsvParams,
  type Uploadable,
} from './index.js'
import type { CreateEvaluatorLogResponse, Datapoint, Dataset, Evaluation, EvaluationLog, EvaluationStats, EvaluatorStats } from './index.js'

const client = createHumanloopClient({ apiKey: null })

it('gives the same types in both styles', () => {
  expectTypeOf(getDataset(client, { id: 'a' })).toEqualTypeOf<ApiPromise<Dataset>>()
  expectTypeOf(datasets(client).get({ id: 'a' })).resolves.toEqualTypeOf<WithRequestId<Dataset>>()
  expectTypeOf(listDatasetDatapoints(client, { id: 'a' })).toEqualTypeOf<PagePromise<Datapoint>>()
  expectTypeOf(datasets(client).listDatapoints({ id: 'a' })).toEqualTypeOf<PagePromise<Datapoint>>()
  expectTypeOf(listEvaluations(client, { file_id: 'a' })).toEqualTypeOf<PagePromise<Evaluation>>()
  expectTypeOf(evaluations(client).list({ file_id: 'a' })).toEqualTypeOf<PagePromise<Evaluation>>()
  expectTypeOf(getEvaluationLogs(client, { id: 'a' })).toEqualTypeOf<PagePromise<EvaluationLog>>()
  expectTypeOf(evaluations(client).getLogs({ id: 'a' })).toEqualTypeOf<PagePromise<EvaluationLog>>()
  expectTypeOf(getEvaluationStats(client, { id: 'a' })).toEqualTypeOf<ApiPromise<EvaluationStats>>()
  expectTypeOf(logEvaluator(client, { parent_id: 'a', path: 'b', judgment: true })).toEqualTypeOf<ApiPromise<CreateEvaluatorLogResponse>>()
  expectTypeOf(evaluators(client).log({ parent_id: 'a', path: 'b', judgment: ['x'] })).toEqualTypeOf<ApiPromise<CreateEvaluatorLogResponse>>()
})

it('says what removals give: nothing, but for that of an Evaluator', () => {
  expectTypeOf(deleteEvaluation(client, { id: 'a' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(evaluations(client).removeRun({ id: 'a', run_id: 'b' })).toEqualTypeOf<ApiPromise<void>>()
  expectTypeOf(removeEvaluationEvaluator(client, { id: 'a', evaluator_version_id: 'b' })).toEqualTypeOf<ApiPromise<Evaluation>>()
})

it('promises nothing about an answer that is not described', () => {
  expectTypeOf(addExistingEvaluationRun(client, { id: 'a', run_id: 'b' })).toEqualTypeOf<ApiPromise<unknown>>()
})

it('tells statistics apart by their fields', () => {
  const stats = {} as EvaluatorStats
  if ('num_true' in stats) expectTypeOf(stats.num_false).toEqualTypeOf<number>()
  if ('percentiles' in stats) expectTypeOf(stats.mean).toEqualTypeOf<number | null | undefined>()
})

it('takes a CSV in every form of a file, and no text, which would be taken for a path', () => {
  const params: UploadDatasetCsvParams<Uploadable> = { id: 'a', file: new Blob([]) }
  expectTypeOf(uploadDatasetCsv(client, params)).toEqualTypeOf<ApiPromise<Dataset>>()
  void datasets(client).uploadCsv({ id: 'a', file: fromPath('rows.csv') })
  void datasets(client).uploadCsv({ id: 'a', file: ['rows.csv', 'question\nWhy?\n', 'text/csv'] })
  // @ts-expect-error -- a text
  void uploadDatasetCsv(client, { id: 'a', file: 'rows.csv' })
})

it('takes clients of Humanloop only', () => {
  const smarter = createSmarterClient({ apiKey: null })
  // @ts-expect-error -- a client of another platform
  void getDataset(smarter, { id: 'a' })
  // @ts-expect-error -- a client of another platform
  evaluations(smarter)
})

it('refuses params that the route does not take', () => {
  // @ts-expect-error -- Evaluations belong to a file
  void listEvaluations(client)
  // @ts-expect-error -- a judgment is of a Log
  void logEvaluator(client, { path: 'b', judgment: true })
  // @ts-expect-error -- Datasets have no Logs to monitor
  void datasets(client).updateMonitoring
})

it('binds no overloaded and no generic function, whose types a mapped type would lose', () => {
  expectTypeOf<Datasets>().toEqualTypeOf<Bound<typeof DatasetMethods>>()
  expectTypeOf<Evaluations>().toEqualTypeOf<Bound<typeof EvaluationMethods>>()
  expectTypeOf<Evaluators>().toEqualTypeOf<Bound<typeof EvaluatorMethods>>()
  expectTypeOf<Rebuilt<typeof DatasetMethods>>().toEqualTypeOf<typeof DatasetMethods>()
  expectTypeOf<Rebuilt<typeof EvaluationMethods>>().toEqualTypeOf<typeof EvaluationMethods>()
  expectTypeOf<Rebuilt<typeof EvaluatorMethods>>().toEqualTypeOf<typeof EvaluatorMethods>()
})

type Rebuilt<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends (...parameters: infer Parameters) => infer Result ? (...parameters: Parameters) => Result : never
}
