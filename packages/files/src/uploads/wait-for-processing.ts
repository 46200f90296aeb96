import { APIError, APITimeoutError, ConfigurationError, type OpenAIStyleClient, pause, request, type RequestOptions } from '@smarter-api/core'
import type { UploadedFile, WaitForUploadParams } from '@smarter-api/schemas/openai'

/** Options of `waitForUpload`. */
export interface WaitForUploadOptions extends RequestOptions {
  /** Milliseconds between two questions. Default 5000. */
  interval?: number
  /** Milliseconds after which to ask no more. Default 30 minutes. */
  maxWait?: number
}

const route = 'GET /files/{file_id}'
const longestTimer = 2 ** 31 - 1

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
  if (![interval, maxWait].every((limit) => limit > 0 && limit <= longestTimer)) {
    throw new ConfigurationError(`interval and maxWait must be milliseconds above 0 and at most ${longestTimer}, got ${interval} and ${maxWait}`, { route })
  }
  const started = performance.now()
  for (;;) {
    const file: UploadedFile = await request(client, route, params, options)
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
