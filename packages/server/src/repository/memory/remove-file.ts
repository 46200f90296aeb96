import { removeEvaluation } from './memory-evaluation-records.js'
import { removeLogs } from './memory-log-records.js'
import { compound } from './memory-tables.js'
import type { MemoryTables } from './memory-tables.js'

/** Removes a file with all that belongs to it, and lets nothing point to it any more. */
export function removeFile(tables: MemoryTables, id: string): void {
  const { files, versions, deployments, logs, evaluations, datapoints } = tables
  removeLogs(tables, logs.group('fileId', id).map((log) => log.id))
  for (const evaluation of evaluations.group('fileId', id)) removeEvaluation(tables, evaluation.id)
  forgetVersions(tables, id)
  forgetDatapoints(tables, id)
  for (const table of [datapoints, deployments, versions]) table.removeGroup('fileId', id)
  files.remove('id', id)
}

function forgetVersions({ versions, evaluations, runs, members }: MemoryTables, fileId: string): void {
  const removed = new Set(versions.group('fileId', fileId).map(({ id }) => id))
  for (const versionId of removed) {
    for (const run of runs.group('versionId', versionId)) runs.update('id', run.id, { versionId: null })
    for (const run of runs.group('datasetVersionId', versionId)) runs.update('id', run.id, { datasetVersionId: null })
    members.remove('versionId', versionId)
  }
  for (const { id, evaluators } of evaluations.all()) {
    const left = evaluators.filter(({ versionId }) => !removed.has(versionId))
    if (left.length < evaluators.length) evaluations.update('id', id, { evaluators: left })
  }
}

function forgetDatapoints({ datapoints, logs, runLogs }: MemoryTables, fileId: string): void {
  for (const { id } of datapoints.group('fileId', fileId)) {
    for (const log of logs.group('sourceDatapointId', id)) logs.update('id', log.id, { sourceDatapointId: null })
    for (const member of runLogs.group('datapointId', id)) runLogs.update('key', compound(member.runId, member.logId), { datapointId: null })
  }
}
