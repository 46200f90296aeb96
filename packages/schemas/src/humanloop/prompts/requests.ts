import * as v from 'valibot'
import { flag, freeMap, nullish, request, text, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { logContext, logOrigin, modelInput, modelOutput, providerExchange } from '../shared/log-entries.js'
import { fileNotes, fileTarget, modelCallOptions, versionLabels } from '../shared/requests.js'
import type { FreeMap } from '../shared/types.js'
import { promptKernel, promptKernelEntries } from './prompt-kernel.js'
import type {
  DeserializePromptRequest,
  PromptCallContext,
  PromptKernelRequest,
  PromptLogRequest,
  PromptLogUpdateRequest,
  PromptRequest,
  PromptsCallRequest,
} from './types.js'

/** Checks what makes one version of a Prompt differ from another, in a request. */
export const PromptKernelRequestSchema: Schema<PromptKernelRequest> = promptKernel(request)

/** Checks the body that makes a Prompt or a version. */
export const PromptRequestSchema: Schema<PromptRequest> = request.object({
  ...promptKernelEntries(request),
  ...fileTarget,
  ...versionLabels,
  ...fileNotes,
} satisfies Entries<PromptRequest>)

const contextEntries = {
  ...fileTarget,
  ...modelInput(request),
  ...logContext(request),
  prompt: nullish(textOr(PromptKernelRequestSchema)),
} satisfies Entries<PromptCallContext>

/** Checks the body of a call. */
export const PromptsCallRequestSchema: Schema<PromptsCallRequest> = request.object({
  ...contextEntries,
  ...modelCallOptions,
  num_samples: nullish(request.integer({ min: 1 })),
  return_inputs: flag,
  logprobs: nullish(request.integer({ min: 0 })),
  suffix: text,
} satisfies Entries<PromptsCallRequest>)

/** Checks the body of a Log of a call made elsewhere. */
export const PromptLogRequestSchema: Schema<PromptLogRequest> = request.object({
  ...contextEntries,
  ...modelOutput(request),
  ...providerExchange,
  run_id: text,
} satisfies Entries<PromptLogRequest>)

/** Checks the body that changes a Log. */
export const PromptLogUpdateRequestSchema: Schema<PromptLogUpdateRequest> = request.object({
  ...modelOutput(request),
  ...modelInput(request),
  ...providerExchange,
  ...logOrigin(request),
} satisfies Entries<PromptLogUpdateRequest>)

/** Checks the values of placeholders. */
export const PopulatePromptRequestSchema: Schema<FreeMap> = freeMap

/** Checks the text of a `.prompt` file on its way to the platform. */
export const DeserializePromptRequestSchema: Schema<DeserializePromptRequest> = request.object({
  prompt: v.string(),
} satisfies Entries<DeserializePromptRequest>)
