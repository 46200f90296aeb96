import type { Kysely, Selectable } from 'kysely'
import type { FineTuningJobRecord, FineTuningJobRecords, ResponseRecord, ResponseRecords, UploadRecords } from '../repository.js'
import type { Database } from './database.js'

/** Bytes of a file in one row: small enough for every engine's statements. */
const partBytes = 512 * 1024

export function responseRecords(database: Kysely<Database>): ResponseRecords {
  return {
    async find(id) {
      const row = await database.selectFrom('responses').select(['id', 'content', 'input', 'createdAt']).where('id', '=', id).executeTakeFirst()
      return row && { ...row, content: JSON.parse(row.content) as ResponseRecord['content'], input: JSON.parse(row.input) as ResponseRecord['input'] }
    },
    async insert({ content, input, ...response }) {
      await database.insertInto('responses').values({ ...response, content: JSON.stringify(content), input: JSON.stringify(input) }).execute()
    },
    async update(id, content) {
      await database.updateTable('responses').set({ content: JSON.stringify(content) }).where('id', '=', id).execute()
    },
    async remove(id) {
      await database.deleteFrom('responses').where('id', '=', id).execute()
    },
  }
}

export function uploadRecords(database: Kysely<Database>): UploadRecords {
  const all = () => database.selectFrom('uploads').select(['id', 'filename', 'purpose', 'bytes', 'fault', 'createdAt', 'expiresAt'])
  const remove = async (id: string): Promise<void> => {
    await database.deleteFrom('uploadParts').where('uploadId', '=', id).execute()
    await database.deleteFrom('uploads').where('id', '=', id).execute()
  }
  return {
    find: (id) => all().where('id', '=', id).executeTakeFirst(),
    async readContent(id) {
      const parts = await database.selectFrom('uploadParts').select('content').where('uploadId', '=', id).orderBy('position').execute()
      return new Uint8Array(await new Blob(parts.map(({ content }) => content)).arrayBuffer())
    },
    list({ purpose, aliveAt, after, order, limit }) {
      let rows = all().where((where) => where.or([where('expiresAt', 'is', null), where('expiresAt', '>', aliveAt)]))
      if (purpose !== undefined) rows = rows.where('purpose', '=', purpose)
      if (after !== undefined) {
        rows = rows.where('position', order === 'asc' ? '>' : '<', (place) => place.selectFrom('uploads').select('position').where('id', '=', after))
      }
      return rows.orderBy('position', order).limit(limit).execute()
    },
    async insert(upload, content) {
      await database.insertInto('uploads').values(upload).execute()
      for (let start = 0; start < content.byteLength; start += partBytes) {
        const part = { uploadId: upload.id, position: start / partBytes, content: content.slice(start, start + partBytes) }
        await database.insertInto('uploadParts').values(part).execute()
      }
    },
    remove,
    async removeExpired(now) {
      const expired = await database.selectFrom('uploads').select('id').where('expiresAt', '<=', now).execute()
      for (const { id } of expired) await remove(id)
    },
  }
}

export function fineTuningJobRecords(database: Kysely<Database>): FineTuningJobRecords {
  const all = () =>
    database
      .selectFrom('fineTuningJobs')
      .select(['id', 'createdAt', 'request', 'fault', 'examples', 'bytes', 'pauses', 'cancelledAt', 'resultFileId'])
  return {
    async find(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && toJob(row)
    },
    async list({ after, order, limit }) {
      let rows = all()
      if (after !== undefined) {
        rows = rows.where('position', order === 'asc' ? '>' : '<', (place) => place.selectFrom('fineTuningJobs').select('position').where('id', '=', after))
      }
      return (await rows.orderBy('position', order).limit(limit).execute()).map(toJob)
    },
    async insert({ request, fault, pauses, ...job }) {
      const stored = { ...job, request: JSON.stringify(request), fault: JSON.stringify(fault), pauses: JSON.stringify(pauses) }
      await database.insertInto('fineTuningJobs').values(stored).execute()
    },
    async update(id, { pauses, ...changes }) {
      const set = { ...changes, ...(pauses === undefined ? {} : { pauses: JSON.stringify(pauses) }) }
      await database.updateTable('fineTuningJobs').set(set).where('id', '=', id).execute()
    },
  }
}

function toJob({ request, fault, pauses, ...job }: Omit<Selectable<Database['fineTuningJobs']>, 'position'>): FineTuningJobRecord {
  return {
    ...job,
    request: JSON.parse(request) as FineTuningJobRecord['request'],
    fault: JSON.parse(fault) as FineTuningJobRecord['fault'],
    pauses: JSON.parse(pauses) as FineTuningJobRecord['pauses'],
  }
}
