export { createOpenAIClient, createSmarterClient, type OpenAIClient, type OpenAIStyleClient, type SmarterClient } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type ChatCompletions } from './completions/facade.js'
export { create as createChatCompletion, createStream as createChatCompletionStream } from './completions/methods.js'
export { type Chat, chat } from './facade.js'
export { passthrough, type PassthroughOptions } from './passthrough.js'
export { type Responses, responses } from './responses/facade.js'
export {
  cancel as cancelResponse,
  create as createResponse,
  createStream as createResponseStream,
  delete as deleteResponse,
  listInputItems as listResponseInputItems,
  retrieve as retrieveResponse,
} from './responses/methods.js'
export { outputText } from './responses/output-text.js'
export type {
  CancelResponseParams,
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionTool,
  ChatContentPart,
  CreateChatCompletionParams,
  CreateChatCompletionStreamParams,
  CreateResponseParams,
  CreateResponseStreamParams,
  DeleteResponseParams,
  Deletion,
  ListResponseInputItemsParams,
  ResponseFormat,
  ResponseInputItem,
  ResponseKeptItem,
  ResponseObject,
  ResponseOutputItem,
  ResponseStreamEvent,
  ResponseTool,
  RetrieveResponseParams,
} from '@smarter-api/schemas/openai'
