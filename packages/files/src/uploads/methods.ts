import {
  APIError,
  type ApiPromise,
  APITimeoutError,
  byCursor,
  ConfigurationError,
  fetchRoute,
  type OpenAIStyleClient,
  type PagePromise,
  paginate,
  pause,
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
  WaitForUploadParams,
} from '@smarter-api/schemas/openai'

/** Options of `waitForUpload`. */
export interface WaitForUploadOptions extends RequestOptions {
  /** Milliseconds between two questions. Default 5000. */
  interval?: number | undefined
  /** Milliseconds after which to ask no more. Default 30 minutes. */
  maxWait?: number | undefined
}

const longestTimer = 2 ** 31 - 1

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
 * Waits until a file is processed: asks for it again and again.
 *
 * @param params `file_id`.
 * @param options `interval` and `maxWait` beside the options of each question. The signal and `close()` end the wait at once.
 * @returns The file, processed.
 * @throws APIError When the file cannot be processed, with the reason; its `body` is the file.
 * @throws APITimeoutError When the file is not processed within `maxWait`; its `body` is the file.
 * @throws ConfigurationError When `interval` or `maxWait` is unusable; nothing was sent.
 * @throws NotFoundError When there is no such file.
 * @see GET /files/{file_id}
 */
export async function waitForProcessing(
  client: OpenAIStyleClient,
  params: WaitForUploadParams,
  { interval = 5000, maxWait = 1_800_000, ...options }: WaitForUploadOptions = {},
): Promise<UploadedFile> {
  const route = 'GET /files/{file_id}'
  if (![interval, maxWait].every((limit) => limit > 0 && limit <= longestTimer)) {
    throw new ConfigurationError(`interval and maxWait must be milliseconds above 0 and at most ${longestTimer}, got ${interval} and ${maxWait}`, { route })
  }
  const started = performance.now()
  for (;;) {
    const file: UploadedFile = await retrieve(client, params, options)
    const { id, status, status_details } = file
    if (status === 'error' || status === 'deleted') {
      throw new APIError(`${route}: ${id} cannot be processed: ${status_details || `its status is ${status}`}`, { route, body: file })
    }
    // Services that process nothing tell no status.
    if (!status || status === 'processed') return file
    if (performance.now() - started + interval > maxWait) {
      throw new APITimeoutError(`${route}: the status of ${id} is still ${status} after ${maxWait} ms (maxWait)`, { route, body: file, retryable: true })
    }
    await pause(client, route, interval, options.signal)
  }
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
