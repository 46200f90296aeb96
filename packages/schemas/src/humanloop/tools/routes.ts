import { EvaluatorActivationDeactivationRequestSchema } from '../files/requests.js'
import { FileEnvironmentListSchema, ToolSchema } from '../files/schemas.js'
import { LogSchema } from '../logs/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateFileRequestSchema, UpdateVersionRequestSchema } from '../shared/requests.js'
import {
  FileEnvironmentVariableRequestListSchema,
  ToolCallRequestSchema,
  ToolLogRequestSchema,
  ToolLogUpdateRequestSchema,
  ToolRequestSchema,
} from './requests.js'
import {
  CreateToolLogResponseSchema,
  FileEnvironmentVariableListSchema,
  ListToolsSchema,
  PaginatedDataToolResponseSchema,
  ToolCallResponseSchema,
} from './schemas.js'

export const toolResponses = {
  'GET /tools': PaginatedDataToolResponseSchema,
  'POST /tools': ToolSchema,
  'POST /tools/call': ToolCallResponseSchema,
  'POST /tools/log': CreateToolLogResponseSchema,
  'GET /tools/{id}': ToolSchema,
  'PATCH /tools/{id}': ToolSchema,
  'GET /tools/{id}/environment-variables': FileEnvironmentVariableListSchema,
  'POST /tools/{id}/environment-variables': FileEnvironmentVariableListSchema,
  'DELETE /tools/{id}/environment-variables/{name}': FileEnvironmentVariableListSchema,
  'GET /tools/{id}/environments': FileEnvironmentListSchema,
  'POST /tools/{id}/environments/{environment_id}': ToolSchema,
  'POST /tools/{id}/evaluators': ToolSchema,
  'PATCH /tools/{id}/log/{log_id}': LogSchema,
  'GET /tools/{id}/versions': ListToolsSchema,
  'PATCH /tools/{id}/versions/{version_id}': ToolSchema,
}

export const toolRequests = {
  'POST /tools': ToolRequestSchema,
  'POST /tools/call': ToolCallRequestSchema,
  'POST /tools/log': ToolLogRequestSchema,
  'PATCH /tools/{id}': UpdateFileRequestSchema,
  'POST /tools/{id}/environment-variables': FileEnvironmentVariableRequestListSchema,
  'POST /tools/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /tools/{id}/log/{log_id}': ToolLogUpdateRequestSchema,
  'PATCH /tools/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const toolQueries = {
  'GET /tools': FileListQuerySchema,
  'POST /tools/call': VersionSelectorSchema,
  'POST /tools/log': VersionSelectorSchema,
  'GET /tools/{id}': VersionSelectorSchema,
  'POST /tools/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'GET /tools/{id}/versions': VersionListQuerySchema,
}
