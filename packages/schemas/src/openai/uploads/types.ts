import type { OpenEnum } from '../../open-enum.js'
import type { CursorOrder, CursorPage, CursorQuery } from '../shared/types.js'

/** What a file is for. */
export type UploadPurpose = OpenEnum<'assistants' | 'batch' | 'evals' | 'fine-tune' | 'user_data' | 'vision'>

/** A file that was uploaded. */
export interface UploadedFile {
  /** Id of the file. */
  id: string
  /** Kind of object: `file`. */
  object: string
  /** Size in bytes. */
  bytes: number
  /** When it was uploaded, seconds since 1970. */
  created_at: number
  /** Name of the file. */
  filename: string
  /** What it is for. Services make files too: `batch_output`, `fine-tune-results` … */
  purpose: UploadPurpose
  /** How far it is. */
  status?: OpenEnum<'uploaded' | 'processed' | 'error'> | null
  /** What is wrong with it, where it has the status `error`. */
  status_details?: string | null
  /** When it will be deleted, seconds since 1970. */
  expires_at?: number | null
}

/** When a file is to be deleted. */
export interface UploadExpiry {
  /** Event to count from. */
  anchor: OpenEnum<'created_at'>
  /** Seconds after it, one hour to 30 days. */
  seconds: number
}

/** The form of an upload: `POST /files`. */
export interface CreateUploadRequest<File = unknown> {
  /** The file. */
  file: File
  /** What it is for. */
  purpose: UploadPurpose
  /** When to delete it. Files for batches go after 30 days, others stay. */
  expires_after?: UploadExpiry
}

/** Query of `GET /files`. */
export interface ListUploadsQuery extends CursorQuery {
  /** Only files for this purpose. */
  purpose?: string
  /** Direction of the list. Default `desc`. */
  order?: CursorOrder
}

/** Answer of `GET /files`. */
export type UploadedFilePage = CursorPage<UploadedFile>

/** Params that name one uploaded file. */
export interface UploadIdParams {
  /** Id of the file. */
  file_id: string
}

/**
 * Params of `createUpload`.
 *
 * @typeParam File - What can be sent as a file; `Uploadable` of `@smarter-api/core` in the client.
 */
export interface CreateUploadParams<File = unknown> extends CreateUploadRequest<File> {}

/** Params of `listUploads`. */
export interface ListUploadsParams extends ListUploadsQuery {}

/** Params of `retrieveUpload`. */
export interface RetrieveUploadParams extends UploadIdParams {}

/** Params of `deleteUpload`. */
export interface DeleteUploadParams extends UploadIdParams {}

/** Params of `retrieveUploadContent`. */
export interface RetrieveUploadContentParams extends UploadIdParams {}

/** Params of `waitForUpload`. */
export interface WaitForUploadParams extends UploadIdParams {}
