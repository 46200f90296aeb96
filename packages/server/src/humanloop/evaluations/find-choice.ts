import type { DeployedVersion, VersionChoice } from '@smarter-api/schemas/humanloop'
import type { FileRecord, Records } from '../../repository/repository.js'
import { chooseVersion, getVersion } from '../files/choose-version.js'
import type { FileVersion } from '../files/file-kind.js'
import { kindNamed } from '../files/file-kinds.js'
import { getAnyFile } from '../files/find-file.js'
import { notFound } from '../refusals.js'

/** Finds the version of any file that a body chooses: by its own id, or as what an environment serves of a file. */
export async function findChoice(records: Records, choice: VersionChoice): Promise<FileVersion> {
  if (!('version_id' in choice)) return findDeployed(records, await getAnyFile(records, choice), choice)
  const version = await records.versions.find({ id: choice.version_id })
  const file = version && (await records.files.find({ id: version.fileId }))
  if (file === undefined) throw notFound(`Version with id "${choice.version_id}" not found.`)
  return { file, version: await getVersion(records, kindNamed(file.kind), file, choice.version_id) }
}

async function findDeployed(records: Records, file: FileRecord, { environment }: DeployedVersion): Promise<FileVersion> {
  return { file, version: await chooseVersion(records, kindNamed(file.kind), file, typeof environment === 'string' ? { environment } : {}) }
}
