import type { Kysely, Selectable } from 'kysely'
import type { DatapointRecord, DatapointRecords } from '../repository.js'
import { isOneOf } from './conditions.js'
import type { Database } from './database.js'
import { inChunks, loadInChunks } from './in-chunks.js'
import { listByIds } from './list-by-ids.js'

export function datapointRecords(database: Kysely<Database>): DatapointRecords {
  const members = () => database.selectFrom('versionDatapoints')
  return {
    async insertMany(datapoints) {
      for (const chunk of inChunks(datapoints)) {
        const rows = chunk.map(({ id, fileId, hash, content }) => ({ id, fileId, hash, content: JSON.stringify(content) }))
        await database.insertInto('datapoints').values(rows).execute()
      }
    },
    async find(id) {
      const row = await database.selectFrom('datapoints').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toDatapoint(row)
    },
    async listByIds(ids) {
      const rows = await listByIds(ids, (chunk) => database.selectFrom('datapoints').selectAll().where('id', 'in', chunk).execute())
      return rows.map(toDatapoint)
    },
    findByHashes: (fileId, hashes) =>
      loadInChunks(hashes, (chunk) =>
        database.selectFrom('datapoints').select(['id', 'hash']).where('fileId', '=', fileId).where('hash', 'in', chunk).execute(),
      ),
    async list(versionId, { offset, limit }) {
      const held = members().where('versionId', '=', versionId)
      const { total } = await held.select((column) => column.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
      const rows = await held
        .innerJoin('datapoints', 'datapoints.id', 'versionDatapoints.datapointId')
        .selectAll('datapoints')
        .where('position', '>=', offset)
        .where('position', '<', offset + limit)
        .orderBy('position')
        .execute()
      return { items: rows.map(toDatapoint), total: Number(total) }
    },
    async listIds(versionId) {
      const rows = await members().select('datapointId').where('versionId', '=', versionId).orderBy('position').execute()
      return rows.map(({ datapointId }) => datapointId)
    },
    async count(versionIds) {
      const counted = members().select((column) => ['versionId', column.fn.countAll<number>().as('datapoints')])
      const rows = await counted.where(isOneOf('versionId', versionIds)).groupBy('versionId').execute()
      return rows.map(({ versionId, datapoints }) => ({ versionId, datapoints: Number(datapoints) }))
    },
    async setMembers(versionId, ids) {
      await database.deleteFrom('versionDatapoints').where('versionId', '=', versionId).execute()
      const rows = ids.map((datapointId, position) => ({ versionId, position, datapointId }))
      for (const chunk of inChunks(rows)) await database.insertInto('versionDatapoints').values(chunk).execute()
    },
  }
}

function toDatapoint({ content, ...datapoint }: Selectable<Database['datapoints']>): DatapointRecord {
  return { ...datapoint, content: JSON.parse(content) as Record<string, unknown> }
}
