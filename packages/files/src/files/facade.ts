import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { listFiles, retrieveByPath } from './methods.js'

/** Every function on files of any kind with the client filled in. */
export interface Files extends Bound<typeof Methods> {}

/**
 * Binds every function on files of any kind to a client.
 *
 * @example
 * ```ts
 * const file = await files(createHumanloopClient()).retrieveByPath({ path: 'support/answer' })
 * console.log(file.type, file.version_id)
 * ```
 */
export function files(client: HumanloopClient): Files {
  return bind(client, { listFiles, retrieveByPath })
}
