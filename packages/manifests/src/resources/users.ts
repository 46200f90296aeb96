import { type ApiPromise, bareArray, type PagePromise, paginate, request, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PlatformUser } from '@smarter-api/schemas/smarter'

/** Parameters of {@link get}. */
export interface GetUserParams {
  /** Number of the user in the database. */
  user_id: number | string
}

/**
 * Lists the users, all on one page. The key's user must be a superuser.
 *
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /accounts/users/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformUser> {
  return paginate(client, 'GET /accounts/users/', bareArray, undefined, options)
}

/**
 * Retrieves a user. The key's user must be a superuser.
 *
 * @param params `user_id`.
 * @throws NotFoundError When there is no such user.
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /accounts/users/{user_id}/
 */
export function get(client: SmarterClient, params: GetUserParams, options?: RequestOptions): ApiPromise<PlatformUser> {
  return request(client, 'GET /accounts/users/{user_id}/', params, options)
}
