import * as v from 'valibot'
import { flag, freeMap, map, nullish, request, text, textList, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type {
  EvaluatorActivationDeactivationRequest,
  MonitoringEvaluatorEnvironmentRequest,
  MonitoringEvaluatorRequest,
  MonitoringEvaluatorVersionRequest,
} from '../files/types.js'
import { chatMessage, modelOutput, toolChoice } from '../shared/schemas.js'
import type { FreeMap, UpdateVersionRequest } from '../shared/types.js'
import { promptKernel, promptKernelEntries } from './prompt-kernel.js'
import type {
  DeserializePromptRequest,
  PromptCallContext,
  PromptKernelRequest,
  PromptLogRequest,
  PromptLogUpdateRequest,
  PromptRequest,
  PromptsCallRequest,
  ProviderApiKeys,
  UpdatePromptRequest,
} from './types.js'

const dateTime = nullish(request.dateTime)
const messages = nullish(v.array(chatMessage(request)))

/** Checks what makes one version of a Prompt differ from another, in a request. */
export const PromptKernelRequestSchema: Schema<PromptKernelRequest> = promptKernel(request)

/** Checks the body that makes a Prompt or a version. */
export const PromptRequestSchema: Schema<PromptRequest> = request.object({
  ...promptKernelEntries(request),
  path: text,
  id: text,
  version_name: text,
  version_description: text,
  description: text,
  tags: textList,
  readme: text,
} satisfies Entries<PromptRequest>)

/** Checks keys of providers. */
export const ProviderApiKeysSchema: Schema<ProviderApiKeys> = request.object({
  openai: text,
  mock: text,
  anthropic: text,
  deepseek: text,
  bedrock: text,
  cohere: text,
  openai_azure: text,
  openai_azure_endpoint: text,
  google: text,
} satisfies Entries<ProviderApiKeys>)

const contextEntries = {
  path: text,
  id: text,
  messages,
  tool_choice: nullish(toolChoice(request)),
  prompt: nullish(textOr(PromptKernelRequestSchema)),
  inputs: map,
  source: text,
  metadata: map,
  start_time: dateTime,
  end_time: dateTime,
  source_datapoint_id: text,
  trace_parent_id: text,
  user: text,
  environment: text,
  save: flag,
  log_id: text,
} satisfies Entries<PromptCallContext>

/** Checks the body of a call. */
export const PromptsCallRequestSchema: Schema<PromptsCallRequest> = request.object({
  ...contextEntries,
  provider_api_keys: nullish(ProviderApiKeysSchema),
  num_samples: nullish(request.integer({ min: 1 })),
  return_inputs: flag,
  logprobs: nullish(request.integer({ min: 0 })),
  suffix: text,
  stream: v.exactOptional(v.boolean()),
} satisfies Entries<PromptsCallRequest>)

/** Checks the body of a Log of a call made elsewhere. */
export const PromptLogRequestSchema: Schema<PromptLogRequest> = request.object({
  ...contextEntries,
  ...modelOutput(request),
  run_id: text,
  provider_request: map,
  provider_response: map,
} satisfies Entries<PromptLogRequest>)

/** Checks the body that changes a Log. */
export const PromptLogUpdateRequestSchema: Schema<PromptLogUpdateRequest> = request.object({
  ...modelOutput(request),
  messages,
  tool_choice: nullish(toolChoice(request)),
  provider_request: map,
  provider_response: map,
  inputs: map,
  source: text,
  metadata: map,
  start_time: dateTime,
  end_time: dateTime,
} satisfies Entries<PromptLogUpdateRequest>)

/** Checks the body that moves a Prompt. */
export const UpdatePromptRequestSchema: Schema<UpdatePromptRequest> = request.object({
  path: text,
  name: text,
} satisfies Entries<UpdatePromptRequest>)

/** Checks the body that names a version. */
export const UpdateVersionRequestSchema: Schema<UpdateVersionRequest> = request.object({
  name: text,
  description: text,
} satisfies Entries<UpdateVersionRequest>)

/** Checks the values of placeholders. */
export const PopulatePromptRequestSchema: Schema<FreeMap> = freeMap

/** Checks the text of a `.prompt` file on its way to the platform. */
export const DeserializePromptRequestSchema: Schema<DeserializePromptRequest> = request.object({
  prompt: v.string(),
} satisfies Entries<DeserializePromptRequest>)

const byVersion = request.object({ evaluator_version_id: v.string() } satisfies Entries<MonitoringEvaluatorVersionRequest>)
const byEnvironment = request.object({
  evaluator_id: v.string(),
  environment_id: v.string(),
} satisfies Entries<MonitoringEvaluatorEnvironmentRequest>)

const evaluators = v.array(
  v.lazy((value): Schema<MonitoringEvaluatorRequest> => (v.is(v.looseObject({ evaluator_id: v.unknown() }), value) ? byEnvironment : byVersion)),
)

/** Checks the body that attaches and detaches Evaluators. */
export const EvaluatorActivationDeactivationRequestSchema: Schema<EvaluatorActivationDeactivationRequest> = request.object({
  activate: nullish(evaluators),
  deactivate: nullish(evaluators),
} satisfies Entries<EvaluatorActivationDeactivationRequest>)
