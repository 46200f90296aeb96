import type { DatapointRecords } from '../repository.js'
import { UniqueConflict } from '../unique-conflict.js'
import { cut } from './memory-order.js'
import { compound } from './memory-tables.js'
import type { MemoryTables } from './memory-tables.js'

export function datapointRecords({ datapoints, members }: MemoryTables): DatapointRecords {
  const idsOf = (versionId: string): string[] => members.find('versionId', versionId)?.ids ?? []
  return {
    async insertMany(added) {
      for (const datapoint of added) datapoints.insert(datapoint)
    },
    find: async (id) => datapoints.find('id', id),
    listByIds: async (ids) => datapoints.findAll('id', ids),
    findByHashes: async (fileId, hashes) =>
      datapoints.findAll('hash', [...new Set(hashes)].map((hash) => compound(fileId, hash))).map(({ id, hash }) => ({ id, hash })),
    async list(versionId, window) {
      const { items, total } = cut(idsOf(versionId), window)
      return { items: datapoints.findAll('id', items), total }
    },
    listIds: async (versionId) => [...idsOf(versionId)],
    count: async (versionIds) =>
      versionIds.map((versionId) => ({ versionId, datapoints: idsOf(versionId).length })).filter((counted) => counted.datapoints > 0),
    async setMembers(versionId, ids) {
      if (new Set(ids).size < ids.length) throw new UniqueConflict('version_datapoints.datapoint_id')
      members.remove('versionId', versionId)
      members.insert({ versionId, ids: [...ids] })
    },
  }
}
