import type { AnyFile, Directory, DirectoryWithParentsAndChildren } from '@smarter-api/schemas/humanloop'
import type { DirectoryRecord, Records } from '../../repository/repository.js'
import { presentVersions } from '../files/present-versions.js'

export function presentDirectory({ id, parentId, name, path, createdAt, updatedAt }: DirectoryRecord): Directory {
  return { id, parent_id: parentId, name, description: null, path, readme: null, tags: [], created_at: createdAt, updated_at: updatedAt }
}

/** Shows a directory with all that is in it, and the directories that it is in, the root first. */
export async function presentDirectoryContent(records: Records, directory: DirectoryRecord): Promise<DirectoryWithParentsAndChildren> {
  const { directories } = records
  return {
    ...presentDirectory(directory),
    subdirectories: (await directories.listByParent(directory.id)).map(presentDirectory),
    files: await presentFilesIn(records, directory),
    parents: (await listParents(records, directory)).map(presentDirectory),
  }
}

async function listParents({ directories }: Records, { parentId }: DirectoryRecord): Promise<DirectoryRecord[]> {
  const parents: DirectoryRecord[] = []
  for (let id = parentId; id !== null; ) {
    const parent = await directories.find({ id })
    if (parent === undefined) break
    parents.unshift(parent)
    id = parent.parentId
  }
  return parents
}

async function presentFilesIn(records: Records, { id }: DirectoryRecord): Promise<AnyFile[]> {
  const { items } = await records.files.list({ directoryId: id, sortBy: 'name', order: 'asc', offset: 0, limit: Number.MAX_SAFE_INTEGER })
  const versions = await records.versions.listServed(items.map((file) => file.id))
  const presented = await presentVersions(records, versions.map((version) => version.id))
  const byFile = new Map([...presented.values()].map((file) => [file.id, file]))
  return items.flatMap((file) => byFile.get(file.id) ?? [])
}
