import type { FileRecord, FileRecords, Records } from '../../repository/repository.js'
import type { FileKind } from './file-kind.js'
import { invalidField, notFound } from '../refusals.js'
import { checkPath } from './file-path.js'

/** Names a file in a body: by id, or by path. */
export interface FileReference {
  id?: string | null
  path?: string | null
}

export async function getFile({ files }: Records, kind: FileKind, id: string): Promise<FileRecord> {
  return ofKind(kind, id, await files.find({ id }))
}

function ofKind(kind: FileKind, id: string, file: FileRecord | undefined): FileRecord {
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
export async function findFile({ files }: Records, kind: FileKind, reference: FileReference): Promise<FileRecord | undefined> {
  return checked(kind, reference, await files.find(readReference(reference)))
}

/** Finds a file with the version that is meant when none is named. */
export async function findServed({ files }: Records, kind: FileKind, reference: FileReference): ReturnType<FileRecords['findServed']> {
  const found = await files.findServed(readReference(reference))
  checked(kind, reference, found?.file)
  return found
}

function readReference({ id, path }: FileReference): { id: string } | { path: string } {
  if (typeof id === 'string') return { id }
  if (typeof path !== 'string') throw invalidField(['path'], 'Either id or path is required.', 'missing')
  return { path: checkPath(path) }
}

function checked(kind: FileKind, { id, path }: FileReference, file: FileRecord | undefined): FileRecord | undefined {
  if (typeof id === 'string') {
    const found = ofKind(kind, id, file)
    if (typeof path === 'string' && path !== found.path) throw invalidField(['path'], `The ${kind.label} "${id}" has another path. Give id or path, or move it first.`)
    return found
  }
  if (file !== undefined && file.kind !== kind.kind) throw invalidField(['path'], `This path belongs to a file of type ${file.kind}. Choose another.`)
  return file
}
