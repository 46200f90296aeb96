import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import {
  addEnvironmentVariable,
  call,
  delete as remove,
  deleteEnvironmentVariable,
  deleteToolVersion,
  get,
  getEnvironmentVariables,
  list,
  listEnvironments,
  listVersions,
  log,
  move,
  removeDeployment,
  setDeployment,
  update,
  updateMonitoring,
  updateToolVersion,
  upsert,
} from './methods.js'

/** Every function on Tools with the client filled in. */
export interface Tools extends Bound<typeof Methods> {}

/**
 * Binds every function on Tools to a client.
 *
 * @example
 * ```ts
 * const { output } = await tools(createHumanloopClient()).call({ path: 'shop/stock', inputs: { item: 'kettle' } })
 * ```
 */
export function tools(client: HumanloopClient): Tools {
  return bind(client, {
    addEnvironmentVariable,
    call,
    delete: remove,
    deleteEnvironmentVariable,
    deleteToolVersion,
    get,
    getEnvironmentVariables,
    list,
    listEnvironments,
    listVersions,
    log,
    move,
    removeDeployment,
    setDeployment,
    update,
    updateMonitoring,
    updateToolVersion,
    upsert,
  })
}
