import { queries, requests } from '@smarter-api/schemas/humanloop'
import { json } from '../http/answer.js'
import { requireKey } from '../http/authorization.js'
import type { Dialect } from '../http/route.js'
import { agentRoutes } from './agents/routes.js'
import { datasetRoutes } from './datasets/routes.js'
import { directoryRoutes } from './directories/routes.js'
import { evaluationRoutes } from './evaluations/routes.js'
import { evaluatorRoutes } from './evaluators/routes.js'
import { fileRoutes } from './files/routes.js'
import { flowRoutes } from './flows/routes.js'
import { takeFormerClients } from './former-clients.js'
import { logRoutes } from './logs/routes.js'
import { otelRequests, otelRoutes } from './otel/routes.js'
import { promptRoutes } from './prompts/routes.js'
import { toolRoutes } from './tools/routes.js'

/** Humanloop's API, version 5. */
export const humanloopDialect: Dialect = {
  prefix: '/v5',
  routes: [
    ...promptRoutes,
    ...toolRoutes,
    ...flowRoutes,
    ...evaluatorRoutes,
    ...agentRoutes,
    ...datasetRoutes,
    ...evaluationRoutes,
    ...fileRoutes,
    ...directoryRoutes,
    ...logRoutes,
    ...otelRoutes,
  ],
  requests: { ...takeFormerClients(requests), ...otelRequests },
  queries,

  authenticate: (request, _path, keyring) => requireKey(keyring, request.headers.get('x-api-key'), 'X-API-KEY', 'in the header X-API-KEY'),

  render({ code, status, message, issues, headers }) {
    if (code === 'malformed-json') return json({ detail: [{ loc: ['body'], msg: message, type: 'json_invalid' }] }, 422, headers)
    if (issues.length === 0) return json({ detail: message }, status, headers)
    return json({ detail: issues.map(({ path, message: msg, type }) => ({ loc: path, msg, type })) }, status, headers)
  },
}
