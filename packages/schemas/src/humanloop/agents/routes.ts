import { EvaluatorActivationDeactivationRequestSchema } from '../files/requests.js'
import { AgentSchema, FileEnvironmentListSchema } from '../files/schemas.js'
import { UpdateTraceRequestSchema } from '../logs/requests.js'
import { AgentLogSchema } from '../logs/schemas.js'
import { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from '../shared/queries.js'
import { UpdateVersionRequestSchema } from '../shared/requests.js'
import {
  AgentLogRequestSchema,
  AgentRequestSchema,
  AgentsCallRequestSchema,
  AgentsContinueCallRequestSchema,
  DeserializeAgentRequestSchema,
  UpdateAgentRequestSchema,
} from './requests.js'
import {
  AgentCallResponseSchema,
  AgentCallStreamResponseSchema,
  AgentKernelSchema,
  CreateAgentLogResponseSchema,
  ListAgentsSchema,
  PaginatedDataAgentResponseSchema,
} from './schemas.js'

export const agentResponses = {
  'GET /agents': PaginatedDataAgentResponseSchema,
  'POST /agents': AgentSchema,
  'POST /agents/call': AgentCallResponseSchema,
  'POST /agents/call#stream': AgentCallStreamResponseSchema,
  'POST /agents/continue': AgentCallResponseSchema,
  'POST /agents/continue#stream': AgentCallStreamResponseSchema,
  'POST /agents/deserialize': AgentKernelSchema,
  'POST /agents/log': CreateAgentLogResponseSchema,
  'GET /agents/{id}': AgentSchema,
  'PATCH /agents/{id}': AgentSchema,
  'GET /agents/{id}/environments': FileEnvironmentListSchema,
  'POST /agents/{id}/environments/{environment_id}': AgentSchema,
  'POST /agents/{id}/evaluators': AgentSchema,
  'PATCH /agents/{id}/log/{log_id}': AgentLogSchema,
  'GET /agents/{id}/versions': ListAgentsSchema,
  'PATCH /agents/{id}/versions/{version_id}': AgentSchema,
}

export const agentRequests = {
  'POST /agents': AgentRequestSchema,
  'POST /agents/call': AgentsCallRequestSchema,
  'POST /agents/continue': AgentsContinueCallRequestSchema,
  'POST /agents/deserialize': DeserializeAgentRequestSchema,
  'POST /agents/log': AgentLogRequestSchema,
  'PATCH /agents/{id}': UpdateAgentRequestSchema,
  'POST /agents/{id}/evaluators': EvaluatorActivationDeactivationRequestSchema,
  'PATCH /agents/{id}/log/{log_id}': UpdateTraceRequestSchema,
  'PATCH /agents/{id}/versions/{version_id}': UpdateVersionRequestSchema,
}

export const agentQueries = {
  'GET /agents': FileListQuerySchema,
  'POST /agents/call': VersionSelectorSchema,
  'POST /agents/log': VersionSelectorSchema,
  'GET /agents/{id}': VersionSelectorSchema,
  'POST /agents/{id}/environments/{environment_id}': DeploymentQuerySchema,
  'GET /agents/{id}/serialize': VersionSelectorSchema,
  'GET /agents/{id}/versions': VersionListQuerySchema,
}
