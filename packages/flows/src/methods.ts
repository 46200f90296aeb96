import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type {
  CreateFlowLogResponse,
  DeleteFlowParams,
  DeleteFlowVersionParams,
  FileEnvironment,
  Flow,
  FlowLog,
  GetFlowParams,
  ListFlowEnvironmentsParams,
  ListFlows,
  ListFlowsParams,
  ListFlowVersionsParams,
  LogFlowParams,
  MoveFlowParams,
  RemoveFlowDeploymentParams,
  SetFlowDeploymentParams,
  UpdateFlowLogParams,
  UpdateFlowMonitoringParams,
  UpdateFlowVersionParams,
  UpsertFlowParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Keeps a run of a Flow as a Log: the top of a trace. Logs that name its id as `trace_parent_id` become its steps.
 *
 * @param params `id` or `path` names the Flow, `version_id` or `environment` its version; `flow` brings a version along instead, and a path
 *   that is new makes the Flow. `log_status: 'incomplete'` leaves the trace open for steps, `log_environment` is where the Log belongs.
 * @throws ConflictError When `log_id` is taken, or the trace that the run is a step of is complete.
 * @throws NotFoundError When there is no such Flow or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /flows/log
 */
export function log(client: HumanloopClient, params: LogFlowParams, options?: RequestOptions): ApiPromise<CreateFlowLogResponse> {
  return request(client, 'POST /flows/log{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Changes a Log of a Flow, or completes its trace. Fields left out stay as they are, and `null` clears one.
 *
 * @param params `log_id` of the Log, and the fields to change. `log_status: 'complete'` needs inputs or messages, and an output, output message
 *   or error, sent here or before; there is no way back.
 * @throws ConflictError When the trace is complete and would be opened again.
 * @throws NotFoundError When there is no such Log.
 * @throws UnprocessableEntityError When a field is unusable, or something is missing that a complete trace needs.
 * @see PATCH /flows/logs/{log_id}
 */
export function updateLog(client: HumanloopClient, params: UpdateFlowLogParams, options?: RequestOptions): ApiPromise<FlowLog> {
  return request(client, 'PATCH /flows/logs/{log_id}', params, options)
}

/**
 * Gives a Flow at one version: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Flow, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Flow, version or deployment.
 * @see GET /flows/{id}
 */
export function get(client: HumanloopClient, params: GetFlowParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'GET /flows/{id}{?version_id,environment}', params, options)
}

/**
 * Deletes a Flow with all its versions.
 *
 * @param params `id` of the Flow.
 * @throws NotFoundError When there is no such Flow.
 * @see DELETE /flows/{id}
 */
function remove(client: HumanloopClient, params: DeleteFlowParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /flows/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a Flow with all its versions.
   *
   * @param params `id` of the Flow.
   * @throws NotFoundError When there is no such Flow.
   * @see DELETE /flows/{id}
   */
  remove as delete,
}

/**
 * Moves a Flow to another path or folder, or renames it. Its id and versions stay.
 *
 * @param params `id` of the Flow, and the new `path`, `name` or `directory_id`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Flow or folder.
 * @see PATCH /flows/{id}
 */
export function move(client: HumanloopClient, params: MoveFlowParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'PATCH /flows/{id}', params, options)
}

/**
 * Lists Flows, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Flow of every page when iterated over.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /flows
 */
export function list(client: HumanloopClient, params?: ListFlowsParams, options?: RequestOptions): PagePromise<Flow> {
  return paginate(client, 'GET /flows{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes a Flow, or a new version of one. A version with the same attributes is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Flow; `attributes` tell its versions apart, and must be there even when empty.
 * @throws ConflictError When `version_name` is taken by another version of the Flow.
 * @throws NotFoundError When there is no Flow with this `id`.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /flows
 */
export function upsert(client: HumanloopClient, params: UpsertFlowParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'POST /flows', params, options)
}

/**
 * Lists all versions of a Flow in one answer.
 *
 * @param params `id` of the Flow; `evaluator_aggregates: true` adds each version's average judgments.
 * @throws NotFoundError When there is no such Flow.
 * @see GET /flows/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListFlowVersionsParams, options?: RequestOptions): ApiPromise<ListFlows> {
  return request(client, 'GET /flows/{id}/versions{?evaluator_aggregates}', params, options)
}

/**
 * Deletes one version of a Flow.
 *
 * @param params `id` of the Flow and `version_id` of the version.
 * @throws NotFoundError When there is no such Flow or version.
 * @see DELETE /flows/{id}/versions/{version_id}
 */
export function deleteFlowVersion(client: HumanloopClient, params: DeleteFlowVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /flows/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of a Flow. Its attributes never change.
 *
 * @param params `id` of the Flow, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Flow.
 * @throws NotFoundError When there is no such Flow or version.
 * @see PATCH /flows/{id}/versions/{version_id}
 */
export function updateFlowVersion(client: HumanloopClient, params: UpdateFlowVersionParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'PATCH /flows/{id}/versions/{version_id}', params, options)
}

/**
 * Deploys a version of a Flow to an environment: Logs that name the environment are of this version from then on.
 *
 * @param params `id` of the Flow, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Flow, version or environment.
 * @see POST /flows/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetFlowDeploymentParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'POST /flows/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of a Flow off an environment.
 *
 * @param params `id` of the Flow and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Flow or environment.
 * @see DELETE /flows/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemoveFlowDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /flows/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Flow that is deployed to it.
 *
 * @param params `id` of the Flow.
 * @throws NotFoundError When there is no such Flow.
 * @see GET /flows/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListFlowEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /flows/{id}/environments', params, options)
}

/**
 * Chooses the Evaluators that judge each Log of a Flow once its trace is complete.
 *
 * @param params `id` of the Flow, and the Evaluators to `activate` and to `deactivate`.
 * @throws NotFoundError When there is no such Flow or Evaluator.
 * @see POST /flows/{id}/evaluators
 */
export function updateMonitoring(client: HumanloopClient, params: UpdateFlowMonitoringParams, options?: RequestOptions): ApiPromise<Flow> {
  return request(client, 'POST /flows/{id}/evaluators', params, options)
}
