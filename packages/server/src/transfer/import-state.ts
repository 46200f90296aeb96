import type { EnvironmentRecord, MonitorRecord, Records, Repository } from '../repository/repository.js'
import type { Findings, Place } from './findings.js'
import type { ImportSource } from './import-source.js'
import type { Wire } from './wire.js'

/** A deployment that waits until all environments are known. */
export interface PlannedDeployment {
  fileId: string
  versionId: string
  environmentId: string
  createdAt: string
  place: Place
}

/** What an import works with, and what it learns on its way. */
export interface ImportState {
  /** What is read. Folders that cannot be listed are reported, and count as missing. */
  source: Omit<ImportSource, 'list'> & { list(path: string): Promise<string[] | undefined> }
  read: Repository['read']
  /** Does one step in one transaction, and reports its findings once that is durable. */
  write<Result>(work: (records: Records, findings: Findings) => Promise<Result>): Promise<Result>
  /** Reports what was found without writing. */
  report(findings: Findings): void
  /** Ids of the directories that files of the export lie in, by path. */
  directoryIds: Map<string, string>
  /** Files whose versions the export lists in full: others that turn up in Logs were deleted. */
  listed: Set<string>
  /** Files that are not taken over, and so neither is what belongs to them. */
  refused: Set<string>
  /** Environments that were met, by the ids they have in the export. */
  environments: Map<string, EnvironmentRecord>
  deployments: PlannedDeployment[]
  /** What judges the Logs of files, by their ids; environments have the ids of the export. */
  monitors: Map<string, MonitorRecord[]>
  /** Versions that are surely here. */
  known: Set<string>
  /** One file of each kind that is as the API describes it. */
  samples: Map<string, Wire>
  /** Ids of Logs that others point to and that were not here then, with one place each. */
  missing: Map<string, Place>
}
