import { type ApiPromise, byNumber, type EventStream, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions, stream, text } from '@smarter-api/core'
import type {
  Agent,
  AgentCallResponse,
  AgentCallStreamResponse,
  AgentKernelRequest,
  AgentLog,
  CallAgentParams,
  CallAgentStreamParams,
  ContinueAgentCallParams,
  ContinueAgentCallStreamParams,
  CreateAgentLogResponse,
  DeleteAgentParams,
  DeleteAgentVersionParams,
  DeserializeAgentParams,
  FileEnvironment,
  GetAgentParams,
  ListAgentEnvironmentsParams,
  ListAgents,
  ListAgentsParams,
  ListAgentVersionsParams,
  LogAgentParams,
  MoveAgentParams,
  PatchAgentVersionParams,
  RemoveAgentDeploymentParams,
  SerializeAgentParams,
  SetAgentDeploymentParams,
  UpdateAgentLogParams,
  UpdateAgentMonitoringParams,
  UpsertAgentParams,
} from '@smarter-api/schemas/humanloop'

/**
 * Runs an Agent: its model answers and calls tools, round after round, until it is done or waits for a tool of yours.
 *
 * @param params `id` or `path` names the Agent, `version_id` or `environment` its version; `agent` brings a version along instead.
 *   `messages` and `inputs` are what the model is told, `log_environment` is where the Log belongs.
 * @returns The Log of the run. While its `log_status` is `incomplete` it waits for tools: answer `previous_agent_message` with `continueCall`.
 * @throws TypeError When `stream` is set: `callAgentStream` gives a stream.
 * @throws NotFoundError When there is no such Agent or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /agents/call
 */
