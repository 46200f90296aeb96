import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { addEvaluators, createEvaluation, deleteEvaluation, getOneEvaluation, listEvaluations, removeEvaluator } from './evaluation-basics.js'
import { getEvaluationLogs } from './evaluation-logs.js'
import { addExistingRun, addLogsToRun, createRun, listRuns, removeRun, updateRun } from './evaluation-runs.js'
import { getStats } from './evaluation-stats.js'

const json = { body: 'json' } as const

export const evaluationRoutes: Route[] = [
  route('GET /evaluations', listEvaluations),
  route('POST /evaluations', createEvaluation, json),
  route('GET /evaluations/{id}', getOneEvaluation),
  route('DELETE /evaluations/{id}', deleteEvaluation),
  route('POST /evaluations/{id}/evaluators', addEvaluators, json),
  route('DELETE /evaluations/{id}/evaluators/{evaluator_version_id}', removeEvaluator),
  route('GET /evaluations/{id}/runs', listRuns),
  route('POST /evaluations/{id}/runs', createRun, json),
  route('POST /evaluations/{id}/runs/{run_id}', addExistingRun),
  route('DELETE /evaluations/{id}/runs/{run_id}', removeRun),
  route('PATCH /evaluations/{id}/runs/{run_id}', updateRun, json),
  route('POST /evaluations/{id}/runs/{run_id}/logs', addLogsToRun, json),
  route('GET /evaluations/{id}/logs', getEvaluationLogs),
  route('GET /evaluations/{id}/stats', getStats),
]
