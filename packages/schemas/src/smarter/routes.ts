import {
  ChatConfigRequestSchema,
  ChatConfigResponseSchema,
  CliPromptQuerySchema,
  CliPromptRequestSchema,
  CliPromptResponseSchema,
  DirectPromptRequestSchema,
  DirectPromptResponseSchema,
} from './chat/schemas.js'
import { CommandResponseSchema } from './envelope/schemas.js'
import {
  ApplyRequestSchema,
  ApplyResponseSchema,
  DescribeResponseSchema,
  ExampleManifestResponseSchema,
  JsonSchemaResponseSchema,
  ListResponseSchema,
  NameQuerySchema,
} from './manifests/schemas.js'
import { StatusResponseSchema, VersionResponseSchema, WhoAmIResponseSchema } from './platform/schemas.js'
import {
  bareList,
  PlatformAccountSchema,
  PlatformLlmClientSchema,
  PlatformPluginSchema,
  PlatformSecretSchema,
  PlatformUserSchema,
  PromptPluginUseSchema,
  PromptSessionSchema,
  PromptToolCallSchema,
  PromptTurnSchema,
} from './resources/schemas.js'

/** Schemas of answers by route: method, space, path below `/api/v1`. Routes of both generations of the platform are here. */
export const responses = {
  'POST /cli/apply/': ApplyResponseSchema,
  'POST /cli/describe/{kind}/': DescribeResponseSchema,
  'POST /cli/get/{kind}/': ListResponseSchema,
  'POST /cli/delete/{kind}/': CommandResponseSchema,
  'POST /cli/deploy/{kind}/': CommandResponseSchema,
  'POST /cli/undeploy/{kind}/': CommandResponseSchema,
  'POST /cli/logs/{kind}/': CommandResponseSchema,
  'POST /cli/example-manifest/{kind}/': ExampleManifestResponseSchema,
  'POST /cli/example_manifest/{kind}/': ExampleManifestResponseSchema,
  'POST /cli/json-schema/{kind}/': JsonSchemaResponseSchema,
  'POST /cli/schema/{kind}/': JsonSchemaResponseSchema,
  'POST /cli/status/': StatusResponseSchema,
  'POST /cli/version/': VersionResponseSchema,
  'POST /cli/whoami/': WhoAmIResponseSchema,
  'POST /cli/prompt/{name}/': CliPromptResponseSchema,
  'POST /cli/prompt/config/{name}/': ChatConfigResponseSchema,
  'POST /cli/chat/{name}/': CliPromptResponseSchema,
  'POST /cli/chat/config/{name}/': ChatConfigResponseSchema,
  'POST /llm-clients/{hashed_id}/prompt/': DirectPromptResponseSchema,
  'POST /llm-clients/{hashed_id}/config/': ChatConfigResponseSchema,
  'POST /llm-clients/{hashed_id}/prompt/config/': ChatConfigResponseSchema,
  'POST /chatbots/{chatbot_id}/chat/': DirectPromptResponseSchema,
  'POST /chatbots/{chatbot_id}/chat/config/': ChatConfigResponseSchema,
  'GET /accounts/': bareList(PlatformAccountSchema),
  'GET /accounts/{account_id}/': PlatformAccountSchema,
  'GET /accounts/users/': bareList(PlatformUserSchema),
  'GET /accounts/users/{user_id}/': PlatformUserSchema,
  'GET /llm-clients/': bareList(PlatformLlmClientSchema),
  'GET /llm-clients/{hashed_id}/': PlatformLlmClientSchema,
  'GET /plugins/': bareList(PlatformPluginSchema),
  'GET /prompts/history/prompt/': bareList(PromptSessionSchema),
  'GET /prompts/history/prompt/{pk}/': PromptTurnSchema,
  'GET /prompts/history/tool-calls/': bareList(PromptToolCallSchema),
  'GET /prompts/history/tool-calls/{pk}/': PromptToolCallSchema,
  'GET /prompts/history/plugin-usage/': bareList(PromptPluginUseSchema),
  'GET /secrets/': bareList(PlatformSecretSchema),
}

/** Schemas of JSON bodies by route. Unknown fields are refused. */
export const requests = {
  'POST /cli/apply/': ApplyRequestSchema,
  'POST /cli/prompt/{name}/': CliPromptRequestSchema,
  'POST /cli/prompt/config/{name}/': ChatConfigRequestSchema,
  'POST /cli/chat/{name}/': CliPromptRequestSchema,
  'POST /cli/chat/config/{name}/': ChatConfigRequestSchema,
  'POST /llm-clients/{hashed_id}/prompt/': DirectPromptRequestSchema,
  'POST /llm-clients/{hashed_id}/config/': ChatConfigRequestSchema,
  'POST /llm-clients/{hashed_id}/prompt/config/': ChatConfigRequestSchema,
  'POST /chatbots/{chatbot_id}/chat/': DirectPromptRequestSchema,
  'POST /chatbots/{chatbot_id}/chat/config/': ChatConfigRequestSchema,
}

/** Schemas of query strings by route: from an object of texts to one with flags. */
export const queries = {
  'POST /cli/describe/{kind}/': NameQuerySchema,
  'POST /cli/delete/{kind}/': NameQuerySchema,
  'POST /cli/deploy/{kind}/': NameQuerySchema,
  'POST /cli/undeploy/{kind}/': NameQuerySchema,
  'POST /cli/logs/{kind}/': NameQuerySchema,
  'POST /cli/prompt/{name}/': CliPromptQuerySchema,
  'POST /cli/prompt/config/{name}/': CliPromptQuerySchema,
  'POST /cli/chat/{name}/': CliPromptQuerySchema,
  'POST /cli/chat/config/{name}/': CliPromptQuerySchema,
}
