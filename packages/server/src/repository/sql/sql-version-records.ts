import { sql } from 'kysely'
import type { Kysely, RawBuilder, Selectable } from 'kysely'
import type { VersionRecord, VersionRecords } from '../repository.js'
import type { Database } from './database.js'
import { readKept, writeKept } from './kept-column.js'
import { prepared, preparedByKeys } from './prepared.js'
import type { SlotFor } from './prepared.js'

export function versionRecords(database: Kysely<Database>): VersionRecords {
  const newestFirst = async (fileId: string, deleted: 'is' | 'is not'): Promise<VersionRecord[]> => {
    const versions = all(database).where('fileId', '=', fileId).where('deletedAt', deleted, null)
    return (await versions.orderBy('createdAt', 'desc').orderBy('position', 'desc').execute()).map(toVersion)
  }
  return {
    async find(by) {
      const [row] = await ('id' in by ? listById(database, [by.id]) : 'hash' in by ? findByHash(database, by) : findByName(database, by))
      return row && toVersion(row)
    },
    async listByIds(ids) {
      return (await listById(database, ids)).map(toVersion)
    },
    listByFile: (fileId) => newestFirst(fileId, 'is'),
    listDeleted: (fileId) => newestFirst(fileId, 'is not'),
    async listLatest(fileIds) {
      return (await listLatest(database, fileIds)).map(toVersion)
    },
    async listServed(fileIds) {
      return (await listServed(database, fileIds)).map(toVersion)
    },
    async insert({ content, kept, ...version }) {
      await database.insertInto('versions').values({ ...version, content: JSON.stringify(content), kept: writeKept(kept) }).execute()
    },
    async update(id, changes) {
      await database.updateTable('versions').set(changes).where('id', '=', id).execute()
    },
  }
}

/** Of the versions of each file, the position of one. */
const newest = sql<number>`(select position from versions where file_id = files.id and deleted_at is null order by created_at desc, position desc limit 1)`
const deployedByDefault = sql<number>`(select versions.position from deployments
  join environments on environments.id = deployments.environment_id join versions on versions.id = deployments.version_id
  where deployments.file_id = files.id and environments.is_default = 1)`
export const served = sql<number>`coalesce(${deployedByDefault}, ${newest})`

const columns = ['id', 'fileId', 'hash', 'name', 'description', 'content', 'createdAt', 'updatedAt', 'deletedAt', 'kept'] as const
const all = (database: Kysely<Database>) => database.selectFrom('versions').select(columns)
const ofEach = (position: RawBuilder<number>) =>
  preparedByKeys((database, fileIds: string[]) =>
    all(database).where('position', 'in', database.selectFrom('files').select(position.as('position')).where('id', 'in', fileIds)),
  )
const listLatest = ofEach(newest)
const listServed = ofEach(served)
const listById = preparedByKeys((database, ids: string[]) => all(database).where('id', 'in', ids))
const findByHash = prepared((database, value: SlotFor<{ fileId: string; hash: string }>) =>
  all(database).where('fileId', '=', value('fileId')).where('hash', '=', value('hash')),
)
const findByName = prepared((database, value: SlotFor<{ fileId: string; name: string }>) =>
  all(database).where('fileId', '=', value('fileId')).where('name', '=', value('name')),
)

export function toVersion({ content, kept, ...version }: Omit<Selectable<Database['versions']>, 'position'>): VersionRecord {
  return { ...version, content: JSON.parse(content) as Record<string, unknown>, ...readKept(kept) }
}
