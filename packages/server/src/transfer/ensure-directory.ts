import { sha256 } from '../digest.js'
import { directoryOf, lastPart } from '../humanloop/files/file-path.js'
import type { DirectoryRecord, Records } from '../repository/repository.js'
import { rootDirectory } from '../repository/root-directory.js'
import type { Findings } from './findings.js'

/** A directory that may have to be made. */
export interface WantedDirectory {
  path: string
  createdAt: string
  /** Known ids by path; the others follow from the path, so that every import makes the same ones. */
  ids: ReadonlyMap<string, string>
}

/** Finds the directory at a path, or makes it with those on the way to it. */
export async function ensureDirectory(records: Records, { path, createdAt, ids }: WantedDirectory, findings: Findings): Promise<DirectoryRecord> {
  if (path === '') return rootDirectory
  const present = await records.directories.find({ path })
  if (present !== undefined) return present
  const parent = await ensureDirectory(records, { path: directoryOf(path), createdAt, ids }, findings)
  const wanted = ids.get(path)
  const isFree = wanted !== undefined && (await records.directories.find({ id: wanted })) === undefined
  const id = isFree ? wanted : `dir_${(await sha256(path)).slice(0, 20)}`
  const directory = { id, path, name: lastPart(path), parentId: parent.id, createdAt, updatedAt: createdAt }
  await records.directories.insert(directory)
  findings.count('directories', 'added')
  return directory
}
