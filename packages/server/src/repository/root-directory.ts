import type { DirectoryRecord } from './records.js'

/** The id of the directory that holds all others. */
export const rootDirectoryId = 'dir_root'

/** The root, older than all that is in it. */
export const rootDirectory: DirectoryRecord = {
  id: rootDirectoryId,
  path: '',
  name: '',
  parentId: null,
  createdAt: '1970-01-01T00:00:00.000Z',
  updatedAt: '1970-01-01T00:00:00.000Z',
}
