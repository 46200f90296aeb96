import { removeLogs } from './memory-log-records.js'
import type { MemoryTables } from './memory-tables.js'

/** Removes a file with all that belongs to it. */
export function removeFile(tables: MemoryTables, id: string): void {
  const { files, versions, deployments, logs, datapoints, members } = tables
  removeLogs(tables, logs.group('fileId', id).map((log) => log.id))
  for (const datapoint of datapoints.group('fileId', id)) {
    for (const log of logs.group('sourceDatapointId', datapoint.id)) logs.update('id', log.id, { sourceDatapointId: null })
  }
  datapoints.removeGroup('fileId', id)
  for (const version of versions.group('fileId', id)) members.remove('versionId', version.id)
  deployments.removeGroup('fileId', id)
  versions.removeGroup('fileId', id)
  files.remove('id', id)
}
