import { type ApiPromise, bareArray, type PagePromise, paginate, request, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { PromptPluginUse, PromptSession, PromptToolCall, PromptTurn } from '@smarter-api/schemas/smarter'

/** Parameters of {@link get} and {@link getToolCall}. */
export interface GetPromptHistoryParams {
  /** Number of the row in the database. */
  pk: number | string
}

/**
 * Lists the stored conversations of every account, all on one page. Servers from 0.14.1.
 *
 * @throws AuthenticationError When the key is missing or not accepted.
 * @see GET /prompts/history/prompt/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<PromptSession> {
  return paginate(client, 'GET /prompts/history/prompt/', bareArray, undefined, options)
}

/**
 * Retrieves one turn of a stored conversation. Servers from 0.14.1.
 *
 * @param params `pk`.
 * @throws NotFoundError When there is no such turn.
 * @see GET /prompts/history/prompt/{pk}/
 */
export function get(client: SmarterClient, params: GetPromptHistoryParams, options?: RequestOptions): ApiPromise<PromptTurn> {
  return request(client, 'GET /prompts/history/prompt/{pk}/', params, options)
}

/**
 * Lists the tools that models called, all on one page. Servers from 0.14.1.
 *
 * @throws AuthenticationError When the key is missing or not accepted.
 * @see GET /prompts/history/tool-calls/
 */
export function listToolCalls(client: SmarterClient, options?: RequestOptions): PagePromise<PromptToolCall> {
  return paginate(client, 'GET /prompts/history/tool-calls/', bareArray, undefined, options)
}

/**
 * Retrieves one call of a tool. Servers from 0.14.1.
 *
 * @param params `pk`.
 * @throws NotFoundError When there is no such call.
 * @see GET /prompts/history/tool-calls/{pk}/
 */
export function getToolCall(client: SmarterClient, params: GetPromptHistoryParams, options?: RequestOptions): ApiPromise<PromptToolCall> {
  return request(client, 'GET /prompts/history/tool-calls/{pk}/', params, options)
}

/**
 * Lists the plugins that took part in conversations, all on one page. Servers from 0.14.1.
 *
 * @throws AuthenticationError When the key is missing or not accepted.
 * @see GET /prompts/history/plugin-usage/
 */
export function listPluginUsage(client: SmarterClient, options?: RequestOptions): PagePromise<PromptPluginUse> {
  return paginate(client, 'GET /prompts/history/plugin-usage/', bareArray, undefined, options)
}
