import { type ApiPromise, byNumber, type HumanloopClient, type PagePromise, paginate, request, type RequestOptions } from '@smarter-api/core'
import type { AnyFile, ListFilesParams, RetrieveFileByPathParams } from '@smarter-api/schemas/humanloop'

/**
 * Lists files of every kind, newest first unless told otherwise.
 *
 * @param params Filters, order, the page to begin with (1) and the number of items on a page (10). `type` keeps some kinds, `path` those in
 *   one folder and below it, `environment` those deployed there, as they are; `include_raw_file_content: true` adds the text of Prompts and Agents.
 * @returns The first page when awaited; every file of every page when iterated over. `type` tells the kinds apart.
 * @throws NotFoundError When there is no such environment.
 * @throws UnprocessableEntityError When a filter or number is unusable.
 * @see GET /files
 */
export function listFiles(client: HumanloopClient, params?: ListFilesParams, options?: RequestOptions): PagePromise<AnyFile> {
  const route = 'GET /files{?page,size,name,path,template,type,environment,sort_by,order,include_raw_file_content}'
  return paginate(client, route, byNumber, params, options)
}

/**
 * Gives the file at a path, whatever its kind: without `environment`, at the version deployed to the default environment.
 *
 * @param params `path` with its folders and without an ending, and the name of an `environment`; `include_raw_file_content: true` adds the
 *   text of a Prompt or an Agent.
 * @throws NotFoundError When there is no file at the path, or none of its versions is deployed to the environment.
 * @see POST /files/retrieve-by-path
 */
export function retrieveByPath(client: HumanloopClient, params: RetrieveFileByPathParams, options?: RequestOptions): ApiPromise<AnyFile> {
  return request(client, 'POST /files/retrieve-by-path{?environment,include_raw_file_content}', params, options)
}
