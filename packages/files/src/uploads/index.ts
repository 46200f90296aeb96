export { createOpenAIClient, createSmarterClient, type FileSource, type OpenAIClient, type OpenAIStyleClient, type SmarterClient, type Uploadable } from '@smarter-api/core'
export * from '@smarter-api/core/errors'
export { type Uploads, uploads } from './facade.js'
export {
  content as retrieveUploadContent,
  create as createUpload,
  delete as deleteUpload,
  list as listUploads,
  retrieve as retrieveUpload,
  type WaitForUploadOptions,
  waitForProcessing as waitForUpload,
} from './methods.js'
export type {
  CreateUploadParams,
  DeleteUploadParams,
  Deletion,
  ListUploadsParams,
  RetrieveUploadContentParams,
  RetrieveUploadParams,
  UploadedFile,
  UploadExpiry,
  UploadPurpose,
  WaitForUploadParams,
} from '@smarter-api/schemas/openai'
