import { removeLogs } from './memory-log-records.js'
import type { MemoryTables } from './memory-tables.js'

/** Removes a file with all that belongs to it. */
export function removeFile(tables: MemoryTables, id: string): void {
  const { files, versions, deployments, logs } = tables
  removeLogs(tables, logs.group('fileId', id).map((log) => log.id))
  deployments.removeGroup('fileId', id)
  versions.removeGroup('fileId', id)
  files.remove('id', id)
}