export function call(client: HumanloopClient, params: CallAgentParams, options?: RequestOptions): ApiPromise<AgentCallResponse> {
  if (params?.stream) throw new TypeError('callAgent gives one JSON answer; use callAgentStream, or call of the facade, with stream: true')
  return request(client, 'POST /agents/call{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Runs an Agent and tells each step when it happens.
 *
 * @param params As for `call`. `stream` is always on.
 * @returns Events: `type` says what happened, `payload` what is new in an answer, a tool request or a finished Log. After
 *   `agent_turn_suspend` the Agent waits for `continueCall`; after `agent_turn_error` or `error` the run has failed, and `message` says why.
 *   Leaving the loop early closes the connection.
 * @throws NotFoundError When there is no such Agent or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /agents/call
 */
export function callStream(client: HumanloopClient, params: CallAgentStreamParams, options?: RequestOptions): ApiPromise<EventStream<AgentCallStreamResponse>> {
  const route = 'POST /agents/call{?version_id,environment}{log_environment=environment}'
  return stream(client, route, { ...params, stream: true }, options, { terminator: 'optional' })
}

/**
 * Continues a run that waits for tools, with their answers.
 *
 * @param params `log_id` of the run's Log, and the answers as `messages` of role `tool`; each repeats the `tool_call_id` that it answers.
 *   What was said before is kept by the platform: do not send it again.
 * @returns The same Log, further on. It may wait for tools once more.
 * @throws TypeError When `stream` is set: `continueAgentCallStream` gives a stream.
 * @throws ConflictError When the run is complete.
 * @throws NotFoundError When there is no such Log.
 * @throws UnprocessableEntityError When a field is missing or unusable, or a tool request stays without an answer.
 * @see POST /agents/continue
 */
export function continueCall(client: HumanloopClient, params: ContinueAgentCallParams, options?: RequestOptions): ApiPromise<AgentCallResponse> {
  if (params?.stream) throw new TypeError('continueAgentCall gives one JSON answer; use continueAgentCallStream, or continueCall of the facade, with stream: true')
  return request(client, 'POST /agents/continue', params, options)
}

/**
 * Continues a run that waits for tools, and tells each step when it happens.
 *
 * @param params As for `continueCall`. `stream` is always on.
 * @returns Events as those of `callStream`. Leaving the loop early closes the connection.
 * @throws ConflictError When the run is complete.
 * @throws NotFoundError When there is no such Log.
 * @throws UnprocessableEntityError When a field is missing or unusable, or a tool request stays without an answer.
 * @see POST /agents/continue
 */
export function continueCallStream(
  client: HumanloopClient,
  params: ContinueAgentCallStreamParams,
  options?: RequestOptions,
): ApiPromise<EventStream<AgentCallStreamResponse>> {
  return stream(client, 'POST /agents/continue', { ...params, stream: true }, options, { terminator: 'optional' })
}

/**
 * Keeps a run that was made elsewhere as a Log of an Agent. It is open for steps, Logs with this one as
 * `trace_parent_id`, until `updateLog` completes it.
 *
 * @param params `id` or `path` names the Agent, `version_id` or `environment` its version; `agent` brings a version along instead, and a
 *   path that is new makes the Agent. `log_environment` is where the Log belongs.
 * @throws ConflictError When `log_id` is taken.
 * @throws NotFoundError When there is no such Agent or version.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /agents/log
 */
export function log(client: HumanloopClient, params: LogAgentParams, options?: RequestOptions): ApiPromise<CreateAgentLogResponse> {
  return request(client, 'POST /agents/log{?version_id,environment}{log_environment=environment}', params, options)
}

/**
 * Changes a Log of an Agent, or completes it: a complete one takes no more steps. Fields left out stay as they are, and `null` clears one.
 *
 * @param params `id` of the Agent, `log_id` of the Log, and the fields to change. `log_status: 'complete'` needs inputs or messages, and an
 *   output or error.
 * @throws ConflictError When a complete Log is to be `incomplete` again.
 * @throws NotFoundError When there is no such Agent or Log.
 * @throws UnprocessableEntityError When a field is unusable, or there is too little to be complete.
 * @see PATCH /agents/{id}/log/{log_id}
 */
export function updateLog(client: HumanloopClient, params: UpdateAgentLogParams, options?: RequestOptions): ApiPromise<AgentLog> {
  return request(client, 'PATCH /agents/{id}/log/{log_id}', params, options)
}

/**
 * Lists Agents, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10).
 * @returns The first page when awaited; every Agent of every page when iterated over.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /agents
 */
export function list(client: HumanloopClient, params?: ListAgentsParams, options?: RequestOptions): PagePromise<Agent> {
  return paginate(client, 'GET /agents{?page,size,name,user_filter,sort_by,order}', byNumber, params, options)
}

/**
 * Makes an Agent, or a new version of one. A version with the same content is not made twice: the existing one comes back.
 *
 * @param params `path` or `id` names the Agent; `model`, `template`, `tools` and the other settings are the version's content. A tool is
 *   written inline, or links to another file; its `on_agent_call` says whether the Agent goes on after calling it or stops.
 * @throws ConflictError When `version_name` is taken by another version of the Agent.
 * @throws NotFoundError When there is no Agent with this `id`, or a linked file is missing.
 * @throws UnprocessableEntityError When a field is missing or unusable.
 * @see POST /agents
 */
export function upsert(client: HumanloopClient, params: UpsertAgentParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'POST /agents', params, options)
}

/**
 * Gives an Agent at one version, with its tools: without `version_id` and `environment`, the one deployed to the default environment.
 *
 * @param params `id` of the Agent, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Agent, version or deployment.
 * @see GET /agents/{id}
 */
export function get(client: HumanloopClient, params: GetAgentParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'GET /agents/{id}{?version_id,environment}', params, options)
}

/**
 * Deletes an Agent with all its versions.
 *
 * @param params `id` of the Agent.
 * @throws NotFoundError When there is no such Agent.
 * @see DELETE /agents/{id}
 */
function remove(client: HumanloopClient, params: DeleteAgentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /agents/{id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes an Agent with all its versions.
   *
   * @param params `id` of the Agent.
   * @throws NotFoundError When there is no such Agent.
   * @see DELETE /agents/{id}
   */
  remove as delete,
}

/**
 * Moves an Agent to another path or folder, or renames it. Its id and versions stay.
 *
 * @param params `id` of the Agent, and the new `path`, `name` or `directory_id`.
 * @throws ConflictError When another file has the path.
 * @throws NotFoundError When there is no such Agent or folder.
 * @see PATCH /agents/{id}
 */
export function move(client: HumanloopClient, params: MoveAgentParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'PATCH /agents/{id}', params, options)
}

