import type { FileListQuery } from '@smarter-api/schemas/humanloop'
import type { FileFilter, Records } from '../../repository/repository.js'
import { toWindow } from '../page-window.js'
import { deployedVersions } from './choose-version.js'
import type { FileVersion } from './file-kind.js'

const sortColumns = { created_at: 'createdAt', updated_at: 'updatedAt', name: 'name' } as const

type Limits = Omit<FileFilter, 'name' | 'sortBy' | 'order' | 'offset' | 'limit'>

/**
 * Lists one page of files, each at the version that is deployed to the environment of the limits, or is meant when none is named. Newest
 * first, unless the query says otherwise.
 */
export async function listPage(
  records: Records,
  query: Omit<FileListQuery, 'user_filter'>,
  limits: Limits,
): Promise<{ items: FileVersion[]; total: number; page: number; size: number }> {
  const { page, size, offset, limit } = toWindow(query)
  const { items, total } = await records.files.list({
    ...limits,
    name: query.name,
    sortBy: sortColumns[query.sort_by as keyof typeof sortColumns] ?? 'createdAt',
    order: query.order === 'asc' ? 'asc' : 'desc',
    offset,
    limit,
  })
  const { environmentId } = limits
  const ids = items.map(({ id }) => id)
  const chosen = await (environmentId === undefined ? records.versions.listServed(ids) : deployedVersions(records, ids, environmentId))
  const versions = new Map(chosen.map((version) => [version.fileId, version]))
  return {
    items: items.flatMap((file) => {
      const version = versions.get(file.id)
      return version === undefined ? [] : [{ file, version }]
    }),
    total,
    page,
    size,
  }
}
