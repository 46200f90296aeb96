import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import {
  delete as remove,
  deleteDatasetVersion,
  get,
  list,
  listDatapoints,
  listEnvironments,
  listVersions,
  move,
  removeDeployment,
  setDeployment,
  updateDatasetVersion,
  uploadCsv,
  upsert,
} from './methods.js'

/** Every function on Datasets with the client filled in. */
export interface Datasets extends Bound<typeof Methods> {}

/**
 * Binds every function on Datasets to a client.
 *
 * @example
 * ```ts
 * const datapoints = [{ inputs: { question: 'How do I return an item?' }, target: { output: 'Within 30 days.' } }]
 * await datasets(createHumanloopClient()).upsert({ path: 'support/questions', datapoints, action: 'add' })
 * ```
 */
export function datasets(client: HumanloopClient): Datasets {
  return bind(client, {
    delete: remove,
    deleteDatasetVersion,
    get,
    list,
    listDatapoints,
    listEnvironments,
    listVersions,
    move,
    removeDeployment,
    setDeployment,
    updateDatasetVersion,
    uploadCsv,
    upsert,
  })
}
