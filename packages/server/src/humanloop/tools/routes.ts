import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile, updateFileLog } from '../logs/log-file.js'
import { toolKind } from './tool-kind.js'

export const toolRoutes: Route[] = [
  ...monitoredFileRoutes(toolKind),
  route('POST /tools/log', logFile(toolKind), { body: 'json' }),
  route('PATCH /tools/{id}/log/{log_id}', updateFileLog(toolKind), { body: 'json' }),
]
