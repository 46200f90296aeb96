import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type {
  AddToolEnvironmentVariableParams,
  CallToolParams,
  CreateToolLogResponse,
  DeleteToolEnvironmentVariableParams,
  DeleteToolParams,
  DeleteToolVersionParams,
  FileEnvironment,
  FileEnvironmentVariableRequest,
  GetToolEnvironmentVariablesParams,
  GetToolParams,
  ListToolEnvironmentsParams,
  ListTools,
  ListToolsParams,
  ListToolVersionsParams,
  Log,
  LogToolParams,
  MoveToolParams,
  RemoveToolDeploymentParams,
  SetToolDeploymentParams,
  Tool,
  ToolCallResponse,
  UpdateToolLogParams,
  UpdateToolMonitoringParams,
  UpdateToolVersionParams,
  UpsertToolParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Runs a Tool on the platform and keeps the run as a Log.
 *
 * @param params `id` or `path` names the Tool, `version_id` or `environment` its version; `tool` brings a version along instead. `inputs`
 *   are the arguments, `log_environment` is where the Log belongs.
 * @returns The Log of the run. `output` is the result; what went wrong inside the Tool is told in `error`, with a status of success.
 * @throws ConflictError When `log_id` is taken, or the trace that the run is a step of is complete.
 * @throws NotFoundError When there is no such Tool or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /tools/call
 */
export function call(client: HumanloopClient, params: CallToolParams, options?: RequestOptions): ApiPromise<ToolCallResponse> {
  return request(client, 'POST /tools/call{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Keeps a run of a Tool's function in the caller's own code as a Log.
 *
 * @param params `id` or `path` names the Tool, `version_id` or `environment` its version; `tool` brings a version along instead, and a path
 *   that is new makes the Tool. `inputs` are the arguments, `output` or `error` is what came of them, `log_environment` is where the Log belongs.
 * @throws ConflictError When `log_id` is taken, or the trace that the run is a step of is complete.
 * @throws NotFoundError When there is no such Tool or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /tools/log
 */
export function log(client: HumanloopClient, params: LogToolParams, options?: RequestOptions): ApiPromise<CreateToolLogResponse> {
  return request(client, 'POST /tools/log{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Changes a Log of a Tool. Fields left out stay as they are, and `null` clears one.
 *
 * @param params `id` of the Tool, `log_id` of the Log, and the fields to change.
 * @throws NotFoundError When there is no such Tool or Log.
 * @throws UnprocessableEntityError When a field is unusable.
 * @see PATCH /tools/{id}/log/{log_id}
 */
export function update(client: HumanloopClient, params: UpdateToolLogParams, options?: RequestOptions): ApiPromise<Log> {
  return request(client, 'PATCH /tools/{id}/log/{log_id}', params, options)
}

/**
 * Lists Tools, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Tool of every page when iterated over.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /tools
 */
export function list(client: HumanloopClient, params?: ListToolsParams, options?: RequestOptions): PagePromise<Tool> {
  return paginate(client, 'GET /tools{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes a Tool, or a new version of one. A version with the same content is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Tool; `function` (as models see it), `source_code`, `setup_values` and `attributes` are the
 *   version's content, `tool_type` says what runs it.
 * @throws ConflictError When `version_name` is taken by another version of the Tool.
 * @throws NotFoundError When there is no Tool with this `id`.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /tools
 */
export function upsert(client: HumanloopClient, params: UpsertToolParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'POST /tools', params, options)
}

/**
 * Gives a Tool at one version: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Tool, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Tool, version or deployment.
 * @see GET /tools/{id}
 */
export function get(client: HumanloopClient, params: GetToolParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'GET /tools/{id}{?version_id,environment}', params, options)
}

/**
 * Deletes a Tool with all its versions.
 *
 * @param params `id` of the Tool.
 * @throws NotFoundError When there is no such Tool.
 * @see DELETE /tools/{id}
 */
function remove(client: HumanloopClient, params: DeleteToolParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /tools/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a Tool with all its versions.
   *
   * @param params `id` of the Tool.
   * @throws NotFoundError When there is no such Tool.
   * @see DELETE /tools/{id}
   */
  remove as delete,
}

/**
 * Moves a Tool to another path, or renames it. Its id and versions stay, and so does the function's name that models see.
 *
 * @param params `id` of the Tool, and the new `path` or `name`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Tool.
 * @see PATCH /tools/{id}
 */
export function move(client: HumanloopClient, params: MoveToolParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'PATCH /tools/{id}', params, options)
}

/**
 * Lists all versions of a Tool in one answer.
 *
 * @param params `id` of the Tool; `evaluator_aggregates: true` adds each version's average judgments.
 * @throws NotFoundError When there is no such Tool.
 * @see GET /tools/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListToolVersionsParams, options?: RequestOptions): ApiPromise<ListTools> {
  return request(client, 'GET /tools/{id}/versions{?evaluator_aggregates}', params, options)
}

/**
 * Deletes one version of a Tool.
 *
 * @param params `id` of the Tool and `version_id` of the version.
 * @throws NotFoundError When there is no such Tool or version.
 * @see DELETE /tools/{id}/versions/{version_id}
 */
export function deleteToolVersion(client: HumanloopClient, params: DeleteToolVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /tools/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of a Tool. Its content never changes.
 *
 * @param params `id` of the Tool, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Tool.
 * @throws NotFoundError When there is no such Tool or version.
 * @see PATCH /tools/{id}/versions/{version_id}
 */
export function updateToolVersion(client: HumanloopClient, params: UpdateToolVersionParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'PATCH /tools/{id}/versions/{version_id}', params, options)
}

/**
 * Deploys a version of a Tool to an environment: calls and Logs that name the environment use it from then on.
 *
 * @param params `id` of the Tool, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Tool, version or environment.
 * @see POST /tools/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetToolDeploymentParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'POST /tools/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of a Tool off an environment.
 *
 * @param params `id` of the Tool and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Tool or environment.
 * @see DELETE /tools/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemoveToolDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /tools/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Tool that is deployed to it. For variables of the process see
 * `getEnvironmentVariables`.
 *
 * @param params `id` of the Tool.
 * @throws NotFoundError When there is no such Tool.
 * @see GET /tools/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListToolEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /tools/{id}/environments', params, options)
}

/**
 * Chooses the Evaluators that judge each new Log of a Tool.
 *
 * @param params `id` of the Tool, and the Evaluators to `activate` and to `deactivate`.
 * @throws NotFoundError When there is no such Tool or Evaluator.
 * @see POST /tools/{id}/evaluators
 */
export function updateMonitoring(client: HumanloopClient, params: UpdateToolMonitoringParams, options?: RequestOptions): ApiPromise<Tool> {
  return request(client, 'POST /tools/{id}/evaluators', params, options)
}

/**
 * Gives the variables that a Tool's code reads from its environment, with their values in plain text. All versions share them.
 *
 * @param params `id` of the Tool.
 * @throws NotFoundError When there is no such Tool.
 * @see GET /tools/{id}/environment-variables
 */
export function getEnvironmentVariables(
  client: HumanloopClient,
  params: GetToolEnvironmentVariablesParams,
  options?: RequestOptions,
): ApiPromise<FileEnvironmentVariableRequest[]> {
  return request(client, 'GET /tools/{id}/environment-variables', params, options)
}

/**
 * Adds variables to those that a Tool's code reads from its environment; one with the same name is replaced.
 *
 * @param params `id` of the Tool, and the variables as `body`: an array, also for one.
 * @returns All variables of the Tool.
 * @throws NotFoundError When there is no such Tool.
 * @throws UnprocessableEntityError When a variable has no name or no value.
 * @see POST /tools/{id}/environment-variables
 */
export function addEnvironmentVariable(
  client: HumanloopClient,
  params: AddToolEnvironmentVariableParams,
  options?: RequestOptions,
): ApiPromise<FileEnvironmentVariableRequest[]> {
  return request(client, 'POST /tools/{id}/environment-variables{body}', params, options)
}

/**
 * Deletes one of the variables that a Tool's code reads from its environment.
 *
 * @param params `id` of the Tool and `name` of the variable.
 * @returns The variables that are left.
 * @throws NotFoundError When there is no such Tool or variable.
 * @see DELETE /tools/{id}/environment-variables/{name}
 */
export function deleteEnvironmentVariable(
  client: HumanloopClient,
  params: DeleteToolEnvironmentVariableParams,
  options?: RequestOptions,
): ApiPromise<FileEnvironmentVariableRequest[]> {
  return request(client, 'DELETE /tools/{id}/environment-variables/{name}', params, options)
}
