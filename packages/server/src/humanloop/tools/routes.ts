import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileLog } from '../logs/log-file.js'
import { callTool } from './call-tool.js'
import { addEnvironmentVariables, deleteEnvironmentVariable, listEnvironmentVariables } from './environment-variables.js'
import { toolKind } from './tool-kind.js'

const json = { body: 'json' } as const

export const toolRoutes: Route[] = [
  ...monitoredFileRoutes(toolKind),
  route('POST /tools/call', callTool, json),
  route('POST /tools/log', logFile(toolKind), { body: 'json', isOneWrite: true }),
  route('PATCH /tools/{id}/log/{log_id}', updateFileLog(toolKind), json),
  route('GET /tools/{id}/environment-variables', listEnvironmentVariables),
  route('POST /tools/{id}/environment-variables', addEnvironmentVariables, json),
  route('DELETE /tools/{id}/environment-variables/{name}', deleteEnvironmentVariable),
]
