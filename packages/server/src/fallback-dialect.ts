import { json } from './http/answer.js'
import type { Dialect } from './http/route.js'

/** Words refusals outside of all APIs. */
export const fallbackDialect: Dialect = {
  prefix: '',
  routes: [],
  requests: {},
  queries: {},
  authenticate: async () => undefined,
  render: ({ status, message, headers }) => json({ detail: message }, status, headers),
}
