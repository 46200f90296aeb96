import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile } from '../logs/log-file.js'
import { flowKind } from './flow-kind.js'

export const flowRoutes: Route[] = [...monitoredFileRoutes(flowKind), route('POST /flows/log', logFile(flowKind), { body: 'json' })]
