import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { evaluatorKind } from './evaluator-kind.js'
import { logJudgment } from './log-judgment.js'

export const evaluatorRoutes: Route[] = [...monitoredFileRoutes(evaluatorKind), route('POST /evaluators/log', logJudgment, { body: 'json', isOneWrite: true })]
