import * as v from 'valibot'
import { answer, nullish, text, textOr } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { promptEntries, PromptSchema } from '../files/schemas.js'
import { createdLog, logContext, modelInput, modelOutput } from '../shared/log-entries.js'
import { ChatMessageSchema, paginatedData, versionList } from '../shared/schemas.js'
import { promptKernel } from './prompt-kernel.js'
import type {
  CreatePromptLogResponse,
  ListPrompts,
  PaginatedDataPromptResponse,
  PopulateTemplateResponse,
  PromptCallLogResponse,
  PromptCallResponse,
  PromptCallStreamResponse,
  PromptKernelRequest,
} from './types.js'

/** Checks a Prompt with its placeholders filled. */
export const PopulateTemplateResponseSchema: Schema<PopulateTemplateResponse> = v.looseObject({
  ...promptEntries,
  populated_template: nullish(textOr(v.array(ChatMessageSchema))),
} satisfies Entries<PopulateTemplateResponse>)

/** Checks all versions of a Prompt. */
export const ListPromptsSchema: Schema<ListPrompts> = versionList(PromptSchema)

/** Checks one page of Prompts. */
export const PaginatedDataPromptResponseSchema: Schema<PaginatedDataPromptResponse> = paginatedData(PromptSchema)

/** Checks what makes one version of a Prompt differ from another, in an answer. */
export const PromptKernelSchema: Schema<PromptKernelRequest> = promptKernel(answer)

const callLogEntries = { ...modelOutput(answer), index: v.number() } satisfies Entries<PromptCallLogResponse>

/** Checks one answer of a call. */
export const PromptCallLogResponseSchema: Schema<PromptCallLogResponse> = v.looseObject(callLogEntries)

/** Checks what comes back from a call. */
export const PromptCallResponseSchema: Schema<PromptCallResponse> = v.looseObject({
  ...logContext(answer),
  ...modelInput(answer),
  id: v.string(),
  prompt: PromptSchema,
  logs: v.array(PromptCallLogResponseSchema),
  trace_id: text,
} satisfies Entries<PromptCallResponse>)

/** Checks one event of a streamed call. */
export const PromptCallStreamResponseSchema: Schema<PromptCallStreamResponse> = v.looseObject({
  ...callLogEntries,
  id: v.string(),
  prompt_id: v.string(),
  version_id: v.string(),
} satisfies Entries<PromptCallStreamResponse>)

/** Checks what comes back from logging a call. */
export const CreatePromptLogResponseSchema: Schema<CreatePromptLogResponse> = v.looseObject({
  ...createdLog,
  prompt_id: v.string(),
  session_id: text,
} satisfies Entries<CreatePromptLogResponse>)
