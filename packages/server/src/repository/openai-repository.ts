import type { FineTuningJobRecord, ResponseRecord, UploadRecord } from './records.js'

/** Which part of a list is meant. A list that begins after something that is not there is empty. */
export interface CursorWindow {
  /** Id of the item that the part begins after. Default: it begins at the beginning. */
  after?: string | undefined
  /** `desc` lists the newest first. */
  order: 'asc' | 'desc'
  limit: number
}

/** Responses of models. */
export interface ResponseRecords {
  find(id: string): Promise<ResponseRecord | undefined>
  insert(response: ResponseRecord): Promise<void>
  /** Replaces what callers see. */
  update(id: string, content: ResponseRecord['content']): Promise<void>
  remove(id: string): Promise<void>
}

/** Which uploads a list holds. */
export interface UploadFilter extends CursorWindow {
  purpose?: string | undefined
  /** Time at which they have not expired. */
  aliveAt: string
}

/** Uploaded files. */
export interface UploadRecords {
  find(id: string): Promise<UploadRecord | undefined>
  readContent(id: string): Promise<Uint8Array<ArrayBuffer>>
  list(filter: UploadFilter): Promise<UploadRecord[]>
  insert(upload: UploadRecord, content: Uint8Array<ArrayBuffer>): Promise<void>
  remove(id: string): Promise<void>
  removeExpired(now: string): Promise<void>
}

/** Fine-tuning jobs. */
export interface FineTuningJobRecords {
  find(id: string): Promise<FineTuningJobRecord | undefined>
  list(window: CursorWindow): Promise<FineTuningJobRecord[]>
  insert(job: FineTuningJobRecord): Promise<void>
  update(id: string, changes: Partial<Pick<FineTuningJobRecord, 'pauses' | 'cancelledAt' | 'resultFileId'>>): Promise<void>
}
