import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { VersionRecord, VersionRecords } from '../repository.js'
import type { Database } from './database.js'
import { loadInChunks } from './in-chunks.js'
import { readKept, writeKept } from './kept-column.js'

export function versionRecords(database: Kysely<Database>): VersionRecords {
  const all = () => database.selectFrom('versions').selectAll()
  const newestFirst = async (fileId: string, deleted: 'is' | 'is not'): Promise<VersionRecord[]> => {
    const versions = all().where('fileId', '=', fileId).where('deletedAt', deleted, null)
    return (await versions.orderBy('createdAt', 'desc').orderBy('position', 'desc').execute()).map(toVersion)
  }
  return {
    async find(by) {
      const found =
        'id' in by
          ? all().where('id', '=', by.id)
          : 'hash' in by
            ? all().where('fileId', '=', by.fileId).where('hash', '=', by.hash)
            : all().where('fileId', '=', by.fileId).where('name', '=', by.name)
      const row = await found.executeTakeFirst()
      return row && toVersion(row)
    },
    async listByIds(ids) {
      return (await loadInChunks(ids, (chunk) => all().where('id', 'in', chunk).execute())).map(toVersion)
    },
    listByFile: (fileId) => newestFirst(fileId, 'is'),
    listDeleted: (fileId) => newestFirst(fileId, 'is not'),
    async listLatest(fileIds) {
      const rank = sql<number>`row_number() over (partition by file_id order by created_at desc, position desc)`.as('rank')
      const rows = await loadInChunks(fileIds, (chunk) => {
        const ranked = all().select(rank).where('fileId', 'in', chunk).where('deletedAt', 'is', null).as('ranked')
        return database.selectFrom(ranked).selectAll().where('rank', '=', 1).execute()
      })
      return rows.map(({ rank: _rank, ...row }) => toVersion(row))
    },
    async insert({ content, kept, ...version }) {
      await database.insertInto('versions').values({ ...version, content: JSON.stringify(content), kept: writeKept(kept) }).execute()
    },
    async update(id, changes) {
      await database.updateTable('versions').set(changes).where('id', '=', id).execute()
    },
  }
}

function toVersion({ position: _position, content, kept, ...version }: Selectable<Database['versions']>): VersionRecord {
  return { ...version, content: JSON.parse(content) as Record<string, unknown>, ...readKept(kept) }
}
