export type * from './envelope/types.js'
export type * from './platform/types.js'
export type * from './chat/types.js'
export type * from './manifests/types.js'
export type * from './resources/types.js'
export * from './envelope/schemas.js'
export * from './platform/schemas.js'
export * from './chat/schemas.js'
export * from './manifests/schemas.js'
export {
  ChatbotRowSchema,
  ConversationRowSchema,
  manifestRows,
  PlatformAccountSchema,
  PlatformLlmClientSchema,
  PlatformPluginSchema,
  PlatformSecretSchema,
  PlatformUserSchema,
  PlatformVectorStoreSchema,
  PromptPluginUseSchema,
  PromptSessionSchema,
  PromptToolCallSchema,
  PromptTurnSchema,
} from './resources/schemas.js'
export { type ManifestError } from './manifests/explain-issue.js'
export { checkManifest, type ParsedManifest, parseManifest } from './manifests/parse-manifest.js'
export * from './routes.js'
