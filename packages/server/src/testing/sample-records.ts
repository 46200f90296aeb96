import type { DatapointRecord, DirectoryRecord, EvaluationRecord, FileRecord, LogRecord, RunRecord, VersionRecord } from '../repository/repository.js'

export const day = (number: number): string => `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`

export const ids = (rows: { id: string }[]): string[] => rows.map(({ id }) => id)

export function directory(path: string, changes: Partial<DirectoryRecord> = {}): DirectoryRecord {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { id: `dir_${path}`, path, name, parentId: 'dir_root', createdAt: day(1), updatedAt: day(1), ...changes }
}

export function file(id: string, changes: Partial<FileRecord> = {}): FileRecord {
  const details = { description: null, readme: null, tags: null, monitors: [] }
  const place = { path: `folder/${id}`, directoryId: 'dir_folder', name: id }
  return { id, kind: 'prompt', ...place, details, createdAt: day(1), updatedAt: day(1), ...changes }
}

export function version(id: string, changes: Partial<VersionRecord> = {}): VersionRecord {
  const labels = { name: null, description: null, deletedAt: null }
  return { id, fileId: 'a', hash: id, content: { model: id }, createdAt: day(1), updatedAt: day(1), ...labels, ...changes }
}

export function log(id: string, changes: Partial<LogRecord> = {}): LogRecord {
  const links = { parentId: null, traceParentId: null, traceId: null, sourceDatapointId: null, runId: null, logStatus: null }
  return { id, kind: 'prompt', fileId: 'a', versionId: 'v', ...links, createdAt: day(1), content: { output: id }, ...changes }
}

export function datapoint(id: string, changes: Partial<DatapointRecord> = {}): DatapointRecord {
  return { id, fileId: 'a', hash: id, content: { inputs: { id } }, ...changes }
}

export function evaluation(id: string, changes: Partial<EvaluationRecord> = {}): EvaluationRecord {
  return { id, fileId: 'a', name: id, evaluators: [], createdAt: day(1), updatedAt: day(1), ...changes }
}

export function run(id: string, changes: Partial<RunRecord> = {}): RunRecord {
  const about = { versionId: 'v', datasetVersionId: null, orchestrated: false, useExistingLogs: false, status: 'pending' }
  return { id, ...about, createdAt: day(1), updatedAt: day(1), ...changes }
}
