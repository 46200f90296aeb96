import { readErrorBody, readEventError } from '../error-body.js'
import type { Service } from '../service.js'

/** Any service that speaks OpenAI's API: `Authorization: Bearer`, errors under `error`, also inside of streams. */
export const openai: Service<'openai'> = {
  name: 'openai',
  title: 'OpenAI-compatible',
  baseURL: 'https://api.openai.com/v1',
  timeout: 600_000,
  variables: { apiKey: 'OPENAI_API_KEY', baseURL: 'OPENAI_BASE_URL', log: 'SMARTER_LOG' },
  redirect: 'error',
  retryConflicts: true,
  honoursIdempotencyKey: true,
  authHeader: (key) => ['authorization', `Bearer ${key}`],
  readError: (_status, body) => readErrorBody(body),
  readStreamError: readEventError,
}
