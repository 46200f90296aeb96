import { bareArray, type PagePromise, paginate, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PlatformSecret } from '@smarter-api/schemas/smarter'

/**
 * Lists the secrets without their values, all on one page. The key's user must be a superuser; `getManifests` works with any key.
 *
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /secrets/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformSecret> {
  return paginate(client, 'GET /secrets/', bareArray, undefined, options)
}
