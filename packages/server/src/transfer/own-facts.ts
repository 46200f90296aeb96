import type { MonitorRecord } from '../repository/repository.js'

/** What a file's record has no place for. */
export interface OwnFileFacts {
  createdAt?: string
  updatedAt?: string
  monitors?: MonitorRecord[]
}

/** What the record of a version has no place for. */
export interface OwnVersionFacts {
  deletedAt?: string
  /** Tells versions apart that were made at the same moment: later ones have larger numbers. */
  rank?: number
}

/** What a deployment has no place for. */
export interface OwnDeploymentFacts {
  createdAt?: string
}

/** What a Log has no place for. */
export interface OwnLogFacts {
  /** The run that it was made for. */
  runId?: string
}

/** What the place of a Log in a run has no place for. */
export interface OwnPlaceFacts {
  addedAt?: string
}

/** What a run has no place for. */
export interface OwnRunFacts {
  /** The status that was set, where it differs from the one that shows. */
  status?: string
  useExistingLogs?: boolean
  updatedAt?: string
}
