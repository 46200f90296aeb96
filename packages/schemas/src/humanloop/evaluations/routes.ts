import { EvaluationListQuerySchema, EvaluationLogsQuerySchema } from './queries.js'
import {
  AddEvaluatorsRequestSchema,
  AddLogsToRunRequestSchema,
  CreateEvaluationRequestSchema,
  CreateRunRequestSchema,
  UpdateEvaluationRunRequestSchema,
} from './requests.js'
import {
  EvaluationRunSchema,
  EvaluationRunsResponseSchema,
  EvaluationSchema,
  EvaluationStatsSchema,
  PaginatedDataEvaluationLogResponseSchema,
  PaginatedEvaluationResponseSchema,
} from './schemas.js'

export const evaluationResponses = {
  'GET /evaluations': PaginatedEvaluationResponseSchema,
  'POST /evaluations': EvaluationSchema,
  'GET /evaluations/{id}': EvaluationSchema,
  'POST /evaluations/{id}/evaluators': EvaluationSchema,
  'DELETE /evaluations/{id}/evaluators/{evaluator_version_id}': EvaluationSchema,
  'GET /evaluations/{id}/logs': PaginatedDataEvaluationLogResponseSchema,
  'GET /evaluations/{id}/runs': EvaluationRunsResponseSchema,
  'POST /evaluations/{id}/runs': EvaluationRunSchema,
  'PATCH /evaluations/{id}/runs/{run_id}': EvaluationRunSchema,
  'POST /evaluations/{id}/runs/{run_id}/logs': EvaluationRunSchema,
  'GET /evaluations/{id}/stats': EvaluationStatsSchema,
}

export const evaluationRequests = {
  'POST /evaluations': CreateEvaluationRequestSchema,
  'POST /evaluations/{id}/evaluators': AddEvaluatorsRequestSchema,
  'POST /evaluations/{id}/runs': CreateRunRequestSchema,
  'PATCH /evaluations/{id}/runs/{run_id}': UpdateEvaluationRunRequestSchema,
  'POST /evaluations/{id}/runs/{run_id}/logs': AddLogsToRunRequestSchema,
}

export const evaluationQueries = {
  'GET /evaluations': EvaluationListQuerySchema,
  'GET /evaluations/{id}/logs': EvaluationLogsQuerySchema,
}
