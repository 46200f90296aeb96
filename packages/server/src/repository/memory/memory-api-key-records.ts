import type { ApiKeyRecords } from '../repository.js'
import type { MemoryTables } from './memory-tables.js'

export function apiKeyRecords({ apiKeys }: MemoryTables): ApiKeyRecords {
  return {
    list: async () => apiKeys.all(),
    insert: async (key) => apiKeys.insert(key),
    update: async (id, changes) => apiKeys.update('id', id, changes),
  }
}
