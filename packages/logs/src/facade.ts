import { bind, type Bound, type HumanloopClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { delete as remove, get, list } from './methods.js'

/** Every function on Logs with the client filled in. */
export interface Logs extends Bound<typeof Methods> {}

/**
 * Binds every function on Logs to a client.
 *
 * @example
 * ```ts
 * for await (const log of logs(createHumanloopClient()).list({ file_id: 'pr_1', search: 'refund' })) console.log(log.output)
 * ```
 */
export function logs(client: HumanloopClient): Logs {
  return bind(client, { delete: remove, get, list })
}
