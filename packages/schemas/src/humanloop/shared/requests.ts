import * as v from 'valibot'
import { nullish, request, text, textList } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import type { FileNotes, FileTarget, ModelCallOptions, ProviderApiKeys, UpdateFileRequest, UpdateVersionRequest, VersionLabels } from './types.js'

export const fileTarget = { path: text, id: text } satisfies Entries<FileTarget>

export const versionLabels = { version_name: text, version_description: text } satisfies Entries<VersionLabels>

export const fileNotes = { description: text, tags: textList, readme: text } satisfies Entries<FileNotes>

export const updateFileEntries = { path: text, name: text } satisfies Entries<UpdateFileRequest>

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

export const modelCallOptions = {
  provider_api_keys: nullish(ProviderApiKeysSchema),
  stream: v.exactOptional(v.boolean()),
} satisfies Entries<ModelCallOptions>

/** Checks the body that moves a file. */
export const UpdateFileRequestSchema: Schema<UpdateFileRequest> = request.object(updateFileEntries)

/** Checks the body that names a version. */
export const UpdateVersionRequestSchema: Schema<UpdateVersionRequest> = request.object({
  name: text,
  description: text,
} satisfies Entries<UpdateVersionRequest>)
