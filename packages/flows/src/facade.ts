import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import {
  delete as remove,
  deleteFlowVersion,
  get,
  list,
  listEnvironments,
  listVersions,
  log,
  move,
  removeDeployment,
  setDeployment,
  updateFlowVersion,
  updateLog,
  updateMonitoring,
  upsert,
} from './methods.js'

/** Every function on Flows with the client filled in. */
export interface Flows extends Bound<typeof Methods> {}

/**
 * Binds every function on Flows to a client.
 *
 * @example
 * ```ts
 * const { id } = await flows(createHumanloopClient()).log({ path: 'support/ticket', flow: { attributes: {} }, log_status: 'incomplete' })
 * ```
 */
export function flows(client: HumanloopClient): Flows {
  return bind(client, {
    delete: remove,
    deleteFlowVersion,
    get,
    list,
    listEnvironments,
    listVersions,
    log,
    move,
    removeDeployment,
    setDeployment,
    updateFlowVersion,
    updateLog,
    updateMonitoring,
    upsert,
  })
}
