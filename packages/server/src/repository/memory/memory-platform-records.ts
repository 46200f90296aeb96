import type { ChatRecords, IdempotencyRecords, ManifestRecords } from '../repository.js'
import { compound } from './memory-tables.js'
import type { MemoryTable } from './memory-table.js'
import type { MemoryTables } from './memory-tables.js'

export function manifestRecords({ manifests }: MemoryTables): ManifestRecords {
  let lastId = 0
  return {
    find: async (by) => ('id' in by ? manifests.find('id', String(by.id)) : manifests.find('name', compound(by.kind, by.name))),
    list: async (kind) => manifests.group('kind', kind),
    async insert(manifest) {
      const inserted = { ...manifest, id: lastId + 1 }
      manifests.insert(inserted)
      lastId = inserted.id
      return inserted
    },
    update: async (id, changes) => manifests.update('id', String(id), changes),
    remove: async (id) => manifests.remove('id', String(id)),
  }
}

export function chatRecords({ sessions, messages, devices }: MemoryTables): ChatRecords {
  let lastId = 0
  return {
    findSession: async (by) => ('id' in by ? sessions.find('id', String(by.id)) : sessions.find('key', by.key)),
    listSessions: async (limit) => sessions.newestFirst().slice(0, limit),
    async insertSession(session) {
      sessions.insert({ ...session, id: lastId + 1 })
      lastId += 1
    },
    async removeSession(key) {
      messages.removeGroup('sessionKey', key)
      sessions.remove('key', key)
    },
    listMessages: async (sessionKey) => messages.group('sessionKey', sessionKey).map(({ message }) => message),
    async append(sessionKey, added) {
      for (const message of added) messages.insert({ sessionKey, message })
    },
    findDevice: async (device) => devices.find('device', device),
    async saveDevice(device) {
      devices.remove('device', device.device)
      devices.insert(device)
    },
    removeExpiredDevices: async (now) => removeExpired(devices, 'device', now),
  }
}

export function idempotencyRecords({ idempotency }: MemoryTables): IdempotencyRecords {
  return {
    find: async (key) => idempotency.find('key', key),
    insert: async (record) => idempotency.insert(record),
    update: async (key, changes) => idempotency.update('key', key, changes),
    remove: async (key) => idempotency.remove('key', key),
    removeExpired: async (now) => removeExpired(idempotency, 'key', now),
  }
}

/** Whoever touches a row sets its end to a fixed time from then, so the first that is alive ends the search. */
function removeExpired<Row extends { expiresAt: string }>(table: MemoryTable<Row>, column: string & keyof Row, now: string): void {
  for (const row of table.inOrder()) {
    if (row.expiresAt > now) return
    table.remove(column, String(row[column]))
  }
}
