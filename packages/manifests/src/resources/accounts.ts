import { type ApiPromise, bareArray, type PagePromise, paginate, request, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PlatformAccount } from '@smarter-api/schemas/smarter'

/** Parameters of {@link get}. */
export interface GetAccountParams {
  /** Number of the account in the database, not its account number. */
  account_id: number | string
}

/**
 * Lists the accounts, all on one page. The key's user must be a superuser.
 *
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /accounts/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformAccount> {
  return paginate(client, 'GET /accounts/', bareArray, undefined, options)
}

/**
 * Retrieves an account. The key's user must be a superuser.
 *
 * @param params `account_id`.
 * @throws NotFoundError When there is no such account.
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /accounts/{account_id}/
 */
export function get(client: SmarterClient, params: GetAccountParams, options?: RequestOptions): ApiPromise<PlatformAccount> {
  return request(client, 'GET /accounts/{account_id}/', params, options)
}
