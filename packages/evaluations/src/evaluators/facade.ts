import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import {
  delete as remove,
  deleteEvaluatorVersion,
  get,
  list,
  listEnvironments,
  listVersions,
  log,
  move,
  removeDeployment,
  setDeployment,
  updateEvaluatorVersion,
  updateMonitoring,
  upsert,
} from './methods.js'

/** Every function on Evaluators with the client filled in. */
export interface Evaluators extends Bound<typeof Methods> {}

/**
 * Binds every function on Evaluators to a client.
 *
 * @example
 * ```ts
 * const spec = { evaluator_type: 'external', arguments_type: 'target_free', return_type: 'boolean' } as const
 * await evaluators(createHumanloopClient()).log({ path: 'checks/short', spec, parent_id: 'log_123', judgment: true })
 * ```
 */
export function evaluators(client: HumanloopClient): Evaluators {
  return bind(client, {
    delete: remove,
    deleteEvaluatorVersion,
    get,
    list,
    listEnvironments,
    listVersions,
    log,
    move,
    removeDeployment,
    setDeployment,
    updateEvaluatorVersion,
    updateMonitoring,
    upsert,
  })
}
