import { sql } from 'kysely'
import type { Kysely, RawBuilder, Selectable } from 'kysely'
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
  const chosenOfEach = async (fileIds: string[], position: RawBuilder<number>): Promise<VersionRecord[]> => {
    const chosen = database.selectFrom('files').select(position.as('position'))
    return (await loadInChunks(fileIds, (chunk) => all().where('position', 'in', chosen.where('id', 'in', chunk)).execute())).map(toVersion)
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
    listLatest: (fileIds) => chosenOfEach(fileIds, newest),
    listServed: (fileIds) => chosenOfEach(fileIds, sql`coalesce(${deployedByDefault}, ${newest})`),
    async insert({ content, kept, ...version }) {
      await database.insertInto('versions').values({ ...version, content: JSON.stringify(content), kept: writeKept(kept) }).execute()
    },
    async update(id, changes) {
      await database.updateTable('versions').set(changes).where('id', '=', id).execute()
    },
  }
}

/** Of the versions of each file. */
const newest = sql<number>`(select position from versions where file_id = files.id and deleted_at is null order by created_at desc, position desc limit 1)`
const deployedByDefault = sql<number>`(select versions.position from deployments
  join environments on environments.id = deployments.environment_id join versions on versions.id = deployments.version_id
  where deployments.file_id = files.id and environments.is_default = 1)`

function toVersion({ position: _position, content, kept, ...version }: Selectable<Database['versions']>): VersionRecord {
  return { ...version, content: JSON.parse(content) as Record<string, unknown>, ...readKept(kept) }
}
