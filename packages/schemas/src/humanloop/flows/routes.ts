import { EvaluatorActivationDeactivationRequestSchema } from '../files/requests.js'
import { FileEnvironmentListSchema, FlowSchema } from '../files/schemas.js'
import { UpdateTraceRequestSchema } from '../logs/requests.js'
import { FlowLogSchema } from '../logs/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateVersionRequestSchema } from '../shared/requests.js'
import { FlowLogRequestSchema, FlowRequestSchema, UpdateFlowRequestSchema } from './requests.js'
import { CreateFlowLogResponseSchema, ListFlowsSchema, PaginatedDataFlowResponseSchema } from './schemas.js'

export const flowResponses = {
  'GET /flows': PaginatedDataFlowResponseSchema,
  'POST /flows': FlowSchema,
  'POST /flows/log': CreateFlowLogResponseSchema,
  'PATCH /flows/logs/{log_id}': FlowLogSchema,
  'GET /flows/{id}': FlowSchema,
  'PATCH /flows/{id}': FlowSchema,
  'GET /flows/{id}/environments': FileEnvironmentListSchema,
  'POST /flows/{id}/environments/{environment_id}': FlowSchema,
  'POST /flows/{id}/evaluators': FlowSchema,
  'GET /flows/{id}/versions': ListFlowsSchema,
  'PATCH /flows/{id}/versions/{version_id}': FlowSchema,
}

export const flowRequests = {
  'POST /flows': FlowRequestSchema,
  'POST /flows/log': FlowLogRequestSchema,
  'PATCH /flows/logs/{log_id}': UpdateTraceRequestSchema,
  'PATCH /flows/{id}': UpdateFlowRequestSchema,
  'POST /flows/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /flows/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const flowQueries = {
  'GET /flows': FileListQuerySchema,
  'POST /flows/log': VersionSelectorSchema,
  'GET /flows/{id}': VersionSelectorSchema,
  'POST /flows/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'GET /flows/{id}/versions': VersionListQuerySchema,
}
