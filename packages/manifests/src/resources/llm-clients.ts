import { type ApiPromise, bareArray, type PagePromise, paginate, request, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PlatformLlmClient } from '@smarter-api/schemas/smarter'

/** Parameters of {@link get}. */
export interface GetLlmClientParams {
  /** Id in addresses, for example `rMTAwMDAwNwx`. */
  hashed_id: string
}

/**
 * Lists chatbots as the database has them, all on one page. Servers from 0.14; the key's user must be a superuser.
 * `listChatbots` of the chatbots package works on all servers and with any key.
 *
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /llm-clients/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PlatformLlmClient> {
  return paginate(client, 'GET /llm-clients/', bareArray, undefined, options)
}

/**
 * Retrieves a chatbot as the database has it. Servers from 0.14; the key's user must be a superuser.
 *
 * @param params `hashed_id`.
 * @throws NotFoundError When there is no such chatbot.
 * @throws PermissionDeniedError When the key's user is no superuser.
 * @see GET /llm-clients/{hashed_id}/
 */
export function get(client: SmarterClient, params: GetLlmClientParams, options?: RequestOptions): ApiPromise<PlatformLlmClient> {
  return request(client, 'GET /llm-clients/{hashed_id}/', params, options)
}
