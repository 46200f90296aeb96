import type { OpenEnum } from '../../open-enum.js'
import type { Agent } from '../agents/types.js'
import type { Datapoint, Dataset } from '../datasets/types.js'
import type { Evaluator } from '../evaluators/types.js'
import type { Flow } from '../flows/types.js'
import type { Log } from '../logs/types.js'
import type { Prompt } from '../prompts/types.js'
import type { IdParams, PageQuery } from '../shared/params.js'
import type { FileTarget, PaginatedData, User } from '../shared/types.js'
import type { Tool } from '../tools/types.js'

/** How far a run or a whole Evaluation is. Source: `EvaluationStatus`. */
export type EvaluationStatus = OpenEnum<'pending' | 'running' | 'completed' | 'cancelled'>

/** Names one version. Source: `VersionId`. */
export interface VersionId {
  /** Id of the version. */
  version_id: string
}

/** Chooses the version of a file that is deployed to an environment. Source: `FileId`, `FilePath`. */
export interface DeployedVersion {
  /** Name of the environment. Default the default environment. */
  environment?: string | null
}

/** Names a file by its id. Source: `FileId`. */
export interface FileId extends DeployedVersion {
  /** Id of the file. */
  id: string
}

/** Names a file by its path. Source: `FilePath`. */
export interface FilePath extends DeployedVersion {
  /** Path of the file, folders included. */
  path: string
}

/** Chooses a version: by its own id, or as what is deployed of a file. Source: `CreateRunRequestDataset`, `CreateRunRequestVersion`. */
export type VersionChoice = VersionId | FileId | FilePath

/** Who runs an Evaluator. Source: `EvaluatorVersionId`, `EvaluatorFileId`, `EvaluatorFilePath`. */
export interface Orchestration {
  /** Whether the platform runs it; otherwise you run it and log its judgments. */
  orchestrated?: boolean | null
}

/** Names one version of an Evaluator. Source: `EvaluatorVersionId`. */
export interface EvaluatorVersionId extends VersionId, Orchestration {}

/** Names an Evaluator by its id. Source: `EvaluatorFileId`. */
export interface EvaluatorFileId extends FileId, Orchestration {}

/** Names an Evaluator by its path. Source: `EvaluatorFilePath`. */
export interface EvaluatorFilePath extends FilePath, Orchestration {}

/** Chooses the version of an Evaluator. Source: `CreateEvaluationRequestEvaluatorsItem`, `AddEvaluatorsRequestEvaluatorsItem`. */
export type EvaluatorChoice = EvaluatorVersionId | EvaluatorFileId | EvaluatorFilePath

/** Adds Evaluators to an Evaluation. Source: `AddEvaluatorsRequest`. */
export interface AddEvaluatorsRequest {
  /** The Evaluators. */
  evaluators: EvaluatorChoice[]
}

/** Names a file. Source: `FileRequest`. */
export interface FileRequest extends FileTarget {}

/** Makes an Evaluation of a file. Source: `CreateEvaluationRequest`. */
export interface CreateEvaluationRequest extends AddEvaluatorsRequest {
  /** The file that is evaluated. */
  file?: FileRequest | null
  /** Name of the Evaluation; unique among those of the file, a taken one is a 409. */
  name?: string | null
}

/** An Evaluator of an Evaluation. Source: `EvaluationEvaluatorResponse`. */
export interface EvaluationEvaluator {
  /** The Evaluator at the version that judges. */
  version: Evaluator
  /** Whether the platform runs it. */
  orchestrated: boolean
  /** When it was added, ISO 8601. */
  added_at: string
}

/** A comparison of versions of one file on Datasets. Source: `EvaluationResponse`. */
export interface Evaluation {
  /** Id of the Evaluation. */
  id: string
  /** Runs in it. */
  runs_count: number
  /** What judges the Logs of its runs. */
  evaluators: EvaluationEvaluator[]
  /** Its name; unique among those of the file. */
  name?: string | null
  /** Id of the file that is evaluated. */
  file_id?: string | null
  /** When it was made, ISO 8601. */
  created_at: string
  /** Who made it. */
  created_by?: User | null
  /** When it was last changed, ISO 8601. */
  updated_at: string
  /** Address of its page for people. */
  url?: string | null
}

