export {
  APIConnectionError,
  APIError,
  APIStatusError,
  APITimeoutError,
  APIUserAbortError,
  AuthenticationError,
  BadRequestError,
  type ClientOptions,
  ConfigurationError,
  createSmarterClient,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  ProviderError,
  RateLimitError,
  type RequestOptions,
  ResponseParseError,
  type SmarterClient,
} from '@smarter-api/core'
export { type ChatbotAnswer } from './answer.js'
export { Chatbot } from './chatbot.js'
export { Conversation, type ConversationOptions, type PromptOptions } from './conversation.js'
export { type Chatbots, chatbots } from './facade.js'
export { type AnyChatbotManifest } from './find-manifest.js'
export { get as getChatbot, type GetChatbotParams, prompt as promptChatbot, type PromptChatbotParams } from './methods.js'
