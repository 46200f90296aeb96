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
  /** Variables of a Tool's surroundings. */
  environmentVariables?: { name: string; value: string }[]
}

/** A folder of files. The root is always there; its id is `dir_root` and its path is empty. */
export interface DirectoryRecord {
  id: string
  /** Unique among directories. */
  path: string
  name: string
  /** The directory it is in; `null` for the root alone. */
  parentId: string | null
  createdAt: string
  updatedAt: string
}

/** A versioned file of any kind; all kinds share one space of paths. */
export interface FileRecord {
  id: string
  kind: string
  path: string
  /** The directory it is in. */
  directoryId: string
  name: string
  details: FileDetails
  createdAt: string
  updatedAt: string
}

/** A record that may come from another platform. */
export interface ForeignRecord {
  /** Fields of its wire form that this server has no use for, and gives back as they were. */
  kept?: Record<string, unknown>
}

/** An immutable version of a file; only its labels change. */
export interface VersionRecord extends ForeignRecord {
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
  /** The Log that this one judges. */
  parentId: string | null
  traceParentId: string | null
  /** The trace it is in; `null` when it is in none. */
  traceId: string | null
  /** The datapoint it was made for. */
  sourceDatapointId: string | null
  /** The run it was made for. Which Logs a run holds is another matter: {@link RunLogRecord}. */
  runId: string | null
  /** Whether the trace below it may still grow; `null` for Logs that carry no such mark. */
  logStatus: 'complete' | 'incomplete' | null
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

/** What one Evaluator Log says about the Log that it judges. */
export interface JudgmentRecord {
  /** The run that holds the judged Log, or the version that made it: what was asked for. */
  subjectId: string
  evaluatorVersionId: string
  /** The Evaluator Log. */
  logId: string
  /** The judged Log. */
  parentId: string
  /** `undefined` when the Log holds none. */
  judgment: unknown
  error: unknown
}

/** A test case; equal ones of a Dataset are stored once, whatever versions hold them. */
export interface DatapointRecord {
  id: string
  /** The Dataset. */
  fileId: string
  /** Digest of the content: unique within the Dataset. */
  hash: string
  content: Record<string, unknown>
}

/** A comparison of runs. */
export interface EvaluationRecord extends ForeignRecord {
  id: string
  /** The file that is evaluated. */
  fileId: string | null
  /** Unique within the file. */
  name: string | null
  evaluators: { versionId: string; orchestrated: boolean; addedAt: string }[]
  createdAt: string
  updatedAt: string
}

/** One version of a file on one version of a Dataset. */
export interface RunRecord extends ForeignRecord {
  id: string
  versionId: string | null
  datasetVersionId: string | null
  orchestrated: boolean
  useExistingLogs: boolean
  status: string
  createdAt: string
  updatedAt: string
}

/** Puts a run into an Evaluation; several Evaluations may share a run. */
export interface EvaluationRunRecord {
  evaluationId: string
  runId: string
  /** Whether the other runs of the Evaluation are compared with this one. */
  control: boolean
  addedAt: string
}

/** A run as one of its Evaluations sees it. */
export type LinkedRunRecord = RunRecord & Pick<EvaluationRunRecord, 'control' | 'addedAt'>

/** How much of a run is done. */
export interface RunLogCount {
  runId: string
  logs: number
  /** Logs whose trace may still grow. */
  incomplete: number
  /** Datapoints that have a Log. */
  datapoints: number
}

/** Puts a Log into a run. */
export interface RunLogRecord {
  runId: string
  logId: string
  /** The datapoint that the Log answers. */
  datapointId: string | null
  addedAt: string
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
  /** Number that never comes back. */
  id: number
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

/** A response of a model that later ones may go on from. */
export interface ResponseRecord {
  id: string
  /** The response as callers see it. */
  content: Record<string, unknown>
  /** What the model was told in this turn. */
  input: Record<string, unknown>[]
  createdAt: string
}

/** What is known of an uploaded file; its bytes are kept apart. */
export interface UploadRecord {
  id: string
  filename: string
  purpose: string
  /** Size in bytes. */
  bytes: number
  /** What is wrong with the file; `null` when it is as its purpose needs it. */
  fault: string | null
  createdAt: string
  expiresAt: string | null
}

/** A fine-tuning job. How far it is depends on the time. */
export interface FineTuningJobRecord {
  id: string
  createdAt: string
  /** What was asked for. */
  request: Record<string, unknown>
  /** Why the job will fail; `null` when it will not. */
  fault: { param: string; message: string } | null
  /** Examples in the training file. */
  examples: number
  /** Size of the training file in bytes. */
  bytes: number
  pauses: { from: string; to: string | null }[]
  cancelledAt: string | null
  /** The upload with the results, once it is made. */
  resultFileId: string | null
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
