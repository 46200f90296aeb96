import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { evaluatorKind } from './evaluator-kind.js'

export const evaluatorRoutes: Route[] = monitoredFileRoutes(evaluatorKind)
