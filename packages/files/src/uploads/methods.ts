import {
  type ApiPromise,
  byCursor,
  fetchRoute,
  type OpenAIStyleClient,
  type PagePromise,
  paginate,
  request,
  type RequestOptions,
  upload,
  type Uploadable,
} from '@smarter-api/core'
import type {
  CreateUploadParams,
  DeleteUploadParams,
  Deletion,
  ListUploadsParams,
  RetrieveUploadContentParams,
  RetrieveUploadParams,
  UploadedFile,
} from '@smarter-api/schemas/openai'

/**
 * Uploads a file.
 *
 * @param params `file`: bytes, a Blob, a stream, an answer, `['input.jsonl', bytes]`, or `fromPath` of `@smarter-api/core/node`. It is sent
 *   piece by piece. `purpose` says what it is for, `expires_after` when it goes.
 * @throws BadRequestError When the file does not suit its purpose.
 * @throws ConfigurationError When the file or its name cannot be sent; nothing was.
 * @throws NotFoundError When there is no such route.
 * @see POST /files
 */
export function create(client: OpenAIStyleClient, params: CreateUploadParams<Uploadable>, options?: RequestOptions): ApiPromise<UploadedFile> {
  return upload(client, 'POST /files', params, options)
}

/**
 * Lists files, newest first unless told otherwise.
 *
 * @param params `purpose`; the number of items on a page, the id to begin after, the order.
 * @returns The first page when awaited; every file of every page when iterated over.
 * @throws NotFoundError When there is no such route.
 * @see GET /files
 */
export function list(client: OpenAIStyleClient, params?: ListUploadsParams, options?: RequestOptions): PagePromise<UploadedFile> {
  return paginate(client, 'GET /files', byCursor, params, options)
}

/**
 * Gives what is known about a file.
 *
 * @param params `file_id`.
 * @throws NotFoundError When there is no such file.
 * @see GET /files/{file_id}
 */
export function retrieve(client: OpenAIStyleClient, params: RetrieveUploadParams, options?: RequestOptions): ApiPromise<UploadedFile> {
  return request(client, 'GET /files/{file_id}', params, options)
}

/**
 * Gives the content of a file as an unread answer.
 *
 * @param params `file_id`.
 * @returns The answer: `body` streams it, `text()`, `blob()` and `arrayBuffer()` hold it. Leaving it unread keeps the connection until it is
 *   collected; `body.cancel()` frees it at once.
 * @throws NotFoundError When there is no such file.
 * @throws PermissionDeniedError When files of its purpose cannot be read.
 * @see GET /files/{file_id}/content
 */
export function content(client: OpenAIStyleClient, params: RetrieveUploadContentParams, options?: RequestOptions): ApiPromise<Response> {
  return fetchRoute(client, 'GET /files/{file_id}/content', params, options)
}

/**
 * Deletes a file.
 *
 * @param params `file_id`.
 * @throws NotFoundError When there is no such file.
 * @see DELETE /files/{file_id}
 */
function remove(client: OpenAIStyleClient, params: DeleteUploadParams, options?: RequestOptions): ApiPromise<Deletion> {
  return request(client, 'DELETE /files/{file_id}', params, options)
}

// Editors show the comment above for the standalone function, and for the facade only one that stands at the exported name.
export {
  /**
   * Deletes a file.
   *
   * @param params `file_id`.
   * @throws NotFoundError When there is no such file.
   * @see DELETE /files/{file_id}
   */
  remove as delete,
}
export { waitForProcessing } from './wait-for-processing.js'
