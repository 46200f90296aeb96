import { type ApiPromise, bind, type Bound, type EventStream, type HumanloopClient, type RequestOptions } from '@smarter-api/core'
import type {
  AgentCallResponse,
  AgentCallStreamResponse,
  CallAgentParams,
  CallAgentStreamParams,
  ContinueAgentCallParams,
  ContinueAgentCallStreamParams,
} from '@smarter-api/schemas/humanloop'
import type * as Methods from './methods.js'
import {
  call,
  callStream,
  continueCall,
  continueCallStream,
  delete as remove,
  deleteAgentVersion,
  deserialize,
  get,
  list,
  listEnvironments,
  listVersions,
  log,
  move,
  patchAgentVersion,
  removeDeployment,
  serialize,
  setDeployment,
  updateLog,
  updateMonitoring,
  upsert,
} from './methods.js'

type StreamingCall = CallAgentStreamParams & { stream: true }
type StreamingContinuation = ContinueAgentCallStreamParams & { stream: true }

/** Every function on Agents with the client filled in. */
export interface Agents extends Bound<Omit<typeof Methods, 'call' | 'continueCall'>> {
  /**
   * Runs an Agent and tells each step when it happens, as `callStream` does.
   *
   * @param params As without `stream`.
   * @returns Events: `type` says what happened, `payload` what is new; after `agent_turn_error` or `error` the run has failed, and `message`
   *   says why. Leaving the loop early closes the connection.
   * @see POST /agents/call
   */
  call(params: StreamingCall, options?: RequestOptions): ApiPromise<EventStream<AgentCallStreamResponse>>
  /**
   * Runs an Agent: its model answers and calls tools, round after round, until it is done or waits for a tool of yours.
   *
   * @param params `id` or `path` names the Agent, `version_id` or `environment` its version; `agent` brings a version along instead.
   *   `messages` and `inputs` are what the model is told, `log_environment` is where the Log belongs.
   * @returns The Log of the run. With `log_status` `incomplete` the Agent waits: answer the tool requests of `previous_agent_message` with
   *   `continueCall`.
   * @throws NotFoundError When there is no such Agent or version.
   * @throws UnprocessableEntityError When a field is missing or unusable.
   * @see POST /agents/call
   */
  call(params: CallAgentParams, options?: RequestOptions): ApiPromise<AgentCallResponse>
  /**
   * Continues a run that waits for tools, and tells each step when it happens, as `continueCallStream` does.
   *
   * @param params As without `stream`.
   * @returns Events as those of `callStream`. Leaving the loop early closes the connection.
   * @see POST /agents/continue
   */
  continueCall(params: StreamingContinuation, options?: RequestOptions): ApiPromise<EventStream<AgentCallStreamResponse>>
  /**
   * Continues a run that waits for tools, with their answers.
   *
   * @param params `log_id` of the run's Log, and the answers as `messages` of role `tool`; each repeats the `tool_call_id` that it answers.
   *   What was said before is kept by the platform: do not send it again.
   * @returns The same Log, further on. It may wait for tools once more.
   * @throws ConflictError When the run is complete.
   * @throws NotFoundError When there is no such Log.
   * @throws UnprocessableEntityError When a field is missing or unusable, or a tool request stays without an answer.
   * @see POST /agents/continue
   */
  continueCall(params: ContinueAgentCallParams, options?: RequestOptions): ApiPromise<AgentCallResponse>
}

/**
 * Binds every function on Agents to a client.
 *
 * @example
 * ```ts
 * const messages = [{ role: 'user', content: 'Where is order 1234?' }]
 * const { output, log_status } = await agents(createHumanloopClient()).call({ path: 'support/agent', messages })
 * ```
 */
export function agents(client: HumanloopClient): Agents {
  return {
    ...bind(client, {
      callStream,
      continueCallStream,
      delete: remove,
      deleteAgentVersion,
      deserialize,
      get,
      list,
      listEnvironments,
      listVersions,
      log,
      move,
      patchAgentVersion,
      removeDeployment,
      serialize,
      setDeployment,
      updateLog,
      updateMonitoring,
      upsert,
    }),
    call: ((params: CallAgentParams | StreamingCall, options?: RequestOptions) =>
      params?.stream ? callStream(client, params, options) : call(client, params, options)) as Agents['call'],
    continueCall: ((params: ContinueAgentCallParams | StreamingContinuation, options?: RequestOptions) =>
      params?.stream ? continueCallStream(client, params, options) : continueCall(client, params, options)) as Agents['continueCall'],
  }
}
