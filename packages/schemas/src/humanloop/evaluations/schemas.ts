import * as v from 'valibot'
import { byField, mapOf, nullish, number, text } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { DatapointSchema, DatasetSchema, EvaluatorSchema, fileOf, fileSchemas } from '../files/schemas.js'
import { LogSchema } from '../logs/schemas.js'
import { paginatedData } from '../shared/schemas.js'
import type {
  BooleanEvaluatorStats,
  Evaluation,
  EvaluationEvaluator,
  EvaluationLog,
  EvaluationRun,
  EvaluationRunsResponse,
  EvaluationStats,
  EvaluatorStats,
  NumericEvaluatorStats,
  PaginatedDataEvaluationLogResponse,
  PaginatedEvaluationResponse,
  RunStats,
  RunVersion,
  SelectEvaluatorStats,
  TextEvaluatorStats,
} from './types.js'

const evaluationEvaluator = v.looseObject({
  version: EvaluatorSchema,
  orchestrated: v.boolean(),
  added_at: v.string(),
} satisfies Entries<EvaluationEvaluator>)

/** Checks an Evaluation. */
export const EvaluationSchema: Schema<Evaluation> = v.looseObject({
  id: v.string(),
  runs_count: v.number(),
  evaluators: v.array(evaluationEvaluator),
  name: text,
  file_id: text,
  created_at: v.string(),
  created_by: v.exactOptional(v.unknown()),
  updated_at: v.string(),
  url: text,
} satisfies Entries<Evaluation>)

/** Checks one page of Evaluations. */
export const PaginatedEvaluationResponseSchema: Schema<PaginatedEvaluationResponse> = paginatedData(EvaluationSchema)

const { dataset: _dataset, ...evaluated } = fileSchemas

/** Checks a file that can be evaluated, as `AnyFileSchema` does. */
export const RunVersionSchema: Schema<RunVersion> = fileOf<RunVersion>(evaluated)

/** Checks a run. */
export const EvaluationRunSchema: Schema<EvaluationRun> = v.looseObject({
  id: v.string(),
  dataset: nullish(DatasetSchema),
  version: nullish(RunVersionSchema),
  orchestrated: v.boolean(),
  added_at: v.string(),
  created_at: v.string(),
  created_by: v.exactOptional(v.unknown()),
  status: v.string(),
  control: v.boolean(),
} satisfies Entries<EvaluationRun>)

/** Checks the runs of an Evaluation. */
export const EvaluationRunsResponseSchema: Schema<EvaluationRunsResponse> = v.looseObject({
  runs: v.array(EvaluationRunSchema),
} satisfies Entries<EvaluationRunsResponse>)

const statsEntries = {
  evaluator_version_id: v.string(),
  total_logs: v.number(),
  num_judgments: v.number(),
  num_nulls: v.number(),
  num_errors: v.number(),
} satisfies Entries<TextEvaluatorStats>

const numericStats = v.looseObject({
  ...statsEntries,
  mean: number,
  sum: number,
  std: number,
  percentiles: mapOf(v.number()),
} satisfies Entries<NumericEvaluatorStats>)

const booleanStats = v.looseObject({
  ...statsEntries,
  num_true: v.number(),
  num_false: v.number(),
} satisfies Entries<BooleanEvaluatorStats>)

const selectStats = v.looseObject({
  ...statsEntries,
  num_judgments_per_option: mapOf(v.number()),
} satisfies Entries<SelectEvaluatorStats>)

/** Checks the statistics of an Evaluator, by the fields that only one kind of judgment has. */
export const EvaluatorStatsSchema: Schema<EvaluatorStats> = byField<EvaluatorStats>(
  { percentiles: numericStats, num_true: booleanStats, num_false: booleanStats, num_judgments_per_option: selectStats },
  v.looseObject(statsEntries),
)

const runStats = v.looseObject({
  run_id: v.string(),
  version_id: text,
  batch_id: text,
  num_logs: v.number(),
  evaluator_stats: v.array(EvaluatorStatsSchema),
  status: v.string(),
} satisfies Entries<RunStats>)

/** Checks the statistics of an Evaluation. */
export const EvaluationStatsSchema: Schema<EvaluationStats> = v.looseObject({
  run_stats: v.array(runStats),
  progress: text,
  report: text,
  status: v.string(),
} satisfies Entries<EvaluationStats>)

/** Checks one datapoint of a run. */
export const EvaluationLogSchema: Schema<EvaluationLog> = v.looseObject({
  run_id: v.string(),
  datapoint: nullish(DatapointSchema),
  log: LogSchema,
  evaluator_logs: v.array(LogSchema),
} satisfies Entries<EvaluationLog>)

/** Checks one page of the Logs of an Evaluation. */
export const PaginatedDataEvaluationLogResponseSchema: Schema<PaginatedDataEvaluationLogResponse> = paginatedData(EvaluationLogSchema)
