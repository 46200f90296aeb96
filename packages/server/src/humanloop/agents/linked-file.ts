import type { LinkedFileRequest } from '@smarter-api/schemas/humanloop'
import type { Records } from '../../repository/repository.js'
import type { FileVersion } from '../files/file-kind.js'
import { findVersions } from '../files/find-versions.js'
import { invalidField, notFound } from '../refusals.js'

/** Finds what a link means now; nothing when it is gone. */
export type LinkReader = (link: LinkedFileRequest) => FileVersion | undefined

const callable = new Set(['prompt', 'tool', 'agent'])

/** Reads the files and versions that many links mean, with as many queries as for a few. */
export async function readLinks(records: Records, links: LinkedFileRequest[]): Promise<LinkReader> {
  if (links.length === 0) return () => undefined
  const fileIds = [...new Set(links.map(({ file_id: id }) => id))]
  const standard = new Map((await records.versions.listServed(fileIds)).map((version) => [version.fileId, version.id]))
  const deployments = await records.deployments.list(fileIds)
  const versionOf = ({ file_id: id, version_id: versionId, environment_id: environmentId }: LinkedFileRequest): string | undefined => {
    if (versionId) return versionId
    if (!environmentId) return standard.get(id)
    return deployments.find((deployment) => deployment.fileId === id && deployment.environmentId === environmentId)?.versionId
  }
  const targets = await findVersions(records, links.flatMap((link) => versionOf(link) ?? []))
  const found = new Map(targets.filter(({ version }) => version.deletedAt === null).map((target) => [target.version.id, target]))
  return (link) => {
    const target = found.get(versionOf(link) ?? '')
    return target?.file.id === link.file_id ? target : undefined
  }
}

/** Refuses a link that means nothing, or a file that no Agent can call. */
export async function refuseLink({ files }: Records, link: LinkedFileRequest, target: FileVersion | undefined, place: (string | number)[]): Promise<void> {
  const { file_id: id, version_id: versionId, environment_id: environmentId } = link
  if (versionId && environmentId) throw invalidField(place, 'Give version_id or environment_id, not both.')
  const file = target?.file ?? (await files.find({ id }))
  if (file === undefined) throw notFound(`File with id "${id}" not found.`)
  if (!callable.has(file.kind)) throw invalidField(place, `"${file.path}" is a ${file.kind}. An Agent calls Prompts, Tools and Agents.`)
  if (target !== undefined) return
  const wanted = versionId ? `version with id "${versionId}"` : environmentId ? `version deployed to the environment with id "${environmentId}"` : 'version'
  throw notFound(`The ${file.kind} "${file.path}" has no ${wanted}.`)
}
