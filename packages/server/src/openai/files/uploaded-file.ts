import type { UploadedFile } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import type { Records, UploadRecord } from '../../repository/repository.js'
import { notFound } from '../refusals.js'
import { toSeconds } from '../seconds.js'

/** A file as callers see it. */
export function presentUpload({ id, bytes, createdAt, expiresAt, filename, purpose, fault }: UploadRecord): UploadedFile {
  return {
    id,
    object: 'file',
    bytes,
    created_at: toSeconds(createdAt),
    expires_at: expiresAt === null ? null : toSeconds(expiresAt),
    filename,
    purpose,
    status: fault === null ? 'processed' : 'error',
    status_details: fault,
  }
}

/** Finds a file that has not expired. */
export async function findUpload({ uploads }: Records, { now }: Services, id: string): Promise<UploadRecord | undefined> {
  const found = await uploads.find(id)
  return found === undefined || isExpired(found, now()) ? undefined : found
}

export async function getUpload(records: Records, services: Services, id: string): Promise<UploadRecord> {
  const found = await findUpload(records, services, id)
  if (found === undefined) throw notFound('file', id)
  return found
}

function isExpired({ expiresAt }: UploadRecord, now: string): boolean {
  return expiresAt !== null && expiresAt <= now
}
