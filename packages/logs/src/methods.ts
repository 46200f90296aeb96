import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type { DeleteLogsParams, GetLogParams, ListLogsParams, Log } from '@smarter-api/schemas/humanloop'

/**
 * Lists the Logs of one file.
 *
 * @param params `file_id` of the Prompt, Tool, Flow, Agent or Evaluator; filters by version, id, text, time and place in a trace; the page to
 *   begin with (1) and the number of items on a page (10). `include_trace_children` adds the steps of Flows and Agents.
 * @returns The first page when awaited; every Log of every page when iterated over.
 * @throws NotFoundError When there is no such file.
 * @throws UnprocessableEntityError When `file_id` is missing, or a filter or number is unusable.
 * @see GET /logs
 */
export function list(client: HumanloopClient, params: ListLogsParams, options?: RequestOptions): PagePromise<Log> {
  const route =
    'GET /logs{?file_id,page,size,version_id,id,search,metadata_search,start_date,end_date,include_parent,in_trace_filter,sample,include_trace_children}'
  return paginate(client, route, byNumber, params, options)
}

/**
 * Gives a Log of any kind. `if ('prompt' in log)` and the like tell which.
 *
 * @param params `id` of the Log.
 * @throws NotFoundError When there is no such Log.
 * @see GET /logs/{id}
 */
export function get(client: HumanloopClient, params: GetLogParams, options?: RequestOptions): ApiPromise<Log> {
  return request(client, 'GET /logs/{id}', params, options)
}

/**
 * Deletes Logs of any kind.
 *
 * @param params `id`: the ids of the Logs, an array also for one.
 * @throws NotFoundError When one of the Logs is not there; the others stay.
 * @throws UnprocessableEntityError When no id is given.
 * @see DELETE /logs
 */
function remove(client: HumanloopClient, params: DeleteLogsParams, options?: RequestOptions): ApiPromise<void> {
  return request(client, 'DELETE /logs{?id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes Logs of any kind.
   *
   * @param params `id`: the ids of the Logs, an array also for one.
   * @throws NotFoundError When one of the Logs is not there; the others stay.
   * @throws UnprocessableEntityError When no id is given.
   * @see DELETE /logs
   */
  remove as delete,
}
