export type * from './shared/params.js'
export type * from './shared/types.js'
export type * from './files/types.js'
export type * from './directories/types.js'
export type * from './prompts/types.js'
export type * from './tools/types.js'
export type * from './datasets/types.js'
export type * from './evaluators/types.js'
export type * from './flows/types.js'
export type * from './agents/types.js'
export type * from './logs/types.js'
export type * from './evaluations/types.js'
export {
  ChatMessageSchema,
  HttpValidationErrorSchema,
  paginatedData,
  ToolChoiceSchema,
  ToolFunctionSchema,
  ValidationErrorSchema,
} from './shared/schemas.js'
export { DeploymentQuerySchema, FileListQuerySchema, VersionListQuerySchema, VersionSelectorSchema } from './shared/queries.js'
export { ProviderApiKeysSchema, UpdateFileRequestSchema, UpdateVersionRequestSchema } from './shared/requests.js'
export * from './files/requests.js'
export {
  AgentSchema,
  AnyFileSchema,
  DatapointSchema,
  DatasetSchema,
  EnvironmentSchema,
  EvaluatorAggregateSchema,
  EvaluatorSchema,
  EvaluatorSpecSchema,
  FileEnvironmentListSchema,
  FileEnvironmentSchema,
  FlowSchema,
  InputSchema,
  LinkedToolSchema,
  MonitoringEvaluatorSchema,
  PaginatedDataAnyFileSchema,
  PromptSchema,
  ToolSchema,
  VersionReferenceSchema,
} from './files/schemas.js'
export {
  AgentLogSchema,
  EvaluatorLogSchema,
  FlowLogSchema,
  LogSchema,
  PaginatedDataLogResponseSchema,
  PromptLogSchema,
  ToolLogSchema,
} from './logs/schemas.js'
export * from './prompts/schemas.js'
export * from './prompts/requests.js'
export * from './tools/schemas.js'
export * from './tools/requests.js'
export * from './flows/schemas.js'
export * from './flows/requests.js'
export * from './logs/requests.js'
export * from './agents/schemas.js'
export * from './agents/requests.js'
export * from './evaluators/schemas.js'
export * from './evaluators/requests.js'
export * from './datasets/schemas.js'
export * from './datasets/requests.js'
export * from './datasets/queries.js'
export * from './files/queries.js'
export * from './directories/schemas.js'
export * from './directories/requests.js'
export * from './logs/queries.js'
export * from './evaluations/schemas.js'
export * from './evaluations/requests.js'
export * from './evaluations/queries.js'
export * from './routes.js'
