import {
  type ApiPromise,
  byNumber,
  type EventStream,
  type HumanloopClient,
  type PagePromise,
  paginate,
  request,
  type RequestOptions,
  stream,
  text,
} from '@smarter-api/core'
import type {
  CallPromptParams,
  CallPromptStreamParams,
  CreatePromptLogResponse,
  DeletePromptParams,
  DeletePromptVersionParams,
  DeserializePromptParams,
  FileEnvironment,
  GetPromptParams,
  ListPromptEnvironmentsParams,
  ListPrompts,
  ListPromptsParams,
  ListPromptVersionsParams,
  Log,
  LogPromptParams,
  MovePromptParams,
  PatchPromptVersionParams,
  PopulatePromptParams,
  PopulateTemplateResponse,
  Prompt,
  PromptCallResponse,
  PromptCallStreamResponse,
  PromptKernelRequest,
  RemovePromptDeploymentParams,
  SerializePromptParams,
  SetPromptDeploymentParams,
  UpdatePromptLogParams,
  UpdatePromptMonitoringParams,
  UpsertPromptParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Calls the model as a Prompt describes and keeps the call as a Log.
 *
 * @param params `id` or `path` names the Prompt, `version_id` or `environment` its version; `prompt` brings a version along instead.
 *   `messages` and `inputs` are what the model is told, `log_environment` is where the Log belongs.
 * @returns One entry in `logs` for each of `num_samples`. A failure of the provider is told in its `error`.
 * @throws TypeError When `stream` is set: `callPromptStream` gives a stream.
 * @throws NotFoundError When there is no such Prompt or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /prompts/call
 */
export function call(client: HumanloopClient, params: CallPromptParams, options?: RequestOptions): ApiPromise<PromptCallResponse> {
  if (params?.stream) throw new TypeError('callPrompt gives one JSON answer; use callPromptStream, or call of the facade, with stream: true')
  return request(client, 'POST /prompts/call{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Calls the model as a Prompt describes and gives its answer while it is written.
 *
 * @param params As for `call`. `stream` is always on.
 * @returns Events whose `output` holds only what is new; `index` tells the samples apart. Token counts come with the last events. An event
 *   with `error` tells that the provider failed halfway. Leaving the loop early closes the connection.
 * @throws NotFoundError When there is no such Prompt or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /prompts/call
 */
export function callStream(client: HumanloopClient, params: CallPromptStreamParams, options?: RequestOptions): ApiPromise<EventStream<PromptCallStreamResponse>> {
  const route = 'POST /prompts/call{?version_id,environment}{log_environment=environment}'
  return stream(client, route, { ...params, stream: true }, options, { terminator: 'optional' })
}

/**
 * Keeps a call that was made elsewhere as a Log of a Prompt.
 *
 * @param params `id` or `path` names the Prompt, `version_id` or `environment` its version; `prompt` brings a version along instead, and a
 *   path that is new makes the Prompt. `log_environment` is where the Log belongs.
 * @throws ConflictError When `log_id` is taken.
 * @throws NotFoundError When there is no such Prompt or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /prompts/log
 */
export function log(client: HumanloopClient, params: LogPromptParams, options?: RequestOptions): ApiPromise<CreatePromptLogResponse> {
  return request(client, 'POST /prompts/log{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Changes a Log of a Prompt. Fields left out stay as they are, and `null` clears one.
 *
 * @param params `id` of the Prompt, `log_id` of the Log, and the fields to change.
 * @throws NotFoundError When there is no such Prompt or Log.
 * @throws UnprocessableEntityError When a field is unusable.
 * @see PATCH /prompts/{id}/log/{log_id}
 */
export function updateLog(client: HumanloopClient, params: UpdatePromptLogParams, options?: RequestOptions): ApiPromise<Log> {
  return request(client, 'PATCH /prompts/{id}/log/{log_id}', params, options)
}

/**
 * Lists Prompts, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Prompt of every page when iterated over.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /prompts
 */
export function list(client: HumanloopClient, params?: ListPromptsParams, options?: RequestOptions): PagePromise<Prompt> {
  return paginate(client, 'GET /prompts{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes a Prompt, or a new version of one. A version with the same content is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Prompt; `model`, `template` and the other settings are the version's content.
 * @throws ConflictError When `version_name` is taken by another version of the Prompt.
 * @throws NotFoundError When there is no Prompt with this `id`.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /prompts
 */
export function upsert(client: HumanloopClient, params: UpsertPromptParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'POST /prompts', params, options)
}

/**
 * Gives a Prompt at one version: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Prompt, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Prompt, version or deployment.
 * @see GET /prompts/{id}
 */
export function get(client: HumanloopClient, params: GetPromptParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'GET /prompts/{id}{?version_id,environment}', params, options)
}

/**
 * Deletes a Prompt with all its versions.
 *
 * @param params `id` of the Prompt.
 * @throws NotFoundError When there is no such Prompt.
 * @see DELETE /prompts/{id}
 */
function remove(client: HumanloopClient, params: DeletePromptParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /prompts/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a Prompt with all its versions.
   *
   * @param params `id` of the Prompt.
   * @throws NotFoundError When there is no such Prompt.
   * @see DELETE /prompts/{id}
   */
  remove as delete,
}

/**
 * Moves a Prompt to another path, or renames it. Its id and versions stay.
 *
 * @param params `id` of the Prompt, and the new `path` or `name`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Prompt.
 * @see PATCH /prompts/{id}
 */
export function move(client: HumanloopClient, params: MovePromptParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'PATCH /prompts/{id}', params, options)
}

/**
 * Fills the placeholders of a Prompt's template without calling a model.
 *
 * @param params `id` of the Prompt, `version_id` or `environment` for its version, and the placeholders' values as `body`.
 * @returns The Prompt with `populated_template`.
 * @throws NotFoundError When there is no such Prompt or version.
 * @throws UnprocessableEntityError When a placeholder has no value.
 * @see POST /prompts/{id}/populate
 */
export function populate(client: HumanloopClient, params: PopulatePromptParams, options?: RequestOptions): ApiPromise<PopulateTemplateResponse> {
  return request(client, 'POST /prompts/{id}/populate{?version_id,environment}{body}', params, options)
}

/**
 * Lists all versions of a Prompt in one answer.
 *
 * @param params `id` of the Prompt; `evaluator_aggregates: true` adds each version's average judgments.
 * @throws NotFoundError When there is no such Prompt.
 * @see GET /prompts/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListPromptVersionsParams, options?: RequestOptions): ApiPromise<ListPrompts> {
  return request(client, 'GET /prompts/{id}/versions{?evaluator_aggregates}', params, options)
}

/**
 * Deletes one version of a Prompt.
 *
 * @param params `id` of the Prompt and `version_id` of the version.
 * @throws NotFoundError When there is no such Prompt or version.
 * @see DELETE /prompts/{id}/versions/{version_id}
 */
export function deletePromptVersion(client: HumanloopClient, params: DeletePromptVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /prompts/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of a Prompt. Its content never changes.
 *
 * @param params `id` of the Prompt, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Prompt.
 * @throws NotFoundError When there is no such Prompt or version.
 * @see PATCH /prompts/{id}/versions/{version_id}
 */
export function patchPromptVersion(client: HumanloopClient, params: PatchPromptVersionParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'PATCH /prompts/{id}/versions/{version_id}', params, options)
}

/**
 * Deploys a version of a Prompt to an environment: calls that name the environment use it from then on.
 *
 * @param params `id` of the Prompt, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Prompt, version or environment.
 * @see POST /prompts/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetPromptDeploymentParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'POST /prompts/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of a Prompt off an environment.
 *
 * @param params `id` of the Prompt and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Prompt or environment.
 * @see DELETE /prompts/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemovePromptDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /prompts/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Prompt that is deployed to it.
 *
 * @param params `id` of the Prompt.
 * @throws NotFoundError When there is no such Prompt.
 * @see GET /prompts/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListPromptEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /prompts/{id}/environments', params, options)
}

/**
 * Chooses the Evaluators that judge each new Log of a Prompt.
 *
 * @param params `id` of the Prompt, and the Evaluators to `activate` and to `deactivate`.
 * @throws NotFoundError When there is no such Prompt or Evaluator.
 * @see POST /prompts/{id}/evaluators
 */
export function updateMonitoring(client: HumanloopClient, params: UpdatePromptMonitoringParams, options?: RequestOptions): ApiPromise<Prompt> {
  return request(client, 'POST /prompts/{id}/evaluators', params, options)
}

/**
 * Writes a version of a Prompt as the text of a `.prompt` file.
 *
 * @param params `id` of the Prompt, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Prompt or version.
 * @see GET /prompts/{id}/serialize
 */
export function serialize(client: HumanloopClient, params: SerializePromptParams, options?: RequestOptions): ApiPromise<string> {
  return text(client, 'GET /prompts/{id}/serialize{?version_id,environment}', params, options)
}

/**
 * Reads the text of a `.prompt` file into a version's content. Nothing is stored.
 *
 * @param params The file's text as `prompt`.
 * @throws UnprocessableEntityError When the text is not a `.prompt` file.
 * @see POST /prompts/deserialize
 */
export function deserialize(client: HumanloopClient, params: DeserializePromptParams, options?: RequestOptions): ApiPromise<PromptKernelRequest> {
  return request(client, 'POST /prompts/deserialize', params, options)
}
