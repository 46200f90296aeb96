import type { ColumnType, Generated } from 'kysely'
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
  ForeignRecord,
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

/** The order in which rows were inserted. */
interface Position {
  position: Generated<number>
}

/** A record some of whose fields are stored as JSON. */
type Stored<Item, Json extends keyof Item> = Omit<Item, Json> & Record<Json, string>

/** A record some of whose fields are flags, stored as 0 and 1. */
type Flagged<Item, Flag extends keyof Item> = Omit<Item, Flag> & Record<Flag, number>

/** A record that may hold fields for another platform's sake, as JSON. */
type Kept<Item extends ForeignRecord> = Omit<Item, 'kept'> & { kept: string | null }

/** The tables, with JSON as text and flags as numbers, so that every engine stores them alike. */
export interface Database {
  schemaVersion: { version: number }
  environments: Position & Flagged<EnvironmentRecord, 'isDefault'>
  directories: Position & DirectoryRecord
  /** `foldedName` is the name in lower case by Unicode's rules, which engines do not all know. */
  files: Position & Stored<FileRecord, 'details'> & { foldedName: string }
  versions: Position & Kept<Stored<VersionRecord, 'content'>>
  deployments: DeploymentRecord
  /** `searchText` and `metadataText` are what searches look through; the smallest `lot` is drawn first; `judgment` and `error` are parts of the content. */
  logs: Position & Stored<LogRecord, 'content'> & { searchText: string; metadataText: string; lot: number; judgment: string | null; error: string | null }
  versionUses: VersionUse
  datapoints: Stored<DatapointRecord, 'content'>
  /** `position` counts from 0 without gaps. */
  versionDatapoints: { versionId: string; position: number; datapointId: string }
  evaluations: Position & Kept<Stored<EvaluationRecord, 'evaluators'>>
  runs: Kept<Flagged<RunRecord, 'orchestrated' | 'useExistingLogs'>>
  evaluationRuns: Position & Flagged<EvaluationRunRecord, 'control'>
  runLogs: Position & RunLogRecord
  manifests: Omit<Stored<ManifestRecord, 'manifest'>, 'id'> & { id: Generated<number> }
  chatSessions: Position & Omit<ChatSessionRecord, 'id'>
  chatMessages: Position & { sessionKey: string; message: string }
  chatDevices: ChatDeviceRecord
  responses: Position & Stored<ResponseRecord, 'content' | 'input'>
  uploads: Position & UploadRecord
  /** Engines give bytes back in forms of their own. */
  uploadParts: { uploadId: string; position: number; content: ColumnType<ArrayBuffer | Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, never> }
  fineTuningJobs: Position & Stored<FineTuningJobRecord, 'request' | 'fault' | 'pauses'>
  work: Position & Stored<WorkRecord, 'content'>
  apiKeys: Position & ApiKeyRecord
  idempotency: Omit<IdempotencyRecord, 'answer'> & { answer: string | null }
}
