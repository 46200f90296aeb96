/** A place that versions are deployed to. */
export interface EnvironmentRecord {
  id: string
  name: string
  /** Whether it is the one used when a caller names none. */
  isDefault: boolean
  createdAt: string
}

/** Attaches an Evaluator to a file: one version of it, or whatever is deployed to an environment. */
export interface MonitorRecord {
  evaluatorVersionId: string | null
  evaluatorId: string | null
  environmentId: string | null
  createdAt: string
}

/** What belongs to a file rather than to one of its versions. */
export interface FileDetails {
  description: string | null
  readme: string | null
  tags: string[] | null
  monitors: MonitorRecord[]
}

/** A versioned file of any kind; all kinds share one space of paths. */
export interface FileRecord {
  id: string
  kind: string
  path: string
  name: string
  details: FileDetails
  createdAt: string
  updatedAt: string
}

/** An immutable version of a file; only its labels change. */
export interface VersionRecord {
  id: string
  fileId: string
  /** Digest of the content: unique within the file. */
  hash: string
  /** Unique within the file. */
  name: string | null
  description: string | null
  content: Record<string, unknown>
  createdAt: string
  updatedAt: string
  /** Set on deleted versions, which stay for the sake of their logs. */
  deletedAt: string | null
}

/** Which version of a file an environment serves. */
export interface DeploymentRecord {
  fileId: string
  environmentId: string
  versionId: string
  createdAt: string
}

/** One logged call of a file. */
export interface LogRecord {
  id: string
  kind: string
  fileId: string
  versionId: string
  traceParentId: string | null
  traceId: string | null
  createdAt: string
  content: Record<string, unknown>
}

/** How often and how lately one version was used. */
export interface VersionUse {
  fileId: string
  versionId: string
  logs: number
  lastUsedAt: string
}

/** A Smarter resource as it was applied. */
export interface ManifestRecord {
  /** Number that never comes back, even after the resource is deleted. */
  id: number
  kind: string
  /** Unique within the kind. */
  name: string
  manifest: Record<string, unknown>
  createdAt: string
  updatedAt: string
}

/** One conversation with a chatbot. */
export interface ChatSessionRecord {
  /** The session key. */
  key: string
  /** The chatbot that it was opened with. */
  manifestId: number
  createdAt: string
}

/** The conversation that a client device last had. */
export interface ChatDeviceRecord {
  device: string
  sessionKey: string
  expiresAt: string
}

/** An answer as it is stored for repeated requests. */
export interface StoredAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** A request that was sent with an idempotency key. */
export interface IdempotencyRecord {
  key: string
  /** Digest of route and body. */
  request: string
  /** Names the attempt that may store the answer. */
  token: string
  answer: StoredAnswer | null
  /** Until then the attempt is taken to be running. */
  leaseUntil: string
  expiresAt: string
}

/** Which files a list holds, and in which order. */
export interface FileFilter {
  kind: string
  /** Text that the name contains, in any case. */
  name?: string | undefined
  sortBy: 'createdAt' | 'updatedAt' | 'name'
  order: 'asc' | 'desc'
  offset: number
  limit: number
}

/** Which logs a list holds, newest first. */
export interface LogFilter {
  fileId?: string
  versionId?: string
  traceParentId?: string
  offset: number
  limit: number
}

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

/** Files of every kind. */
export interface FileRecords {
  find(by: { id: string } | { path: string }): Promise<FileRecord | undefined>
  list(filter: FileFilter): Promise<Listing<FileRecord>>
  insert(file: FileRecord): Promise<void>
  update(id: string, changes: Partial<Omit<FileRecord, 'id' | 'kind'>>): Promise<void>
  /** Removes the file with its versions, deployments and logs. */
  remove(id: string): Promise<void>
}

/** Versions of files. */
export interface VersionRecords {
  find(by: { id: string } | { fileId: string; hash: string } | { fileId: string; name: string }): Promise<VersionRecord | undefined>
  /** Lists versions by their ids, deleted ones too. */
  listByIds(ids: string[]): Promise<VersionRecord[]>
  /** Lists the versions of a file that are not deleted, newest first. */
  listByFile(fileId: string): Promise<VersionRecord[]>
  /** Lists the newest version of each file, deleted versions aside. */
  listLatest(fileIds: string[]): Promise<VersionRecord[]>
  insert(version: VersionRecord): Promise<void>
  update(id: string, changes: Partial<Omit<VersionRecord, 'id' | 'fileId' | 'hash' | 'content'>>): Promise<void>
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
  list(filter: LogFilter): Promise<Listing<LogRecord>>
  countUses(fileIds: string[]): Promise<VersionUse[]>
  insert(log: LogRecord): Promise<void>
  update(id: string, content: Record<string, unknown>): Promise<void>
}

/** Smarter's resources. */
export interface ManifestRecords {
  find(by: { id: number } | { kind: string; name: string }): Promise<ManifestRecord | undefined>
  list(kind: string): Promise<ManifestRecord[]>
  insert(manifest: Omit<ManifestRecord, 'id'>): Promise<ManifestRecord>
  update(id: number, changes: Pick<ManifestRecord, 'manifest' | 'updatedAt'>): Promise<void>
  remove(id: number): Promise<void>
}

/** Conversations with chatbots. */
export interface ChatRecords {
  findSession(key: string): Promise<ChatSessionRecord | undefined>
  listSessions(limit: number): Promise<ChatSessionRecord[]>
  insertSession(session: ChatSessionRecord): Promise<void>
  removeSession(key: string): Promise<void>
  listMessages(sessionKey: string): Promise<object[]>
  append(sessionKey: string, messages: object[]): Promise<void>
  findDevice(device: string): Promise<ChatDeviceRecord | undefined>
  saveDevice(device: ChatDeviceRecord): Promise<void>
  removeExpiredDevices(now: string): Promise<void>
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
  files: FileRecords
  versions: VersionRecords
  deployments: DeploymentRecords
  logs: LogRecords
  manifests: ManifestRecords
  chats: ChatRecords
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
  /** Writes all or nothing: when `work` rejects, nothing of it is kept. Writes run one after the other. */
  write<Result>(work: (records: Records) => Promise<Result>): Promise<Result>
  /** Gives back files and connections. */
  close(): Promise<void>
}
