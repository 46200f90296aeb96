import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileLog } from '../logs/log-file.js'
import { deserializeFile, serializeFile } from '../models/model-text.js'
import { agentFormat, agentKind } from './agent-kind.js'

const json = { body: 'json' } as const

export const agentRoutes: Route[] = [
  ...monitoredFileRoutes(agentKind),
  route('POST /agents/log', logFile(agentKind), json),
  route('PATCH /agents/{id}/log/{log_id}', updateFileLog(agentKind), json),
  route('POST /agents/deserialize', deserializeFile(agentFormat), { ...json, reads: true }),
  route('GET /agents/{id}/serialize', serializeFile(agentKind, agentFormat)),
]
