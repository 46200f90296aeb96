import { readErrorBody } from '../error-body.js'
import type { Service } from '../service.js'

/** Humanloop's API, version 5: header `X-API-KEY`, 60 seconds, and a 409 that means a duplicate name and is final. */
export const humanloop: Service<'humanloop'> = {
  name: 'humanloop',
  title: 'Humanloop',
  baseURL: 'https://api.humanloop.com/v5',
  timeout: 60_000,
  variables: { apiKey: 'HUMANLOOP_API_KEY', baseURL: 'HUMANLOOP_BASE_URL', log: 'HUMANLOOP_LOG' },
  redirect: 'error',
  retryConflicts: false,
  honoursIdempotencyKey: true,
  authHeader: (key) => ['x-api-key', key],
  readError: (_status, body) => readErrorBody(body),
  readStreamError: (name, data) => (name === 'error' ? readErrorBody(data) : undefined),
}
