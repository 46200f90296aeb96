import type { Kysely } from 'kysely'
import type { ApiKeyRecord, ApiKeyRecords } from '../repository.js'
import type { Database } from './database.js'

const columns = ['id', 'name', 'digest', 'prefix', 'createdAt', 'lastUsedAt', 'revokedAt'] as const satisfies (keyof ApiKeyRecord)[]

export function apiKeyRecords(database: Kysely<Database>): ApiKeyRecords {
  return {
    list: () => database.selectFrom('apiKeys').select(columns).orderBy('position').execute(),
    async insert(key) {
      await database.insertInto('apiKeys').values(key).execute()
    },
    async update(id, changes) {
      await database.updateTable('apiKeys').set(changes).where('id', '=', id).execute()
    },
  }
}
