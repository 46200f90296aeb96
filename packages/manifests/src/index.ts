export { createSmarterClient, type SmarterClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { countManifestChanges } from './changes.js'
export { type Manifests, manifests } from './facade.js'
export { type Identity, readIdentity } from './identity.js'
export { listRows as listManifestRows } from './list-rows.js'
export {
  apply as applyManifest,
  type ApplyManifestParams,
  delete as deleteManifest,
  deploy as deployManifest,
  describe as describeManifest,
  exampleManifest as getExampleManifest,
  get as getManifests,
  jsonSchema as getManifestSchema,
  logs as getManifestLogs,
  status as getPlatformStatus,
  undeploy as undeployManifest,
  version as getPlatformVersion,
  whoami as identifyCaller,
} from './methods.js'
export type { DescribeManifestParams, ManifestKindParams, NamedManifestParams } from './params.js'
export { get as getAccount, type GetAccountParams, list as listAccounts } from './resources/accounts.js'
export {
  type Accounts,
  accounts,
  type LlmClients,
  llmClients,
  type Plugins,
  plugins,
  type PromptHistory,
  promptHistory,
  type Secrets,
  secrets,
  type Users,
  users,
  type VectorStores,
  vectorStores,
} from './resources/facades.js'
export { get as getLlmClient, type GetLlmClientParams, list as listLlmClients } from './resources/llm-clients.js'
export { list as listPlugins } from './resources/plugins.js'
export {
  get as getPromptHistory,
  type GetPromptHistoryParams,
  getToolCall as getPromptToolCall,
  list as listPromptHistory,
  listPluginUsage as listPromptPluginUsage,
  listToolCalls as listPromptToolCalls,
} from './resources/prompt-history.js'
export { list as listSecrets } from './resources/secrets.js'
export { get as getUser, type GetUserParams, list as listUsers } from './resources/users.js'
export { list as listVectorStores } from './resources/vector-stores.js'
export { storedName } from './stored-name.js'
export type {
  ApplyResponse,
  CommandResponse,
  DescribeResponse,
  ListResponse,
  ManifestKind,
  ManifestOf,
  ManifestRow,
  PlatformAccount,
  PlatformLlmClient,
  PlatformPlugin,
  PlatformSecret,
  PlatformUser,
  PlatformVectorStore,
  PromptPluginUse,
  PromptSession,
  PromptToolCall,
  PromptTurn,
  SmarterManifest,
  StatusResponse,
  VersionResponse,
  WhoAmIResponse,
} from '@smarter-api/schemas/smarter'
