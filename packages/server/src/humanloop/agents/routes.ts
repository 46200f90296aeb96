import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileTrace } from '../logs/log-file.js'
import { deserializeFile, serializeFile } from '../models/model-text.js'
import { agentFormat, agentKind } from './agent-kind.js'
import { callAgent } from './call-agent.js'
import { continueAgent } from './continue-agent.js'

const json = { body: 'json' } as const

export const agentRoutes: Route[] = [
  ...monitoredFileRoutes(agentKind),
  route('POST /agents/call', callAgent, json),
  route('POST /agents/continue', continueAgent, json),
  route('POST /agents/log', logFile(agentKind), { body: 'json', isOneWrite: true }),
  route('PATCH /agents/{id}/log/{log_id}', updateFileTrace(agentKind), json),
  route('POST /agents/deserialize', deserializeFile(agentFormat), { ...json, reads: true }),
  route('GET /agents/{id}/serialize', serializeFile(agentKind, agentFormat)),
]
