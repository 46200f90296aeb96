import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type {
  AddEvaluationEvaluatorsParams,
  AddExistingEvaluationRunParams,
  AddLogsToEvaluationRunParams,
  CreateEvaluationParams,
  CreateEvaluationRunParams,
  DeleteEvaluationParams,
  Evaluation,
  EvaluationLog,
  EvaluationRun,
  EvaluationRunsResponse,
  EvaluationStats,
  GetEvaluationLogsParams,
  GetEvaluationParams,
  GetEvaluationStatsParams,
  ListEvaluationRunsParams,
  ListEvaluationsParams,
  RemoveEvaluationEvaluatorParams,
  RemoveEvaluationRunParams,
  UpdateEvaluationRunParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Lists the Evaluations of a file.
 *
 * @param params `file_id` of the Prompt, Tool, Flow, Agent or Evaluator, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Evaluation of every page when iterated over.
 * @throws NotFoundError When there is no such file.
 * @throws UnprocessableEntityError When `file_id` is missing or a number is unusable.
 * @see GET /evaluations
 */
export function list(client: HumanloopClient, params: ListEvaluationsParams, options?: RequestOptions): PagePromise<Evaluation> {
  return paginate(client, 'GET /evaluations{?file_id,page,size}', byNumber, params, options)
}

/**
 * Makes an Evaluation of a file: the frame in which runs of its versions are compared.
 *
 * @param params The `file` by `id` or `path`, a `name`, and the `evaluators` that judge each run, every one by `version_id`, `id` or `path`.
 *   Those with `orchestrated: false` are run by you: keep their judgments with `logEvaluator`.
 * @throws ConflictError When `name` is taken by another Evaluation of the file.
 * @throws NotFoundError When there is no such file or Evaluator.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /evaluations
 */
export function create(client: HumanloopClient, params: CreateEvaluationParams, options?: RequestOptions): ApiPromise<Evaluation> {
  return request(client, 'POST /evaluations', params, options)
}

/**
 * Adds Evaluators to an Evaluation, to judge the Logs of its runs.
 *
 * @param params `id` of the Evaluation, and the `evaluators`, every one by `version_id`, `id` or `path`.
 * @throws NotFoundError When there is no such Evaluation or Evaluator.
 * @throws UnprocessableEntityError When an Evaluator is not named by one of the three.
 * @see POST /evaluations/{id}/evaluators
 */
export function addEvaluators(client: HumanloopClient, params: AddEvaluationEvaluatorsParams, options?: RequestOptions): ApiPromise<Evaluation> {
  return request(client, 'POST /evaluations/{id}/evaluators', params, options)
}

/**
 * Takes an Evaluator out of an Evaluation. Unlike other removals it gives something: the Evaluation without it.
 *
 * @param params `id` of the Evaluation, and `evaluator_version_id` of the Evaluator's version.
 * @throws NotFoundError When there is no such Evaluation, or no such Evaluator in it.
 * @see DELETE /evaluations/{id}/evaluators/{evaluator_version_id}
 */
export function removeEvaluator(client: HumanloopClient, params: RemoveEvaluationEvaluatorParams, options?: RequestOptions): ApiPromise<Evaluation> {
  return request(client, 'DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', params, options)
}

/**
 * Gives an Evaluation with its Evaluators. Its runs and results come from `listRunsForEvaluation`, `getStats` and `getLogs`.
 *
 * @param params `id` of the Evaluation.
 * @throws NotFoundError When there is no such Evaluation.
 * @see GET /evaluations/{id}
 */
export function get(client: HumanloopClient, params: GetEvaluationParams, options?: RequestOptions): ApiPromise<Evaluation> {
  return request(client, 'GET /evaluations/{id}', params, options)
}

/**
 * Deletes an Evaluation. Its Evaluators and the Logs of its runs stay.
 *
 * @param params `id` of the Evaluation.
 * @throws NotFoundError When there is no such Evaluation.
 * @see DELETE /evaluations/{id}
 */
function remove(client: HumanloopClient, params: DeleteEvaluationParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /evaluations/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes an Evaluation. Its Evaluators and the Logs of its runs stay.
   *
   * @param params `id` of the Evaluation.
   * @throws NotFoundError When there is no such Evaluation.
   * @see DELETE /evaluations/{id}
   */
  remove as delete,
}

/**
 * Lists all runs of an Evaluation in one answer, newest first.
 *
 * @param params `id` of the Evaluation.
 * @throws NotFoundError When there is no such Evaluation.
 * @see GET /evaluations/{id}/runs
 */
export function listRunsForEvaluation(client: HumanloopClient, params: ListEvaluationRunsParams, options?: RequestOptions): ApiPromise<EvaluationRunsResponse> {
  return request(client, 'GET /evaluations/{id}/runs', params, options)
}

/**
 * Starts a run: one version of the file on the datapoints of one Dataset.
 *
 * @param params `id` of the Evaluation; `dataset` and `version`, each by `version_id`, `id` or `path`. With `orchestrated` the platform
 *   makes the Logs; otherwise you log them with the run's id as `run_id` and their datapoint's as `source_datapoint_id`.
 *   `use_existing_logs` takes those that the version has for the datapoints already.
 * @throws NotFoundError When there is no such Evaluation, Dataset or version.
 * @throws UnprocessableEntityError When a field is unusable.
 * @see POST /evaluations/{id}/runs
 */
export function createRun(client: HumanloopClient, params: CreateEvaluationRunParams, options?: RequestOptions): ApiPromise<EvaluationRun> {
  // A field, even an undefined one, makes a body, and the platform wants one for a run that chooses nothing.
  return request(client, 'POST /evaluations/{id}/runs', { dataset: undefined, ...params }, options)
}

/**
 * Adds a run of another Evaluation of the same file to this one. Both share it from then on.
 *
 * @param params `id` of the Evaluation and `run_id` of the run.
 * @returns What the platform says; nothing in it is documented.
 * @throws NotFoundError When there is no such Evaluation or run.
 * @see POST /evaluations/{id}/runs/{run_id}
 */
export function addExistingRun(client: HumanloopClient, params: AddExistingEvaluationRunParams, options?: RequestOptions): ApiPromise<unknown> {
  return request(client, 'POST /evaluations/{id}/runs/{run_id}', params, options)
}

/**
 * Takes a run out of an Evaluation. Its Logs and the version stay, and other Evaluations that have the run keep it.
 *
 * @param params `id` of the Evaluation and `run_id` of the run.
 * @throws NotFoundError When there is no such Evaluation, or no such run in it.
 * @see DELETE /evaluations/{id}/runs/{run_id}
 */
export function removeRun(client: HumanloopClient, params: RemoveEvaluationRunParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /evaluations/{id}/runs/{run_id}', params, options)
}

/**
 * Changes a run: makes it the one that the others are compared with, cancels it, or calls it done.
 *
 * @param params `id` of the Evaluation, `run_id` of the run, and `control: true` or the new `status`: `cancelled`, or `completed` where
 *   people or your own code judge.
 * @throws NotFoundError When there is no such Evaluation or run.
 * @throws UnprocessableEntityError When a field is unusable.
 * @see PATCH /evaluations/{id}/runs/{run_id}
 */
export function updateEvaluationRun(client: HumanloopClient, params: UpdateEvaluationRunParams, options?: RequestOptions): ApiPromise<EvaluationRun> {
  return request(client, 'PATCH /evaluations/{id}/runs/{run_id}', params, options)
}

/**
 * Adds Logs that exist to a run. They are judged like its own.
 *
 * @param params `id` of the Evaluation, `run_id` of the run, and `log_ids` of the Logs.
 * @throws NotFoundError When there is no such Evaluation, run or Log.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /evaluations/{id}/runs/{run_id}/logs
 */
export function addLogsToRun(client: HumanloopClient, params: AddLogsToEvaluationRunParams, options?: RequestOptions): ApiPromise<EvaluationRun> {
  return request(client, 'POST /evaluations/{id}/runs/{run_id}/logs', params, options)
}

/**
 * Gives the statistics of an Evaluation: how far each run is, and how each Evaluator judged it.
 *
 * @param params `id` of the Evaluation.
 * @returns Runs newest first. The fields of an Evaluator's statistics follow its `return_type`.
 * @throws NotFoundError When there is no such Evaluation.
 * @see GET /evaluations/{id}/stats
 */
export function getStats(client: HumanloopClient, params: GetEvaluationStatsParams, options?: RequestOptions): ApiPromise<EvaluationStats> {
  return request(client, 'GET /evaluations/{id}/stats', params, options)
}

/**
 * Lists what came out of an Evaluation: each datapoint of each run with its Log and the judgments of it.
 *
 * @param params `id` of the Evaluation; `run_id` keeps some of its runs. The page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every item of every page when iterated over.
 * @throws NotFoundError When there is no such Evaluation.
 * @throws UnprocessableEntityError When a number is unusable.
 * @see GET /evaluations/{id}/logs
 */
export function getLogs(client: HumanloopClient, params: GetEvaluationLogsParams, options?: RequestOptions): PagePromise<EvaluationLog> {
  return paginate(client, 'GET /evaluations/{id}/logs{?page,size,run_id}', byNumber, params, options)
}
