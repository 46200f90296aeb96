import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import {
  addEvaluators,
  addExistingRun,
  addLogsToRun,
  create,
  createRun,
  delete as remove,
  get,
  getLogs,
  getStats,
  list,
  listRunsForEvaluation,
  removeEvaluator,
  removeRun,
  updateEvaluationRun,
} from './methods.js'

/** Every function on Evaluations with the client filled in. */
export interface Evaluations extends Bound<typeof Methods> {}

/**
 * Binds every function on Evaluations to a client.
 *
 * @example
 * ```ts
 * for await (const { name, url } of evaluations(createHumanloopClient()).list({ file_id: 'pr_123' })) console.log(name, url)
 * ```
 */
export function evaluations(client: HumanloopClient): Evaluations {
  return bind(client, {
    addEvaluators,
    addExistingRun,
    addLogsToRun,
    create,
    createRun,
    delete: remove,
    get,
    getLogs,
    getStats,
    list,
    listRunsForEvaluation,
    removeEvaluator,
    removeRun,
    updateEvaluationRun,
  })
}
