import type { Services } from '../../http/route.js'
import type { DirectoryRecord, Records } from '../../repository/repository.js'
import { rootDirectory, rootDirectoryId } from '../../repository/root-directory.js'
import { directoryOf, lastPart } from '../files/file-path.js'
import { notFound } from '../refusals.js'

/** Finds a directory; `root` is an id of the root. */
export async function getDirectory({ directories }: Records, id: string): Promise<DirectoryRecord> {
  const directory = await directories.find({ id: id === 'root' ? rootDirectoryId : id })
  if (directory === undefined) throw notFound(`Directory with id "${id}" not found.`)
  return directory
}

/** Finds the directory at a path, or makes it with those on the way to it. */
export async function ensureDirectory(records: Records, services: Services, path: string): Promise<DirectoryRecord> {
  if (path === '') return rootDirectory
  return (await records.directories.find({ path })) ?? insertDirectory(records, services, path)
}

/** Makes a directory at a path that is free, and those on the way to it. */
export async function insertDirectory(records: Records, services: Services, path: string): Promise<DirectoryRecord> {
  const parent = await ensureDirectory(records, services, directoryOf(path))
  const now = services.now()
  const directory = { id: services.createId('dir'), path, name: lastPart(path), parentId: parent.id, createdAt: now, updatedAt: now }
  await records.directories.insert(directory)
  return directory
}
