import { sql } from 'kysely'
import type { Kysely, Selectable } from 'kysely'
import type { DirectoryRecord, DirectoryRecords } from '../repository.js'
import type { Database } from './database.js'
import { isBelow } from './conditions.js'

export function directoryRecords(database: Kysely<Database>): DirectoryRecords {
  const all = () => database.selectFrom('directories').selectAll()
  return {
    async find(by) {
      const row = await ('id' in by ? all().where('id', '=', by.id) : all().where('path', '=', by.path)).executeTakeFirst()
      return row && toDirectory(row)
    },
    async list() {
      return (await all().orderBy('path').execute()).map(toDirectory)
    },
    async listByParent(id) {
      return (await all().where('parentId', '=', id).orderBy('path').execute()).map(toDirectory)
    },
    async insert(directory) {
      await database.insertInto('directories').values(directory).execute()
    },
    async update(id, changes) {
      const before = await all().where('id', '=', id).executeTakeFirst()
      await database.updateTable('directories').set(changes).where('id', '=', id).execute()
      const { path: to } = changes
      if (before === undefined || to === undefined || to === before.path) return
      const moved = sql<string>`${to} || substr(path, length(${before.path}) + 1)`
      for (const table of ['directories', 'files'] as const) {
        await database.updateTable(table).set({ path: moved }).where(isBelow(before.path)).execute()
      }
    },
    async remove(id) {
      await database.deleteFrom('directories').where('id', '=', id).execute()
    },
  }
}

function toDirectory({ position: _position, ...directory }: Selectable<Database['directories']>): DirectoryRecord {
  return directory
}
