import type { UploadedFile } from '@smarter-api/schemas/openai'
import type { SendSeed } from './seed-client.js'
import { readFields, readMembers, seedMembers, wrong } from './seed-place.js'
import type { SeededUpload } from './seeded.js'

/** Uploads files for the OpenAI-style API. */
export function seedUploads(send: SendSeed, uploads: unknown): Promise<Record<string, SeededUpload>> {
  return seedMembers(['uploads'], uploads, async (place, upload, name) => {
    const { content, filename = name, expires_after: expiry, ...fields } = readFields(place, upload)
    if (!(typeof content === 'string' || content instanceof Uint8Array || content instanceof Blob)) {
      throw wrong([...place, 'content'], 'it must be a text, a Uint8Array or a Blob.')
    }
    const body = new FormData()
    for (const [field, value] of Object.entries(fields)) body.append(field, String(value))
    for (const [field, value] of readMembers([...place, 'expires_after'], expiry)) body.append(`expires_after[${field}]`, String(value))
    body.append('file', new Blob([content as BlobPart]), String(filename))
    const { id } = await send<UploadedFile>({ place, route: 'POST /v1/files', body })
    return { id }
  })
}