/**
 * Lists all versions of an Agent in one answer.
 *
 * @param params `id` of the Agent; `evaluator_aggregates: true` adds each version's average judgments.
 * @throws NotFoundError When there is no such Agent.
 * @see GET /agents/{id}/versions
 */
export function listVersions(client: HumanloopClient, params: ListAgentVersionsParams, options?: RequestOptions): ApiPromise<ListAgents> {
  return request(client, 'GET /agents/{id}/versions{?evaluator_aggregates}', params, options)
}

/**
 * Deletes one version of an Agent.
 *
 * @param params `id` of the Agent and `version_id` of the version.
 * @throws BadRequestError When the version is deployed, or the only one.
 * @throws NotFoundError When there is no such Agent or version.
 * @see DELETE /agents/{id}/versions/{version_id}
 */
export function deleteAgentVersion(client: HumanloopClient, params: DeleteAgentVersionParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /agents/{id}/versions/{version_id}', params, options)
}

/**
 * Names or describes a version of an Agent. Its content never changes.
 *
 * @param params `id` of the Agent, `version_id` of the version, and the new `name` or `description`; `null` takes one away.
 * @throws ConflictError When the name is taken by another version of the Agent.
 * @throws NotFoundError When there is no such Agent or version.
 * @see PATCH /agents/{id}/versions/{version_id}
 */
export function patchAgentVersion(client: HumanloopClient, params: PatchAgentVersionParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'PATCH /agents/{id}/versions/{version_id}', params, options)
}

/**
 * Deploys a version of an Agent to an environment: calls that name the environment run it from then on.
 *
 * @param params `id` of the Agent, `environment_id` (not its name; see `listEnvironments`) and `version_id`.
 * @throws NotFoundError When there is no such Agent, version or environment.
 * @see POST /agents/{id}/environments/{environment_id}
 */
export function setDeployment(client: HumanloopClient, params: SetAgentDeploymentParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'POST /agents/{id}/environments/{environment_id}{?version_id}', params, options)
}

/**
 * Takes the deployed version of an Agent off an environment.
 *
 * @param params `id` of the Agent and `environment_id` (not its name).
 * @throws NotFoundError When there is no such Agent or environment.
 * @see DELETE /agents/{id}/environments/{environment_id}
 */
export function removeDeployment(client: HumanloopClient, params: RemoveAgentDeploymentParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /agents/{id}/environments/{environment_id}', params, options)
}

/**
 * Lists the environments, each with the version of the Agent that is deployed to it.
 *
 * @param params `id` of the Agent.
 * @throws NotFoundError When there is no such Agent.
 * @see GET /agents/{id}/environments
 */
export function listEnvironments(client: HumanloopClient, params: ListAgentEnvironmentsParams, options?: RequestOptions): ApiPromise<FileEnvironment[]> {
  return request(client, 'GET /agents/{id}/environments', params, options)
}

/**
 * Chooses the Evaluators that judge the Logs of an Agent, each when it is complete.
 *
 * @param params `id` of the Agent, and the Evaluators to `activate` and to `deactivate`.
 * @throws NotFoundError When there is no such Agent or Evaluator.
 * @see POST /agents/{id}/evaluators
 */
export function updateMonitoring(client: HumanloopClient, params: UpdateAgentMonitoringParams, options?: RequestOptions): ApiPromise<Agent> {
  return request(client, 'POST /agents/{id}/evaluators', params, options)
}

/**
 * Writes a version of an Agent as the text of an `.agent` file, its tools included.
 *
 * @param params `id` of the Agent, and `version_id` or the name of an `environment`.
 * @throws NotFoundError When there is no such Agent or version.
 * @see GET /agents/{id}/serialize
 */
export function serialize(client: HumanloopClient, params: SerializeAgentParams, options?: RequestOptions): ApiPromise<string> {
  return text(client, 'GET /agents/{id}/serialize{?version_id,environment}', params, options)
}

/**
 * Reads the text of an `.agent` file into a version's content. Nothing is stored.
 *
 * @param params The file's text as `agent`.
 * @throws UnprocessableEntityError When the text is not an `.agent` file.
 * @see POST /agents/deserialize
 */
export function deserialize(client: HumanloopClient, params: DeserializeAgentParams, options?: RequestOptions): ApiPromise<AgentKernelRequest> {
  return request(client, 'POST /agents/deserialize', params, options)
}
