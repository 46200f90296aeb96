import type {
  ApiKeyRecord,
  ChatDeviceRecord,
  ChatSessionRecord,
  DatapointRecord,
  DeploymentRecord,
  DirectoryRecord,
  EnvironmentRecord,
  EvaluationRecord,
  EvaluationRunRecord,
  FileRecord,
  FineTuningJobRecord,
  IdempotencyRecord,
  LogRecord,
  ManifestRecord,
  RunLogRecord,
  ResponseRecord,
  RunRecord,
  UploadRecord,
  VersionRecord,
  VersionUse,
  WorkRecord,
} from '../repository.js'
import { MemoryTable } from './memory-table.js'

interface ChatMessageRow {
  sessionKey: string
  message: object
}

interface UploadContentRow {
  uploadId: string
  content: Uint8Array<ArrayBuffer>
}

/** Which datapoints a version holds. */
interface MembersRow {
  versionId: string
  ids: string[]
}

export type MemoryTables = ReturnType<typeof memoryTables>

/** Joins the columns of a key; the parts are ids and names, which may hold any character but this one. */
export function compound(...parts: string[]): string
export function compound(...parts: (string | null)[]): string | undefined
export function compound(...parts: (string | null)[]): string | undefined {
  return parts.includes(null) ? undefined : parts.join('\u0000')
}

export function memoryTables(journal: (() => void)[]) {
  return {
    environments: new MemoryTable<EnvironmentRecord>({ name: 'environments', unique: { id: ({ id }) => id, name: ({ name }) => name } }, journal),
    directories: new MemoryTable<DirectoryRecord>(
      { name: 'directories', unique: { id: ({ id }) => id, path: ({ path }) => path }, groups: { parentId: ({ parentId }) => parentId ?? undefined } },
      journal,
    ),
    files: new MemoryTable<FileRecord>(
      { name: 'files', unique: { id: ({ id }) => id, path: ({ path }) => path }, groups: { kind: ({ kind }) => kind } },
      journal,
    ),
    versions: new MemoryTable<VersionRecord>(
      {
        name: 'versions',
        unique: {
          id: ({ id }) => id,
          hash: ({ fileId, hash }) => compound(fileId, hash),
          name: ({ fileId, name }) => compound(fileId, name),
        },
        groups: { fileId: ({ fileId }) => fileId },
      },
      journal,
    ),
    deployments: new MemoryTable<DeploymentRecord>(
      {
        name: 'deployments',
        unique: { environment: ({ fileId, environmentId }) => compound(fileId, environmentId) },
        groups: { fileId: ({ fileId }) => fileId },
      },
      journal,
    ),
    logs: new MemoryTable<LogRecord>(
      {
        name: 'logs',
        unique: { id: ({ id }) => id },
        groups: {
          fileId: ({ fileId }) => fileId,
          versionId: ({ versionId }) => versionId,
          parentId: ({ parentId }) => parentId ?? undefined,
          traceParentId: ({ traceParentId }) => traceParentId ?? undefined,
          traceId: ({ traceId }) => traceId ?? undefined,
          sourceDatapointId: ({ sourceDatapointId }) => sourceDatapointId ?? undefined,
          runId: ({ runId }) => runId ?? undefined,
        },
      },
      journal,
    ),
    uses: new MemoryTable<VersionUse>(
      { name: 'version_uses', unique: { versionId: ({ versionId }) => versionId }, groups: { fileId: ({ fileId }) => fileId } },
      journal,
    ),
    datapoints: new MemoryTable<DatapointRecord>(
      {
        name: 'datapoints',
        unique: { id: ({ id }) => id, hash: ({ fileId, hash }) => compound(fileId, hash) },
        groups: { fileId: ({ fileId }) => fileId },
      },
      journal,
    ),
    members: new MemoryTable<MembersRow>({ name: 'version_datapoints', unique: { versionId: ({ versionId }) => versionId } }, journal),
    evaluations: new MemoryTable<EvaluationRecord>(
      {
        name: 'evaluations',
        unique: { id: ({ id }) => id, name: ({ fileId, name }) => compound(fileId, name) },
        groups: { fileId: ({ fileId }) => fileId ?? undefined },
      },
      journal,
    ),
    runs: new MemoryTable<RunRecord>(
      {
        name: 'runs',
        unique: { id: ({ id }) => id },
        groups: { versionId: ({ versionId }) => versionId ?? undefined, datasetVersionId: ({ datasetVersionId }) => datasetVersionId ?? undefined },
      },
      journal,
    ),
    evaluationRuns: new MemoryTable<EvaluationRunRecord>(
      {
        name: 'evaluation_runs',
        unique: { key: ({ evaluationId, runId }) => compound(evaluationId, runId) },
        groups: { evaluationId: ({ evaluationId }) => evaluationId, runId: ({ runId }) => runId },
      },
      journal,
    ),
    runLogs: new MemoryTable<RunLogRecord>(
      {
        name: 'run_logs',
        unique: { key: ({ runId, logId }) => compound(runId, logId) },
        groups: { runId: ({ runId }) => runId, logId: ({ logId }) => logId, datapointId: ({ datapointId }) => datapointId ?? undefined },
      },
      journal,
    ),
    manifests: new MemoryTable<ManifestRecord>(
      {
        name: 'manifests',
        unique: { id: ({ id }) => String(id), name: ({ kind, name }) => compound(kind, name) },
        groups: { kind: ({ kind }) => kind },
      },
      journal,
    ),
    sessions: new MemoryTable<ChatSessionRecord>({ name: 'chat_sessions', unique: { key: ({ key }) => key, id: ({ id }) => String(id) } }, journal),
    messages: new MemoryTable<ChatMessageRow>(
      { name: 'chat_messages', unique: {}, groups: { sessionKey: ({ sessionKey }) => sessionKey } },
      journal,
    ),
    devices: new MemoryTable<ChatDeviceRecord>({ name: 'chat_devices', unique: { device: ({ device }) => device } }, journal),
    responses: new MemoryTable<ResponseRecord>({ name: 'responses', unique: { id: ({ id }) => id } }, journal),
    uploads: new MemoryTable<UploadRecord>({ name: 'uploads', unique: { id: ({ id }) => id } }, journal),
    uploadContents: new MemoryTable<UploadContentRow>({ name: 'upload_contents', unique: { uploadId: ({ uploadId }) => uploadId } }, journal),
    fineTuningJobs: new MemoryTable<FineTuningJobRecord>({ name: 'fine_tuning_jobs', unique: { id: ({ id }) => id } }, journal),
    work: new MemoryTable<WorkRecord>(
      {
        name: 'work',
        unique: { id: ({ id }) => id },
        groups: { owner: ({ owner }) => owner ?? undefined, subjectId: ({ subjectId }) => subjectId },
      },
      journal,
    ),
    apiKeys: new MemoryTable<ApiKeyRecord>(
      { name: 'api_keys', unique: { id: ({ id }) => id, digest: ({ digest }) => digest, name: ({ name, revokedAt }) => (revokedAt === null ? name : undefined) } },
      journal,
    ),
    idempotency: new MemoryTable<IdempotencyRecord>({ name: 'idempotency', unique: { key: ({ key }) => key } }, journal),
  }
}
