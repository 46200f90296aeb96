import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type {
  CreateEvaluatorLogResponse,
  DeleteEvaluatorParams,
  DeleteEvaluatorVersionParams,
  Evaluator,
  FileEnvironment,
  GetEvaluatorParams,
  ListEvaluatorEnvironmentsParams,
  ListEvaluators,
  ListEvaluatorsParams,
  ListEvaluatorVersionsParams,
  LogEvaluatorParams,
  MoveEvaluatorParams,
  RemoveEvaluatorDeploymentParams,
  SetEvaluatorDeploymentParams,
  UpdateEvaluatorMonitoringParams,
  UpdateEvaluatorVersionParams,
  UpsertEvaluatorParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Keeps a judgment of a Log that was made elsewhere: by your own code, or by people.
 *
 * @param params `parent_id` of the judged Log, and the `judgment`, of the kind that the Evaluator's `return_type` says; `error` where there
 *   is none. `id` or `path` names the Evaluator, `version_id` or `environment` its version; `spec` brings a version along instead, and a
 *   path that is new makes the Evaluator. `log_environment` is where the Log belongs.
 * @throws ConflictError When `log_id` is taken.
 * @throws NotFoundError When there is no such Evaluator, version or judged Log.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /evaluators/log
 */
export function log(client: HumanloopClient, params: LogEvaluatorParams, options?: RequestOptions): ApiPromise<CreateEvaluatorLogResponse> {
  return request(client, 'POST /evaluators/log{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Lists Evaluators, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Evaluator of every page when iterated over.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /evaluators
 */
export function list(client: HumanloopClient, params?: ListEvaluatorsParams, options?: RequestOptions): PagePromise<Evaluator> {
  return paginate(client, 'GET /evaluators{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes an Evaluator, or a new version of one. A version with the same `spec` is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Evaluator. `spec` says how it judges: `evaluator_type` is `llm`, `python`, `human` or `external`,
 *   `arguments_type` whether it needs a target, and `return_type` what a judgment is.
 * @throws ConflictError When `version_name` is taken by another version of the Evaluator.
 * @throws NotFoundError When there is no Evaluator with this `id`.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /evaluators
 */
export function upsert(client: HumanloopClient, params: UpsertEvaluatorParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'POST /evaluators', params, options)
}

/**
 * Gives an Evaluator at one version: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Evaluator, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Evaluator, version or deployment.
 * @see GET /evaluators/{id}
 */
export function get(client: HumanloopClient, params: GetEvaluatorParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'GET /evaluators/{id}{?version_id,environment}', params, options)
}

/**
 * Deletes an Evaluator with all its versions.
 *
 * @param params `id` of the Evaluator.
 * @throws NotFoundError When there is no such Evaluator.
 * @see DELETE /evaluators/{id}
 */
function remove(client: HumanloopClient, params: DeleteEvaluatorParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /evaluators/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes an Evaluator with all its versions.
   *
   * @param params `id` of the Evaluator.
   * @throws NotFoundError When there is no such Evaluator.
   * @see DELETE /evaluators/{id}
   */
  remove as delete,
}

/**
 * Moves an Evaluator to another path, or renames it. Its id and versions stay.
 *
 * @param params `id` of the Evaluator, and the new `path` or `name`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Evaluator.
 * @see PATCH /evaluators/{id}
 */
export function move(client: HumanloopClient, params: MoveEvaluatorParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'PATCH /evaluators/{id}', params, options)
}

/**
 * Lists all versions of an Evaluator in one answer.
 *
 * @param params `id` of the Evaluator; `evaluator_aggregates: true` adds how each version's own judgments were judged, on average.
 * @throws NotFoundError When there is no such Evaluator.
 * @see GET /evaluators/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListEvaluatorVersionsParams, options?: RequestOptions): ApiPromise<ListEvaluators> {
  return request(client, 'GET /evaluators/{id}/versions{?evaluator_aggregates}', params, options)
}

/**
 * Deletes one version of an Evaluator.
 *
 * @param params `id` of the Evaluator and `version_id` of the version.
 * @throws BadRequestError When the version is deployed, or the only one.
 * @throws NotFoundError When there is no such Evaluator or version.
 * @see DELETE /evaluators/{id}/versions/{version_id}
 */
export function deleteEvaluatorVersion(client: HumanloopClient, params: DeleteEvaluatorVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /evaluators/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of an Evaluator. How it judges never changes.
 *
 * @param params `id` of the Evaluator, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Evaluator.
 * @throws NotFoundError When there is no such Evaluator or version.
 * @see PATCH /evaluators/{id}/versions/{version_id}
 */
export function updateEvaluatorVersion(client: HumanloopClient, params: UpdateEvaluatorVersionParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'PATCH /evaluators/{id}/versions/{version_id}', params, options)
}

/**
 * Deploys a version of an Evaluator to an environment: monitoring and Evaluations that name the environment judge with it from then on.
 *
 * @param params `id` of the Evaluator, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Evaluator, version or environment.
 * @see POST /evaluators/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetEvaluatorDeploymentParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'POST /evaluators/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of an Evaluator off an environment.
 *
 * @param params `id` of the Evaluator and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Evaluator or environment.
 * @see DELETE /evaluators/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemoveEvaluatorDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /evaluators/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Evaluator that is deployed to it.
 *
 * @param params `id` of the Evaluator.
 * @throws NotFoundError When there is no such Evaluator.
 * @see GET /evaluators/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListEvaluatorEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /evaluators/{id}/environments', params, options)
}

/**
 * Chooses the Evaluators that judge each new judgment of an Evaluator.
 *
 * @param params `id` of the Evaluator that is judged, and the Evaluators to `activate` and to `deactivate`.
 * @throws NotFoundError When there is no such Evaluator.
 * @see POST /evaluators/{id}/evaluators
 */
export function updateMonitoring(client: HumanloopClient, params: UpdateEvaluatorMonitoringParams, options?: RequestOptions): ApiPromise<Evaluator> {
  return request(client, 'POST /evaluators/{id}/evaluators', params, options)
}
