import { canonicalJson, sha256 } from '../digest.js'
import { directoryOf } from '../humanloop/files/file-path.js'
import type { FileRecord, Records, VersionRecord } from '../repository/repository.js'
import { ensureDirectory } from './ensure-directory.js'
import type { Findings, Place } from './findings.js'
import { Unfit } from './unfit.js'

/** Where records go, and what is told of it. */
export interface Storing {
  records: Records
  findings: Findings
  place: Place
  directoryIds: ReadonlyMap<string, string>
}

/**
 * Finds a file by its id, or makes it. What is there stays as it is, but for what was empty.
 *
 * @throws {Unfit} When its path belongs to another file, or its id to one of another kind.
 */
export async function storeFile({ records, findings, place, directoryIds }: Storing, wanted: FileRecord): Promise<FileRecord> {
  const present = await records.files.find({ id: wanted.id })
  if (present !== undefined) return completeFile({ records, findings, place }, present, wanted)
  const owner = await records.files.find({ path: wanted.path })
  if (owner !== undefined) {
    throw new Unfit(`The path "${wanted.path}" belongs to the ${owner.kind} ${owner.id} here. Move or delete that one, and import again.`)
  }
  const { id: directoryId } = await ensureDirectory(records, { path: directoryOf(wanted.path), createdAt: wanted.createdAt, ids: directoryIds }, findings)
  const foreignId = directoryIds.get(directoryOf(wanted.path)) ?? directoryId
  if (foreignId !== directoryId) findings.note(place, `The directory of "${wanted.path}" has the id ${directoryId} here, not ${foreignId}.`)
  const file = { ...wanted, directoryId }
  await records.files.insert(file)
  findings.count('files', 'added')
  return file
}

async function completeFile({ records, findings, place }: Omit<Storing, 'directoryIds'>, present: FileRecord, wanted: FileRecord): Promise<FileRecord> {
  if (present.kind !== wanted.kind) throw new Unfit(`The id ${wanted.id} belongs to a ${present.kind} here, not to a ${wanted.kind}.`)
  if (present.path !== wanted.path) findings.note(place, `The file is at "${present.path}" here, not at "${wanted.path}".`)
  const details = { ...present.details }
  let isCompleted = false
  for (const name of ['description', 'readme', 'tags'] as const) {
    const told = wanted.details[name]
    if (told === null || canonicalJson(told) === canonicalJson(details[name])) continue
    if (details[name] === null) {
      Object.assign(details, { [name]: told })
      isCompleted = true
    } else findings.note(place, `The file has another ${name} here, which stays.`)
  }
  const variables = wanted.details.environmentVariables ?? []
  if (variables.length > 0 && (details.environmentVariables ?? []).length === 0) {
    details.environmentVariables = variables
    isCompleted = true
  } else if (variables.length > 0 && canonicalJson(variables) !== canonicalJson(details.environmentVariables)) {
    findings.note(place, 'The Tool has other environment variables here, which stay.')
  }
  if (isCompleted) await records.files.update(present.id, { details })
  findings.count('files', isCompleted ? 'completed' : 'present')
  return { ...present, details }
}

/** Finds a version by its id, or makes it. What is there stays as it is. */
export async function storeVersion({ records, findings, place }: Omit<Storing, 'directoryIds'>, wanted: VersionRecord): Promise<VersionRecord> {
  const present = await records.versions.find({ id: wanted.id })
  if (present === undefined) {
    const version = await withFreeLabels({ records, findings, place }, wanted)
    await records.versions.insert(version)
    findings.count('versions', 'added')
    return version
  }
  if (present.fileId !== wanted.fileId) throw new Unfit(`The version ${wanted.id} belongs to the file ${present.fileId} here, not to ${wanted.fileId}.`)
  const differences = [
    ...(canonicalJson(present.content) === canonicalJson(wanted.content) ? [] : ['content']),
    ...(present.name === wanted.name || wanted.name === null ? [] : ['version_name']),
    ...(present.description === wanted.description || wanted.description === null ? [] : ['version_description']),
  ]
  if (differences.includes('content')) findings.lost(place, `The version ${wanted.id} has another content here, which stays.`)
  else if (differences.length > 0) findings.note(place, `The version ${wanted.id} is told otherwise here, and stays so: ${differences.join(', ')}.`)
  findings.count('versions', 'present')
  return present
}

/** Two versions may have the same content for this server, and the same name elsewhere: the first one is found by it. */
async function withFreeLabels({ records, findings, place }: Omit<Storing, 'directoryIds'>, version: VersionRecord): Promise<VersionRecord> {
  const { fileId, name } = version
  const alike = await records.versions.find({ fileId, hash: version.hash })
  const hash = alike === undefined ? version.hash : await sha256(`${version.hash}\n${version.id}`)
  const namesake = name === null ? undefined : await records.versions.find({ fileId, name })
  if (namesake === undefined) return { ...version, hash }
  findings.lost(place, `The name "${name}" of version ${version.id} belongs to version ${namesake.id} here; the version is kept without it.`)
  return { ...version, hash, name: null }
}
