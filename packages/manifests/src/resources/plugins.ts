import { bareArray, type PagePromise, paginate, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PlatformPlugin } from '@smarter-api/schemas/smarter'

/**
 * Lists the plugins of all three kinds that the key's user owns, all on one page.
 *
 * @throws AuthenticationError When the key is missing or not accepted.
 * @see GET /plugins/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformPlugin> {
  return paginate(client, 'GET /plugins/', bareArray, undefined, options)
}
