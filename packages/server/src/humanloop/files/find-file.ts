import type { FileRecord, Records } from '../../repository/repository.js'
import type { FileKind } from './file-kind.js'
import { invalidField, notFound } from '../refusals.js'
import { checkPath } from './file-path.js'

/** Names a file in a body: by id, or by path. */
export interface FileReference {
  id?: string | null
  path?: string | null
}

export async function getFile({ files }: Records, kind: FileKind, id: string): Promise<FileRecord> {
  const file = await files.find({ id })
  if (file?.kind !== kind.kind) throw notFound(`${kind.label} with id "${id}" not found.`)
  return file
}

/** Gets a file of any kind. */
export async function getAnyFile({ files }: Records, by: { id: string } | { path: string }): Promise<FileRecord> {
  const file = await files.find('id' in by ? { id: by.id } : { path: checkPath(by.path) })
  if (file !== undefined) return file
  throw notFound('id' in by ? `File with id "${by.id}" not found.` : `File with path "${by.path}" not found.`)
}

/** Finds a file; one that is named by a path may be new. */
export async function findFile(records: Records, kind: FileKind, { id, path }: FileReference): Promise<FileRecord | undefined> {
  if (typeof id === 'string') {
    const file = await getFile(records, kind, id)
    if (typeof path === 'string' && path !== file.path) throw invalidField(['path'], `The ${kind.label} "${id}" has another path. Give id or path, or move it first.`)
    return file
  }
  if (typeof path !== 'string') throw invalidField(['path'], 'Either id or path is required.', 'missing')
  const file = await records.files.find({ path: checkPath(path) })
  if (file !== undefined && file.kind !== kind.kind) throw invalidField(['path'], `This path belongs to a file of type ${file.kind}. Choose another.`)
  return file
}
