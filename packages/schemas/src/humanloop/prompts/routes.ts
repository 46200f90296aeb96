import { EvaluatorActivationDeactivationRequestSchema } from '../files/requests.js'
import { FileEnvironmentListSchema, PromptSchema } from '../files/schemas.js'
import { LogSchema } from '../logs/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateFileRequestSchema, UpdateVersionRequestSchema } from '../shared/requests.js'
import {
  DeserializePromptRequestSchema,
  PopulatePromptRequestSchema,
  PromptLogRequestSchema,
  PromptLogUpdateRequestSchema,
  PromptRequestSchema,
  PromptsCallRequestSchema,
} from './requests.js'
import {
  CreatePromptLogResponseSchema,
  ListPromptsSchema,
  PaginatedDataPromptResponseSchema,
  PopulateTemplateResponseSchema,
  PromptCallResponseSchema,
  PromptCallStreamResponseSchema,
  PromptKernelSchema,
} from './schemas.js'

export const promptResponses = {
  'GET /prompts': PaginatedDataPromptResponseSchema,
  'POST /prompts': PromptSchema,
  'POST /prompts/call': PromptCallResponseSchema,
  'POST /prompts/call#stream': PromptCallStreamResponseSchema,
  'POST /prompts/deserialize': PromptKernelSchema,
  'POST /prompts/log': CreatePromptLogResponseSchema,
  'GET /prompts/{id}': PromptSchema,
  'PATCH /prompts/{id}': PromptSchema,
  'GET /prompts/{id}/environments': FileEnvironmentListSchema,
  'POST /prompts/{id}/environments/{environment_id}': PromptSchema,
  'POST /prompts/{id}/evaluators': PromptSchema,
  'PATCH /prompts/{id}/log/{log_id}': LogSchema,
  'POST /prompts/{id}/populate': PopulateTemplateResponseSchema,
  'GET /prompts/{id}/versions': ListPromptsSchema,
  'PATCH /prompts/{id}/versions/{version_id}': PromptSchema,
}

export const promptRequests = {
  'POST /prompts': PromptRequestSchema,
  'POST /prompts/call': PromptsCallRequestSchema,
  'POST /prompts/deserialize': DeserializePromptRequestSchema,
  'POST /prompts/log': PromptLogRequestSchema,
  'PATCH /prompts/{id}': UpdateFileRequestSchema,
  'POST /prompts/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /prompts/{id}/log/{log_id}': PromptLogUpdateRequestSchema,
  'POST /prompts/{id}/populate': PopulatePromptRequestSchema,
  'PATCH /prompts/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const promptQueries = {
  'GET /prompts': FileListQuerySchema,
  'POST /prompts/call': VersionSelectorSchema,
  'POST /prompts/log': VersionSelectorSchema,
  'GET /prompts/{id}': VersionSelectorSchema,
  'POST /prompts/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'POST /prompts/{id}/populate': VersionSelectorSchema,
  'GET /prompts/{id}/serialize': VersionSelectorSchema,
  'GET /prompts/{id}/versions': VersionListQuerySchema,
}