/** One page of Evaluations. Source: `PaginatedEvaluationResponse`. */
export type PaginatedEvaluationResponse = PaginatedData<Evaluation>

/** A file that can be evaluated, at the version that is. Source: `RunVersionResponse`. */
export type RunVersion = Prompt | Tool | Evaluator | Flow | Agent

/** One version of a file on one version of a Dataset. Source: `EvaluationRunResponse`. */
export interface EvaluationRun {
  /** Id of the run. */
  id: string
  /** The Dataset at the version that is used. */
  dataset?: Dataset | null
  /** The file at the version that is evaluated. */
  version?: RunVersion | null
  /** Whether the platform makes the Logs. */
  orchestrated: boolean
  /** When the run was added to the Evaluation, ISO 8601. */
  added_at: string
  /** When the run was made, ISO 8601. */
  created_at: string
  /** Who made it. */
  created_by?: User | null
  /** How far it is. */
  status: EvaluationStatus
  /** Whether the other runs are compared with this one. */
  control: boolean
}

/** The runs of an Evaluation. Source: `EvaluationRunsResponse`. */
export interface EvaluationRunsResponse {
  /** The runs, newest first. */
  runs: EvaluationRun[]
}

/** Makes a run. Source: `CreateRunRequest`. */
export interface CreateRunRequest {
  /** The Dataset whose datapoints are run. */
  dataset?: VersionChoice | null
  /** The version of the evaluated file. */
  version?: VersionChoice | null
  /** Whether the platform makes the Logs; otherwise you log them with the run's id. Default `true` for files that it can call. */
  orchestrated?: boolean | null
  /** Whether Logs that exist for the datapoints and the version are taken. It needs both. Default `false`. */
  use_existing_logs?: boolean | null
}

/** Changes a run. Source: `UpdateEvaluationRunRequest`. */
export interface UpdateEvaluationRunRequest {
  /** `true` makes it the run that the others are compared with. */
  control?: boolean | null
  /** New status, for example `cancelled`. */
  status?: EvaluationStatus | null
}

/** Adds Logs to a run. Source: `AddLogsToRunRequest`. */
export interface AddLogsToRunRequest {
  /** Ids of the Logs. */
  log_ids: string[]
}

/** What the statistics of every kind of Evaluator have; for judgments in words it is all. Source: `TextEvaluatorStatsResponse`. */
export interface TextEvaluatorStats {
  /** Id of the Evaluator's version. */
  evaluator_version_id: string
  /** Logs of the run. */
  total_logs: number
  /** Judgments made. */
  num_judgments: number
  /** Logs on which the Evaluator gave no judgment. */
  num_nulls: number
  /** Logs on which the Evaluator failed. */
  num_errors: number
}

/** Statistics of judgments that are numbers. Source: `NumericEvaluatorStatsResponse`. */
export interface NumericEvaluatorStats extends TextEvaluatorStats {
  /** Average of the judgments. */
  mean?: number | null
  /** Sum of the judgments. */
  sum?: number | null
  /** Standard deviation of the judgments. */
  std?: number | null
  /** Judgments at percentiles; the keys are the percentages, for example `50`. */
  percentiles: Record<string, number>
}

/** Statistics of judgments that are yes or no. Source: `BooleanEvaluatorStatsResponse`. */
export interface BooleanEvaluatorStats extends TextEvaluatorStats {
  /** Judgments that are `true`. */
  num_true: number
  /** Judgments that are `false`. */
  num_false: number
}

/** Statistics of judgments that are choices. Source: `SelectEvaluatorStatsResponse`. */
export interface SelectEvaluatorStats extends TextEvaluatorStats {
  /** How often each choice was made; the keys are the names of the choices. */
  num_judgments_per_option: Record<string, number>
}

