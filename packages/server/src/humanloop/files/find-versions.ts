import type { Records } from '../../repository/repository.js'
import type { FileVersion } from './file-kind.js'

/** Finds versions in the order of their ids, each once, with their files. Those whose file is gone are left out. */
export async function findVersions({ files, versions }: Records, ids: Iterable<string>): Promise<FileVersion[]> {
  const found = new Map((await versions.listByIds([...new Set(ids)])).map((version) => [version.id, version]))
  const fileIds = new Set([...found.values()].map(({ fileId }) => fileId))
  const owners = new Map((await files.listByIds([...fileIds])).map((file) => [file.id, file]))
  return [...new Set(ids)].flatMap((id) => {
    const version = found.get(id)
    const file = owners.get(version?.fileId ?? '')
    return version === undefined || file === undefined ? [] : [{ file, version }]
  })
}
