import type { CallableFile, Environment } from '@smarter-api/schemas/humanloop'
import { grouped } from '../../grouped.js'
import type { EnvironmentRecord, FileRecord, Records, VersionRecord, VersionUse } from '../../repository/repository.js'
import type { FileVersion } from './file-kind.js'

/** The fields that files of every kind have on the wire. */
export type FileBaseFields = Omit<CallableFile, 'inputs'>

/** Who made everything on this server: it has no users of its own. */
export const localUser = { id: 'usr_local', email_address: 'local@localhost', full_name: 'Local user' }

/** What a list of files needs to know about them all at once. */
export interface FileFacts {
  environmentsOf(version: VersionRecord): Environment[]
  useOf(version: VersionRecord): VersionUse | undefined
  /** Number of logs made with any version of a file. */
  logsOf(file: FileRecord): number
}

/** Reads deployments and uses of files, each with one query, and side by side. */
export async function readFileFacts(records: Records, files: FileVersion[]): Promise<FileFacts> {
  const fileIds = [...new Set(files.map(({ file }) => file.id))]
  const [environments, deployed, used] = await Promise.all([records.environments.list(), records.deployments.list(fileIds), records.logs.countUses(fileIds)])
  const deployments = grouped(deployed, ({ versionId }) => versionId)
  const isDeployed = ({ id }: VersionRecord, environment: EnvironmentRecord): boolean =>
    deployments.get(id)?.some(({ environmentId }) => environmentId === environment.id) ?? false
  const uses = new Map(used.map((use) => [use.versionId, use]))
  const logs = new Map<string, number>()
  for (const use of uses.values()) logs.set(use.fileId, (logs.get(use.fileId) ?? 0) + use.logs)
  return {
    environmentsOf: (version) => environments.filter((environment) => isDeployed(version, environment)).map(presentEnvironment),
    useOf: ({ id }) => uses.get(id),
    logsOf: ({ id }) => logs.get(id) ?? 0,
  }
}

export function presentBase({ file, version }: FileVersion, facts: FileFacts): FileBaseFields {
  const use = facts.useOf(version)
  return {
    path: file.path,
    id: file.id,
    directory_id: file.directoryId,
    name: file.name,
    description: file.details.description,
    readme: file.details.readme,
    tags: file.details.tags ?? [],
    version_id: version.id,
    version_name: version.name,
    version_description: version.description,
    environments: facts.environmentsOf(version),
    created_at: version.createdAt,
    updated_at: version.updatedAt,
    created_by: localUser,
    last_used_at: use?.lastUsedAt ?? version.createdAt,
    version_logs_count: use?.logs ?? 0,
    total_logs_count: facts.logsOf(file),
  }
}

export function presentEnvironment({ id, name, isDefault, createdAt }: EnvironmentRecord): Environment {
  return { id, name, tag: isDefault ? 'default' : 'other', created_at: createdAt }
}
