import type { Kysely, Selectable } from 'kysely'
import type { ChatRecords, ManifestRecord, ManifestRecords } from '../repository.js'
import type { Database } from './database.js'
import { inChunks } from './in-chunks.js'

export function manifestRecords(database: Kysely<Database>): ManifestRecords {
  const all = () => database.selectFrom('manifests').selectAll()
  return {
    async find(by) {
      const found = 'id' in by ? all().where('id', '=', by.id) : all().where('kind', '=', by.kind).where('name', '=', by.name)
      const row = await found.executeTakeFirst()
      return row && toManifest(row)
    },
    async list(kind) {
      return (await all().where('kind', '=', kind).orderBy('id').execute()).map(toManifest)
    },
    async insert(manifest) {
      const row = { ...manifest, manifest: JSON.stringify(manifest.manifest) }
      const { id } = await database.insertInto('manifests').values(row).returning('id').executeTakeFirstOrThrow()
      return { ...manifest, id }
    },
    async update(id, { manifest, updatedAt }) {
      await database.updateTable('manifests').set({ manifest: JSON.stringify(manifest), updatedAt }).where('id', '=', id).execute()
    },
    async remove(id) {
      await database.deleteFrom('manifests').where('id', '=', id).execute()
    },
  }
}

export function chatRecords(database: Kysely<Database>): ChatRecords {
  const sessions = () => database.selectFrom('chatSessions').select(['position as id', 'key', 'manifestId', 'createdAt'])
  return {
    findSession: (by) => ('id' in by ? sessions().where('position', '=', by.id) : sessions().where('key', '=', by.key)).executeTakeFirst(),
    listSessions: (limit) => sessions().orderBy('position', 'desc').limit(limit).execute(),
    async insertSession(session) {
      await database.insertInto('chatSessions').values(session).execute()
    },
    async removeSession(key) {
      await database.deleteFrom('chatMessages').where('sessionKey', '=', key).execute()
      await database.deleteFrom('chatSessions').where('key', '=', key).execute()
    },
    async listMessages(sessionKey) {
      const rows = await database.selectFrom('chatMessages').select('message').where('sessionKey', '=', sessionKey).orderBy('position').execute()
      return rows.map(({ message }) => JSON.parse(message) as object)
    },
    async append(sessionKey, messages) {
      const rows = messages.map((message) => ({ sessionKey, message: JSON.stringify(message) }))
      for (const chunk of inChunks(rows)) await database.insertInto('chatMessages').values(chunk).execute()
    },
    findDevice: (device) => database.selectFrom('chatDevices').selectAll().where('device', '=', device).executeTakeFirst(),
    async saveDevice(device) {
      const { sessionKey, expiresAt } = device
      await database
        .insertInto('chatDevices')
        .values(device)
        .onConflict((conflict) => conflict.column('device').doUpdateSet({ sessionKey, expiresAt }))
        .execute()
    },
    async removeExpiredDevices(now) {
      await database.deleteFrom('chatDevices').where('expiresAt', '<=', now).execute()
    },
  }
}

function toManifest(row: Selectable<Database['manifests']>): ManifestRecord {
  return { ...row, manifest: JSON.parse(row.manifest) as Record<string, unknown> }
}
