import type { ApiKeyRecords } from './api-key-repository.js'
import type { FineTuningJobRecords, ResponseRecords, UploadRecords } from './openai-repository.js'
import type { ChatRecords, ManifestRecords } from './smarter-repository.js'
import type { WorkRecords } from './work-repository.js'
import type {
  DatapointRecord,
  DeploymentRecord,
  DirectoryRecord,
  EnvironmentRecord,
  EvaluationRecord,
  EvaluationRunRecord,
  FileRecord,
  IdempotencyRecord,
  JudgmentRecord,
  LinkedRunRecord,
  LogRecord,
  RunLogCount,
  RunLogRecord,
  RunRecord,
  VersionRecord,
  VersionUse,
} from './records.js'

export type * from './api-key-repository.js'
export type * from './openai-repository.js'
export type * from './records.js'
export type * from './smarter-repository.js'
export type * from './work-repository.js'

/** Which files a list holds, and in which order. */
export interface FileFilter {
  /** Kinds of file. Default: all. */
  kinds?: string[] | undefined
  /** The directory that holds the files. */
  directoryId?: string | undefined
  /** Path of a directory that is somewhere above the files; all files are below the root, whose path is empty. */
  below?: string | undefined
  /** Environment that a version of the files is deployed to. */
  environmentId?: string | undefined
  /** Text that the name contains, in any case. */
  name?: string | undefined
  sortBy: 'createdAt' | 'updatedAt' | 'name'
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

/** Which logs a list holds, newest first. An empty array matches nothing. */
export interface LogFilter {
  fileId?: string | undefined
  versionId?: string | undefined
  traceId?: string | undefined
  runId?: string | undefined
  /** Version of a Dataset: logs made for a datapoint that it holds. */
  datasetVersionId?: string | undefined
  /** Steps right below one of these in a trace. */
  traceParentIds?: string[] | undefined
  /** Logs judging one of these. */
  parentIds?: string[] | undefined
  kinds?: string[] | undefined
  /** Texts of which the id contains one. */
  ids?: string[] | undefined
  /** Text that the inputs, the messages, the output or the error contain, in any case. */
  search?: string | undefined
  /** Text that a key or a value of the metadata contains, in any case. */
  metadataSearch?: string | undefined
  /** Earliest and latest time of making. */
  from?: string | undefined
  to?: string | undefined
  /** Whether the logs are in a trace. */
  inTrace?: boolean | undefined
  /** How many logs to choose from those that match; the same ones each time, as if by lot. The list is then as long as the choice. */
  sample?: number | undefined
  offset: number
  limit: number
}

/** What changes in a log: not where it belongs, which uses are counted by. */
export type LogChanges = Partial<Omit<LogRecord, 'id' | 'kind' | 'fileId' | 'versionId'>>

/** A part of a list, and how long the whole list is. */
export interface Listing<Item> {
  items: Item[]
  total: number
}

/** Environments, in the order they were made. */
export interface EnvironmentRecords {
  list(): Promise<EnvironmentRecord[]>
  insert(environment: EnvironmentRecord): Promise<void>
}

/** Directories of files. */
export interface DirectoryRecords {
  find(by: { id: string } | { path: string }): Promise<DirectoryRecord | undefined>
  /** Lists all directories by path. */
  list(): Promise<DirectoryRecord[]>
  /** Lists the directories in a directory by path. */
  listByParent(id: string): Promise<DirectoryRecord[]>
  insert(directory: DirectoryRecord): Promise<void>
  /** Changes a directory. A new path becomes the beginning of the paths of all files and directories below it. The root never moves. */
  update(id: string, changes: Partial<Omit<DirectoryRecord, 'id'>>): Promise<void>
  /** Removes a directory that is empty. */
  remove(id: string): Promise<void>
}

/** Files of every kind. */
export interface FileRecords {
  find(by: { id: string } | { path: string }): Promise<FileRecord | undefined>
  /** Finds a file with the version that is meant when none is named: see `listServed` of versions. */
  findServed(by: { id: string } | { path: string }): Promise<{ file: FileRecord; version: VersionRecord | undefined } | undefined>
  /** Lists files in the order of the ids, and leaves out what is not there. */
  listByIds(ids: string[]): Promise<FileRecord[]>
  list(filter: FileFilter): Promise<Listing<FileRecord>>
  insert(file: FileRecord): Promise<void>
  update(id: string, changes: Partial<Omit<FileRecord, 'id' | 'kind'>>): Promise<void>
  /** Removes the file with all that belongs to it: versions, deployments, logs and what judges them, datapoints, Evaluations. */
  remove(id: string): Promise<void>
}

/** Versions of files. */
export interface VersionRecords {
  find(by: { id: string } | { fileId: string; hash: string } | { fileId: string; name: string }): Promise<VersionRecord | undefined>
  /** Lists versions by their ids, deleted ones too. */
  listByIds(ids: string[]): Promise<VersionRecord[]>
  /** Lists the versions of a file that are not deleted, newest first. */
  listByFile(fileId: string): Promise<VersionRecord[]>
  /** Lists the deleted versions of a file, newest first. */
  listDeleted(fileId: string): Promise<VersionRecord[]>
  /** Lists the newest version of each file, deleted versions aside. */
  listLatest(fileIds: string[]): Promise<VersionRecord[]>
  /** Lists the version of each file that is meant when none is named: the one deployed to the default environment, or else the newest. */
  listServed(fileIds: string[]): Promise<VersionRecord[]>
  insert(version: VersionRecord): Promise<void>
  update(id: string, changes: Partial<Omit<VersionRecord, 'id' | 'fileId' | 'hash' | 'content' | 'kept'>>): Promise<void>
}

/** Which version each environment serves. */
export interface DeploymentRecords {
  list(fileIds: string[]): Promise<DeploymentRecord[]>
  set(deployment: DeploymentRecord): Promise<void>
  remove(fileId: string, environmentId: string): Promise<void>
}

/** Logs of calls. */
export interface LogRecords {
  find(id: string): Promise<LogRecord | undefined>
  /** Lists logs in the order of the ids, and leaves out what is not there. */
  listByIds(ids: string[]): Promise<LogRecord[]>
  list(filter: LogFilter): Promise<Listing<LogRecord>>
  /** Lists a log and those that it is a step of, at any height: nearest first, each once. */
  listUpwards(id: string): Promise<LogRecord[]>
  countUses(fileIds: string[]): Promise<VersionUse[]>
  insert(log: LogRecord): Promise<void>
  /** Inserts logs in their order, with few statements for many. */
  insertMany(logs: LogRecord[]): Promise<void>
  update(id: string, changes: LogChanges): Promise<void>
  /** Removes logs, the logs that judge them, and their places in runs. Steps below them in a trace stay. */
  remove(ids: string[]): Promise<void>
}

/** Test cases, and which versions of a Dataset hold them. */
export interface DatapointRecords {
  insertMany(datapoints: DatapointRecord[]): Promise<void>
  find(id: string): Promise<DatapointRecord | undefined>
  /** Lists datapoints in the order of the ids, and leaves out what is not there. */
  listByIds(ids: string[]): Promise<DatapointRecord[]>
  /** Finds those of a Dataset that have one of these hashes. */
  findByHashes(fileId: string, hashes: string[]): Promise<Pick<DatapointRecord, 'id' | 'hash'>[]>
  /** Lists what a version holds, in its order. */
  list(versionId: string, window: { offset: number; limit: number }): Promise<Listing<DatapointRecord>>
  /** Lists the ids of what a version holds, in its order. */
  listIds(versionId: string): Promise<string[]>
  /** Counts what versions hold, and leaves out those that hold nothing. */
  count(versionIds: string[]): Promise<{ versionId: string; datapoints: number }[]>
  /** Says what a version holds, in this order and each once. */
  setMembers(versionId: string, ids: string[]): Promise<void>
}

/** Evaluations of files. */
export interface EvaluationRecords {
  find(by: { id: string } | { fileId: string; name: string }): Promise<EvaluationRecord | undefined>
  /** Lists Evaluations newest first, of all files unless one is named. */
  list(filter: { fileId?: string | undefined; offset: number; limit: number }): Promise<Listing<EvaluationRecord>>
  insert(evaluation: EvaluationRecord): Promise<void>
  update(id: string, changes: Partial<Omit<EvaluationRecord, 'id' | 'createdAt' | 'kept'>>): Promise<void>
  /** Removes an Evaluation with the runs that are in no other one. Logs stay. */
  remove(id: string): Promise<void>
}

/** Runs, and which Evaluations they are in. */
export interface RunRecords {
  find(id: string): Promise<RunRecord | undefined>
  /** Lists the runs of an Evaluation, the one added last first. */
  listByEvaluation(evaluationId: string): Promise<LinkedRunRecord[]>
  /** Lists the Evaluations that a run is in, the oldest membership first. */
  listEvaluations(runId: string): Promise<EvaluationRecord[]>
  /** Counts the runs of Evaluations, and leaves out those that have none. */
  count(evaluationIds: string[]): Promise<{ evaluationId: string; runs: number }[]>
  insert(run: RunRecord): Promise<void>
  update(id: string, changes: Partial<Omit<RunRecord, 'id' | 'createdAt' | 'kept'>>): Promise<void>
  /** Puts a run into an Evaluation. */
  link(membership: EvaluationRunRecord): Promise<void>
  /** Makes one run of an Evaluation the one that the others are compared with, or none. */
  setControl(evaluationId: string, runId: string | null): Promise<void>
  /** Takes a run out of an Evaluation, and removes it when it is in no other one. Logs stay. */
  unlink(evaluationId: string, runId: string): Promise<void>
}

/** Which Logs runs hold. */
export interface RunLogRecords {
  /** Puts Logs into runs. Those that are in them already stay as they are. */
  add(members: RunLogRecord[]): Promise<void>
  /** Lists the Logs of runs, the one added last first. */
  list(filter: { runIds: string[]; offset: number; limit: number }): Promise<Listing<RunLogRecord>>
  /** Lists the places of Logs in runs, those of one Log oldest first. */
  listByLogs(logIds: string[]): Promise<RunLogRecord[]>
  /** Lists the places of Logs that answer a datapoint, oldest first. */
  listByDatapoint(datapointId: string): Promise<RunLogRecord[]>
  /** Counts the Logs of runs, and leaves out those that have none. */
  count(runIds: string[]): Promise<RunLogCount[]>
}

/** What Evaluator Logs say about other Logs, of one run or version oldest first. */
export interface JudgmentRecords {
  /** Lists the judgments of all Logs of runs. */
  listByRuns(runIds: string[]): Promise<JudgmentRecord[]>
  /** Lists the judgments of all Logs of versions. */
  listByVersions(versionIds: string[]): Promise<JudgmentRecord[]>
}

/** Requests that may be repeated. */
export interface IdempotencyRecords {
  find(key: string): Promise<IdempotencyRecord | undefined>
  insert(record: IdempotencyRecord): Promise<void>
  update(key: string, changes: Partial<Omit<IdempotencyRecord, 'key'>>): Promise<void>
  remove(key: string): Promise<void>
  removeExpired(now: string): Promise<void>
}

/** Everything that the server keeps, by subject. */
export interface Records {
  environments: EnvironmentRecords
  directories: DirectoryRecords
  files: FileRecords
  versions: VersionRecords
  deployments: DeploymentRecords
  logs: LogRecords
  datapoints: DatapointRecords
  evaluations: EvaluationRecords
  runs: RunRecords
  runLogs: RunLogRecords
  judgments: JudgmentRecords
  manifests: ManifestRecords
  chats: ChatRecords
  responses: ResponseRecords
  uploads: UploadRecords
  fineTuningJobs: FineTuningJobRecords
  work: WorkRecords
  apiKeys: ApiKeyRecords
  idempotency: IdempotencyRecords
}

/**
 * Keeps the server's data. Implementations: {@link memoryRepository} here, `libsqlRepository` in `@smarter-api/server/node`.
 *
 * All times are ISO 8601 texts in UTC with milliseconds, so that they sort as texts.
 */
export interface Repository {
  /** Reads; all of `work` sees one state, and no unfinished write. */
  read<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  /**
   * Writes all or nothing: when `work` rejects, nothing of it is kept; it must, after a {@link UniqueConflict}. Writes run one after the other, but those
   * that name what they are `about` (all that they find and that other writes might change) may go on beside others, and run again from their start.
   */
  write<Result>(work: (records: Records) => Promise<Result>, options?: { about?: string | undefined }): Promise<Result>
  /** Gives back files and connections. */
  close(): Promise<void>
}
