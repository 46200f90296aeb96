import { canonicalJson, sha256 } from '../../digest.js'
import type { Services } from '../../http/route.js'
import type { FileDetails, FileRecord, Records, VersionRecord } from '../../repository/repository.js'
import { checkLabel, checkText } from '../check-label.js'
import { ensureDirectory } from '../directories/find-directory.js'
import type { FileKind, FileVersion } from './file-kind.js'
import { checkPath, directoryOf, lastPart } from './file-path.js'
import { findFile } from './find-file.js'
import type { FileReference } from './find-file.js'
import { conflict } from '../refusals.js'

/** What a caller says about a version and its file. */
export interface VersionLabels {
  version_name?: string | null
  version_description?: string | null
  description?: string | null
  readme?: string | null
  tags?: string[] | null
}

/** Finds the version of a file with this content, or makes it, and the file too when it is new. */
export async function saveVersion(
  records: Records,
  services: Services,
  kind: FileKind,
  reference: FileReference,
  content: Record<string, unknown>,
  labels: VersionLabels = {},
): Promise<FileVersion> {
  const file = await findOrInsertFile(records, services, kind, reference)
  return saveVersionOf(records, services, kind, file, content, labels)
}

/** Finds a file, or makes it at its path. */
export async function findOrInsertFile(records: Records, services: Services, kind: FileKind, reference: FileReference): Promise<FileRecord> {
  return (await findFile(records, kind, reference)) ?? insertFile(records, services, kind, checkPath(reference.path ?? ''))
}

/** Finds the version with this content of a file that is there, or makes it. */
export async function saveVersionOf(
  records: Records,
  services: Services,
  kind: FileKind,
  file: FileRecord,
  content: Record<string, unknown>,
  labels: VersionLabels = {},
): Promise<FileVersion> {
  const hash = await sha256(canonicalJson(content))
  const existing = await records.versions.find({ fileId: file.id, hash })
  await checkLabels(records, file, existing, { name: labels.version_name, description: labels.version_description, fieldPrefix: 'version_' })
  const version = existing === undefined ? await insertVersion(records, services, kind, { file, hash, content, labels }) : await relabel(records, services, existing, labels)
  return { file: await describeFile(records, services, file, labels, version !== existing), version }
}

/** What a version is to be called. */
interface WantedLabels {
  name?: string | null | undefined
  description?: string | null | undefined
  /** What the fields of the body begin with. */
  fieldPrefix: 'version_' | ''
}

/** Refuses a name that another version of the file has, and texts that cannot be kept. */
export async function checkLabels(
  records: Records,
  file: FileRecord,
  version: VersionRecord | undefined,
  { name, description, fieldPrefix }: WantedLabels,
): Promise<void> {
  if (typeof description === 'string') checkText(description, [`${fieldPrefix}description`])
  if (typeof name !== 'string') return
  checkLabel(name, [`${fieldPrefix}name`])
  const owner = await records.versions.find({ fileId: file.id, name })
  if (owner !== undefined && owner.id !== version?.id) {
    throw conflict(`Another version of "${file.path}" is named "${name}" already: ${owner.id}. Choose another name.`)
  }
}

async function insertFile(records: Records, services: Services, kind: FileKind, path: string): Promise<FileRecord> {
  const now = services.now()
  const { id: directoryId } = await ensureDirectory(records, services, directoryOf(path))
  const details: FileDetails = { description: null, readme: null, tags: null, monitors: [] }
  const id = services.createId(kind.fileIdPrefix)
  const file = { id, kind: kind.kind, path, directoryId, name: lastPart(path), details, createdAt: now, updatedAt: now }
  await records.files.insert(file)
  return file
}

async function insertVersion(
  { versions }: Records,
  services: Services,
  kind: FileKind,
  { file, hash, content, labels }: { file: FileRecord; hash: string; content: Record<string, unknown>; labels: VersionLabels },
): Promise<VersionRecord> {
  const now = services.now()
  const version: VersionRecord = {
    id: `${kind.versionIdPrefix}_${(await sha256(`${file.id}\n${hash}`)).slice(0, 24)}`,
    fileId: file.id,
    hash,
    name: labels.version_name ?? null,
    description: labels.version_description ?? null,
    content,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
  }
  await versions.insert(version)
  return version
}

async function relabel({ versions }: Records, services: Services, version: VersionRecord, labels: VersionLabels): Promise<VersionRecord> {
  const { name, description, deletedAt } = version
  const wanted = { name: labels.version_name ?? name, description: labels.version_description ?? description, deletedAt: null }
  if (wanted.name === name && wanted.description === description && deletedAt === null) return version
  const now = services.now()
  const changes = { ...wanted, updatedAt: now, ...(deletedAt === null ? {} : { createdAt: now }) }
  await versions.update(version.id, changes)
  return { ...version, ...changes }
}

async function describeFile(
  { files }: Records,
  services: Services,
  file: FileRecord,
  { description, readme, tags }: VersionLabels,
  touched: boolean,
): Promise<FileRecord> {
  const given = Object.entries({ description, readme, tags }).filter(([, value]) => value !== undefined)
  if (given.length === 0 && !touched) return file
  const changes = { details: { ...file.details, ...Object.fromEntries(given) }, updatedAt: services.now() }
  await files.update(file.id, changes)
  return { ...file, ...changes }
}
