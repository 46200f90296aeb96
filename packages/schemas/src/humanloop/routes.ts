import * as v from 'valibot'
import type { Schema } from '../entries.js'
import { FileEnvironmentSchema, PromptSchema } from './files/schemas.js'
import type { FileEnvironment } from './files/types.js'
import { LogSchema } from './logs/schemas.js'
import {
  ListPromptVersionsQuerySchema,
  ListPromptsQuerySchema,
  SetPromptDeploymentQuerySchema,
  VersionSelectorSchema,
} from './prompts/queries.js'
import {
  DeserializePromptRequestSchema,
  EvaluatorActivationDeactivationRequestSchema,
  PopulatePromptRequestSchema,
  PromptLogRequestSchema,
  PromptLogUpdateRequestSchema,
  PromptRequestSchema,
  PromptsCallRequestSchema,
  UpdatePromptRequestSchema,
  UpdateVersionRequestSchema,
} from './prompts/requests.js'
import {
  CreatePromptLogResponseSchema,
  ListPromptsSchema,
  PaginatedDataPromptResponseSchema,
  PopulateTemplateResponseSchema,
  PromptCallResponseSchema,
  PromptCallStreamResponseSchema,
  PromptKernelSchema,
} from './prompts/schemas.js'

/** Checks the environments of a file. */
export const FileEnvironmentListSchema: Schema<FileEnvironment[]> = v.array(FileEnvironmentSchema)

/**
 * Schemas of answers by route: method, space, path. An event of a stream has the key of its route and `#stream`.
 * Routes that answer with text or without content have none.
 */
export const responses = {
  'GET /logs/{id}': LogSchema,
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

/** Schemas of JSON bodies by route, with the body's own wire names. Unknown fields are refused. */
export const requests = {
  'POST /prompts': PromptRequestSchema,
  'POST /prompts/call': PromptsCallRequestSchema,
  'POST /prompts/deserialize': DeserializePromptRequestSchema,
  'POST /prompts/log': PromptLogRequestSchema,
  'PATCH /prompts/{id}': UpdatePromptRequestSchema,
  'POST /prompts/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /prompts/{id}/log/{log_id}': PromptLogUpdateRequestSchema,
  'POST /prompts/{id}/populate': PopulatePromptRequestSchema,
  'PATCH /prompts/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

/** Schemas of query strings by route: from an object of texts to one of numbers and flags. */
export const queries = {
  'GET /prompts': ListPromptsQuerySchema,
  'POST /prompts/call': VersionSelectorSchema,
  'POST /prompts/log': VersionSelectorSchema,
  'GET /prompts/{id}': VersionSelectorSchema,
  'POST /prompts/{id}/environments/{environment_id}': SetPromptDeploymentQuerySchema,
  'POST /prompts/{id}/populate': VersionSelectorSchema,
  'GET /prompts/{id}/serialize': VersionSelectorSchema,
  'GET /prompts/{id}/versions': ListPromptVersionsQuerySchema,
}
