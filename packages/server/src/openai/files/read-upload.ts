import { CreateUploadRequestSchema } from '@smarter-api/schemas/openai'
import type { CreateUploadRequest } from '@smarter-api/schemas/openai'
import * as v from 'valibot'
import { wrongParam } from '../refusals.js'

const purposes = ['assistants', 'batch', 'evals', 'fine-tune', 'user_data', 'vision']

/** Checks a form, whose numbers and objects come as texts: `expires_after[seconds]`. */
export const uploadForm = v.pipe(
  v.custom<Record<string, unknown>>(() => true),
  v.transform(gather),
  CreateUploadRequestSchema as v.GenericSchema<unknown> as v.GenericSchema<Record<string, unknown>, CreateUploadRequest>,
)

function gather(fields: Record<string, unknown>): Record<string, unknown> {
  const { 'expires_after[anchor]': anchor, 'expires_after[seconds]': seconds, ...rest } = fields
  if (anchor === undefined && seconds === undefined) return rest
  const amount = typeof seconds === 'string' && /^\d+$/.test(seconds) ? Number(seconds) : seconds
  return { ...rest, expires_after: { ...(anchor === undefined ? {} : { anchor }), ...(seconds === undefined ? {} : { seconds: amount }) } }
}

/** What was uploaded, in whole. */
export interface ReadUpload {
  filename: string
  purpose: string
  content: Uint8Array<ArrayBuffer>
  /** Seconds that the file is kept; `undefined` for ever. */
  keptSeconds: number | undefined
}

const batchSeconds = 30 * 24 * 60 * 60

export async function readUpload({ file, purpose, expires_after: expiry }: CreateUploadRequest): Promise<ReadUpload> {
  if (!(file instanceof File)) throw wrongParam('file', 'file: it is a text. Send it as a file, with a name.')
  if (!purposes.includes(purpose)) throw wrongParam('purpose', `purpose: "${purpose}" is none of ${purposes.join(', ')}.`)
  return {
    filename: file.name,
    purpose,
    content: new Uint8Array(await file.arrayBuffer()),
    keptSeconds: expiry?.seconds ?? (purpose === 'batch' ? batchSeconds : undefined),
  }
}
