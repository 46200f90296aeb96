export { Humanloop } from './humanloop-class.js'
export { Smarter } from './smarter-class.js'
export { type SmarterResources } from './smarter-resources.js'
export { type SmarterOptions } from './openai-client.js'
export { type Platform } from './platform.js'
export { VERSION } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export type {
  ApiKey,
  ApiPromise,
  ApiRequest,
  ClientOptions,
  EventStream,
  Fetch,
  Logger,
  LogLevel,
  Middleware,
  Page,
  PagePromise,
  RequestOptions,
  ResponseWith,
  Timeout,
  TimeoutOptions,
  Transport,
  Validator,
} from '@smarter-api/core'
export type { Agents } from '@smarter-api/agents'
export type { Chat, ChatCompletions, Responses } from '@smarter-api/chat'
export type { Chatbot, ChatbotAnswer, Chatbots, Conversation } from '@smarter-api/chatbots'
export type { Datasets, Evaluations, Evaluators } from '@smarter-api/evaluations'
export type { Directories, Files } from '@smarter-api/files'
export type { Uploads } from '@smarter-api/files/uploads'
export type { FineTuning, FineTuningJobs } from '@smarter-api/fine-tuning'
export type { Flows } from '@smarter-api/flows'
export type { Logs } from '@smarter-api/logs'
export type { Accounts, LlmClients, Manifests, Plugins, PromptHistory, Secrets, Users, VectorStores } from '@smarter-api/manifests'
export type { Prompts } from '@smarter-api/prompts'
export type { Tools } from '@smarter-api/tools'
