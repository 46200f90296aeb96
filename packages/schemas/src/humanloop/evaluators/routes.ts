import { EvaluatorActivationDeactivationRequestSchema } from '../files/requests.js'
import { EvaluatorSchema, FileEnvironmentListSchema } from '../files/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateFileRequestSchema, UpdateVersionRequestSchema } from '../shared/requests.js'
import { CreateEvaluatorLogRequestSchema, EvaluatorRequestSchema } from './requests.js'
import { CreateEvaluatorLogResponseSchema, ListEvaluatorsSchema, PaginatedDataEvaluatorResponseSchema } from './schemas.js'

export const evaluatorResponses = {
  'GET /evaluators': PaginatedDataEvaluatorResponseSchema,
  'POST /evaluators': EvaluatorSchema,
  'POST /evaluators/log': CreateEvaluatorLogResponseSchema,
  'GET /evaluators/{id}': EvaluatorSchema,
  'PATCH /evaluators/{id}': EvaluatorSchema,
  'GET /evaluators/{id}/environments': FileEnvironmentListSchema,
  'POST /evaluators/{id}/environments/{environment_id}': EvaluatorSchema,
  'POST /evaluators/{id}/evaluators': EvaluatorSchema,
  'GET /evaluators/{id}/versions': ListEvaluatorsSchema,
  'PATCH /evaluators/{id}/versions/{version_id}': EvaluatorSchema,
}

export const evaluatorRequests = {
  'POST /evaluators': EvaluatorRequestSchema,
  'POST /evaluators/log': CreateEvaluatorLogRequestSchema,
  'PATCH /evaluators/{id}': UpdateFileRequestSchema,
  'POST /evaluators/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /evaluators/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const evaluatorQueries = {
  'GET /evaluators': FileListQuerySchema,
  'POST /evaluators/log': VersionSelectorSchema,
  'GET /evaluators/{id}': VersionSelectorSchema,
  'POST /evaluators/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'GET /evaluators/{id}/versions': VersionListQuerySchema,
}
