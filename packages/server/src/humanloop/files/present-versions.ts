import type { AnyFile } from '@smarter-api/schemas/humanloop'
import { grouped } from '../../grouped.js'
import type { Records } from '../../repository/repository.js'
import { kindNamed } from './file-kinds.js'
import type { FileVersion } from './file-kind.js'
import { presentFiles } from './present-file.js'

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

/** Puts versions of any files into their wire form, each once, by their ids. Those whose file is gone are left out. */
export async function presentVersions(records: Records, ids: Iterable<string>): Promise<Map<string, AnyFile>> {
  const presented = new Map<string, AnyFile>()
  for (const [kind, targets] of grouped(await findVersions(records, ids), ({ file }) => file.kind)) {
    for (const file of await presentFiles(records, kindNamed(kind), targets)) presented.set(file.version_id, file)
  }
  return presented
}