/**
 * Statistics of one Evaluator: `'percentiles' in stats` tells numbers, `'num_true' in stats` yes or no,
 * `'num_judgments_per_option' in stats` choices, and without any of them they are words. Source: `RunStatsResponseEvaluatorStatsItem`.
 */
export type EvaluatorStats = NumericEvaluatorStats | BooleanEvaluatorStats | SelectEvaluatorStats | TextEvaluatorStats

/** Statistics of one run. Source: `RunStatsResponse`. */
export interface RunStats {
  /** Id of the run. */
  run_id: string
  /** Id of the version that is evaluated. */
  version_id?: string | null
  /** Id of the batch that the run's Logs belong to. */
  batch_id?: string | null
  /** Logs of the run. */
  num_logs: number
  /** Statistics of each Evaluator. */
  evaluator_stats: EvaluatorStats[]
  /** How far the run is. */
  status: EvaluationStatus
}

/** Statistics of an Evaluation. Source: `EvaluationStats`. */
export interface EvaluationStats {
  /** Statistics of each run, newest first. */
  run_stats: RunStats[]
  /** How far it is, in words for people. */
  progress?: string | null
  /** The result, as text for people. */
  report?: string | null
  /** How far it is. */
  status: EvaluationStatus
}

/** One datapoint of a run: what came out and how it was judged. Source: `EvaluationLogResponse`. */
export interface EvaluationLog {
  /** Id of the run. */
  run_id: string
  /** The datapoint. */
  datapoint?: Datapoint | null
  /** The Log that was made for it. */
  log: Log
  /** The judgments of the Log. */
  evaluator_logs: Log[]
}

/** One page of the Logs of an Evaluation. Source: `PaginatedDataEvaluationLogResponse`. */
export type PaginatedDataEvaluationLogResponse = PaginatedData<EvaluationLog>

/** Query of a list of Evaluations. */
export interface EvaluationListQuery extends PageQuery {
  /** Id of the file whose Evaluations are meant. */
  file_id: string
}

/** Query of the Logs of an Evaluation. */
export interface EvaluationLogsQuery extends PageQuery {
  /** Only Logs of these runs. */
  run_id?: string[]
}

/** Params that name one run of an Evaluation. */
export interface EvaluationRunParams {
  /** Id of the Evaluation. */
  id: string
  /** Id of the run. */
  run_id: string
}

/** Params of `listEvaluations`. */
export interface ListEvaluationsParams extends EvaluationListQuery {}

/** Params of `createEvaluation`. */
export interface CreateEvaluationParams extends CreateEvaluationRequest {}

/** Params of `getEvaluation`. */
export interface GetEvaluationParams extends IdParams {}

/** Params of `deleteEvaluation`. */
export interface DeleteEvaluationParams extends IdParams {}

/** Params of `addEvaluationEvaluators`. */
export interface AddEvaluationEvaluatorsParams extends IdParams, AddEvaluatorsRequest {}

/** Params of `removeEvaluationEvaluator`. */
export interface RemoveEvaluationEvaluatorParams extends IdParams {
  /** Id of the Evaluator's version. */
  evaluator_version_id: string
}

/** Params of `listEvaluationRuns`. */
export interface ListEvaluationRunsParams extends IdParams {}

/** Params of `createEvaluationRun`. */
export interface CreateEvaluationRunParams extends IdParams, CreateRunRequest {}

/** Params of `addExistingEvaluationRun`. */
export interface AddExistingEvaluationRunParams extends EvaluationRunParams {}

/** Params of `removeEvaluationRun`. */
export interface RemoveEvaluationRunParams extends EvaluationRunParams {}

/** Params of `updateEvaluationRun`. */
export interface UpdateEvaluationRunParams extends EvaluationRunParams, UpdateEvaluationRunRequest {}

/** Params of `addLogsToEvaluationRun`. */
export interface AddLogsToEvaluationRunParams extends EvaluationRunParams, AddLogsToRunRequest {}

/** Params of `getEvaluationStats`. */
export interface GetEvaluationStatsParams extends IdParams {}

/** Params of `getEvaluationLogs`. */
export interface GetEvaluationLogsParams extends IdParams, EvaluationLogsQuery {}
