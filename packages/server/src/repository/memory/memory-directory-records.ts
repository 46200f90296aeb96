import type { DirectoryRecords } from '../repository.js'
import { isBelow } from './is-below.js'
import { compareTexts, sortedBy } from './memory-order.js'
import type { MemoryTables } from './memory-tables.js'

export function directoryRecords({ directories, files }: MemoryTables): DirectoryRecords {
  return {
    find: async (by) => ('id' in by ? directories.find('id', by.id) : directories.find('path', by.path)),
    list: async () => sortedBy(directories.all(), ({ path }) => path, 'asc', compareTexts),
    listByParent: async (id) => sortedBy(directories.group('parentId', id), ({ path }) => path, 'asc', compareTexts),
    insert: async (directory) => directories.insert(directory),
    async update(id, changes) {
      const from = directories.find('id', id)?.path
      directories.update('id', id, changes)
      const { path: to = from } = changes
      if (from === undefined || to === undefined || to === from) return
      for (const table of [directories, files]) {
        for (const row of table.all()) {
          if (isBelow(row.path, from)) table.update('id', row.id, { path: to + row.path.slice(from.length) })
        }
      }
    },
    remove: async (id) => directories.remove('id', id),
  }
}
