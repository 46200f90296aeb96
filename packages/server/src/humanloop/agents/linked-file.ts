import type { LinkedFileRequest } from '@smarter-api/schemas/humanloop'
import type { Records, VersionRecord } from '../../repository/repository.js'
import { defaultVersions } from '../files/choose-version.js'
import type { FileVersion } from '../files/file-kind.js'
import { invalidField, notFound } from '../refusals.js'

const callable = new Set(['prompt', 'tool', 'agent'])

/** Finds the file and the version that a link means now. */
export async function findLinked(records: Records, link: LinkedFileRequest): Promise<FileVersion | undefined> {
  const file = await records.files.find({ id: link.file_id })
  if (file === undefined) return undefined
  const version = await findVersion(records, link)
  return version === undefined ? undefined : { file, version }
}

/** Finds the same, and refuses a link that means nothing, or a file that no Agent can call. */
export async function getLinked(records: Records, link: LinkedFileRequest, place: (string | number)[]): Promise<FileVersion> {
  const { file_id: id, version_id: versionId, environment_id: environmentId } = link
  if (versionId && environmentId) throw invalidField(place, 'Give version_id or environment_id, not both.')
  const file = await records.files.find({ id })
  if (file === undefined) throw notFound(`File with id "${id}" not found.`)
  if (!callable.has(file.kind)) throw invalidField(place, `"${file.path}" is a ${file.kind}. An Agent calls Prompts, Tools and Agents.`)
  const version = await findVersion(records, link)
  if (version !== undefined) return { file, version }
  const wanted = versionId ? `version with id "${versionId}"` : environmentId ? `version deployed to the environment with id "${environmentId}"` : 'version'
  throw notFound(`The ${file.kind} "${file.path}" has no ${wanted}.`)
}

async function findVersion(records: Records, link: LinkedFileRequest): Promise<VersionRecord | undefined> {
  const { file_id: fileId, version_id: versionId, environment_id: environmentId } = link
  if (!versionId && !environmentId) return (await defaultVersions(records, [fileId]))[0]
  const deployed = environmentId ? (await records.deployments.list([fileId])).find((deployment) => deployment.environmentId === environmentId) : undefined
  const id = versionId ?? deployed?.versionId
  const version = id === undefined ? undefined : await records.versions.find({ id })
  return version?.fileId === fileId && version.deletedAt === null ? version : undefined
}
