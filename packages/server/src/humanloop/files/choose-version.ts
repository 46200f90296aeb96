import type { VersionSelector } from '@smarter-api/schemas/humanloop'
import type { EnvironmentRecord, FileRecord, Records, VersionRecord } from '../../repository/repository.js'
import type { FileKind } from './file-kind.js'
import { badRequest, notFound } from '../refusals.js'

/**
 * Chooses a version of a file: the one with that id, or deployed to that environment, or deployed to the default environment.
 * When nothing is deployed there, the newest version is meant.
 */
export async function chooseVersion(records: Records, kind: FileKind, file: FileRecord, selector: VersionSelector): Promise<VersionRecord> {
  const { version_id: versionId, environment } = selector
  if (versionId !== undefined && environment !== undefined) throw badRequest('Give version_id or environment, not both.')
  if (versionId !== undefined) return getVersion(records, kind, file, versionId)
  if (environment !== undefined) return getDeployed(records, kind, file, environment)
  const [version] = await records.versions.listServed([file.id])
  if (version === undefined) throw notFound(`${kind.label} "${file.path}" has no version.`)
  return version
}

/** Finds the version of each file that is deployed to an environment. */
export async function deployedVersions(records: Records, fileIds: string[], environmentId: string | undefined): Promise<VersionRecord[]> {
  const deployments = (await records.deployments.list(fileIds)).filter((deployment) => deployment.environmentId === environmentId)
  return records.versions.listByIds(deployments.map(({ versionId }) => versionId))
}

export async function getVersion(records: Records, kind: FileKind, file: FileRecord, id: string): Promise<VersionRecord> {
  const version = await records.versions.find({ id })
  if (version?.fileId !== file.id || version.deletedAt !== null) {
    throw notFound(`${kind.label} "${file.path}" has no version with id "${id}".`)
  }
  return version
}

export async function getEnvironment({ environments }: Records, by: { id: string } | { name: string }): Promise<EnvironmentRecord> {
  const known = await environments.list()
  const found = known.find(({ id, name }) => ('id' in by ? id === by.id : name === by.name))
  if (found !== undefined) return found
  const wanted = 'id' in by ? `id "${by.id}"` : `name "${by.name}"`
  throw notFound(`There is no environment with ${wanted}. Known are: ${known.map(({ id, name }) => ('id' in by ? id : name)).join(', ')}.`)
}

async function getDeployed(records: Records, kind: FileKind, file: FileRecord, name: string): Promise<VersionRecord> {
  const environment = await getEnvironment(records, { name })
  const deployment = (await records.deployments.list([file.id])).find(({ environmentId }) => environmentId === environment.id)
  if (deployment === undefined) throw notFound(`No version of ${kind.label} "${file.path}" is deployed to ${name}.`)
  return getVersion(records, kind, file, deployment.versionId)
}
