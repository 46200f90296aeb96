import type { CursorWindow, FineTuningJobRecords, ResponseRecords, UploadRecords } from '../repository.js'
import type { MemoryTables } from './memory-tables.js'

export function responseRecords({ responses }: MemoryTables): ResponseRecords {
  return {
    find: async (id) => responses.find('id', id),
    insert: async (response) => responses.insert(response),
    update: async (id, content) => responses.update('id', id, { content }),
    remove: async (id) => responses.remove('id', id),
  }
}

export function uploadRecords({ uploads, uploadContents }: MemoryTables): UploadRecords {
  const remove = (id: string): void => {
    uploadContents.remove('uploadId', id)
    uploads.remove('id', id)
  }
  return {
    find: async (id) => uploads.find('id', id),
    readContent: async (id) => uploadContents.find('uploadId', id)?.content ?? new Uint8Array(),
    async list({ purpose, aliveAt, ...window }) {
      const isListed = (upload: { purpose: string; expiresAt: string | null }): boolean =>
        (purpose === undefined || upload.purpose === purpose) && (upload.expiresAt === null || upload.expiresAt > aliveAt)
      return cut(window.order === 'asc' ? uploads.all() : uploads.newestFirst(), window, isListed)
    },
    async insert(upload, content) {
      uploads.insert(upload)
      uploadContents.insert({ uploadId: upload.id, content })
    },
    remove: async (id) => remove(id),
    async removeExpired(now) {
      for (const { id, expiresAt } of uploads.all()) if (expiresAt !== null && expiresAt <= now) remove(id)
    },
  }
}

export function fineTuningJobRecords({ fineTuningJobs }: MemoryTables): FineTuningJobRecords {
  return {
    find: async (id) => fineTuningJobs.find('id', id),
    list: async (window) => cut(window.order === 'asc' ? fineTuningJobs.all() : fineTuningJobs.newestFirst(), window, () => true),
    insert: async (job) => fineTuningJobs.insert(job),
    update: async (id, changes) => fineTuningJobs.update('id', id, changes),
  }
}

function cut<Row extends { id: string }>(rows: Row[], { after, limit }: CursorWindow, isListed: (row: Row) => boolean): Row[] {
  const place = after === undefined ? -1 : rows.findIndex(({ id }) => id === after)
  if (after !== undefined && place < 0) return []
  return rows.slice(place + 1).filter(isListed).slice(0, limit)
}
