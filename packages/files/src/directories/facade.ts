import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { create, delete as remove, get, list, update } from './methods.js'

/** Every function on directories, the folders of files, with the client filled in. */
export interface Directories extends Bound<typeof Methods> {}

/**
 * Binds every function on directories to a client.
 *
 * @example
 * ```ts
 * const { files, subdirectories } = await directories(createHumanloopClient()).get({ id: 'root' })
 * ```
 */
export function directories(client: HumanloopClient): Directories {
  return bind(client, { create, delete: remove, get, list, update })
}
