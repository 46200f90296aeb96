import { type ApiPromise, bind, type Bound, type EventStream, type HumanloopClient, type RequestOptions } from '@smarter-api/core'
import type { CallPromptParams, CallPromptStreamParams, PromptCallResponse, PromptCallStreamResponse } from '@smarter-api/schemas/humanloop'
import type * as Methods from './methods.js'
import {
  call,
  callStream,
  delete as remove,
  deletePromptVersion,
  deserialize,
  get,
  list,
  listEnvironments,
  listVersions,
  log,
  move,
  patchPromptVersion,
  populate,
  removeDeployment,
  serialize,
  setDeployment,
  updateLog,
  updateMonitoring,
  upsert,
} from './methods.js'

type StreamingParams = CallPromptStreamParams & { stream: true }

/** Every function on Prompts with the client filled in. */
export interface Prompts extends Bound<Omit<typeof Methods, 'call'>> {
  /**
   * Calls the model as a Prompt describes and gives its answer while it is written, as `callStream` does.
   *
   * @param params As without `stream`.
   * @returns Events whose `output` holds only what is new. One with `error` tells that the provider failed halfway. Leaving the loop early
   *   closes the connection.
   * @see POST /prompts/call
   */
  call(params: StreamingParams, options?: RequestOptions): ApiPromise<EventStream<PromptCallStreamResponse>>
  /**
   * Calls the model as a Prompt describes and keeps the call as a Log.
   *
   * @param params `id` or `path` names the Prompt, `version_id` or `environment` its version; `prompt` brings a version along instead.
   *   `messages` and `inputs` are what the model is told, `log_environment` is where the Log belongs.
   * @returns One entry in `logs` for each of `num_samples`. A failure of the provider is told in its `error`.
   * @throws NotFoundError When there is no such Prompt or version.
   * @throws UnprocessableEntityError When a field is missing or unusable.
   * @see POST /prompts/call
   */
  call(params: CallPromptParams, options?: RequestOptions): ApiPromise<PromptCallResponse>
}

/**
 * Binds every function on Prompts to a client.
 *
 * @example
 * ```ts
 * const { logs } = await prompts(createHumanloopClient()).call({ path: 'support/answer', messages: [{ role: 'user', content: 'Hello!' }] })
 * ```
 */
export function prompts(client: HumanloopClient): Prompts {
  return {
    ...bind(client, {
      callStream,
      delete: remove,
      deletePromptVersion,
      deserialize,
      get,
      list,
      listEnvironments,
      listVersions,
      log,
      move,
      patchPromptVersion,
      populate,
      removeDeployment,
      serialize,
      setDeployment,
      updateLog,
      updateMonitoring,
      upsert,
    }),
    call: ((params: CallPromptParams | StreamingParams, options?: RequestOptions) =>
      params?.stream ? callStream(client, params, options) : call(client, params, options)) as Prompts['call'],
  }
}
