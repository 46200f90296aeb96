import type { AnyFile, FileListQuery, PaginatedData, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Exchange, Handler, Services } from '../../http/route.js'
import type { FileRecord, Records } from '../../repository/repository.js'
import { ensureDirectory, getDirectory } from '../directories/find-directory.js'
import { conflict, invalidField } from '../refusals.js'
import { chooseVersion } from './choose-version.js'
import type { CallableKind, FileKind, FileVersion } from './file-kind.js'
import { checkPart, checkPath, directoryOf, joinPath, lastPart } from './file-path.js'
import { getFile } from './find-file.js'
import type { FileReference } from './find-file.js'
import { listPage } from './list-page.js'
import { localUser } from './present-base.js'
import { presentFile, presentFiles } from './present-file.js'
import { saveVersion } from './save-version.js'
import type { VersionLabels } from './save-version.js'

interface UpdateFile {
  path?: string | null
  name?: string | null
  directory_id?: string | null
}

/** `GET /{collection}` */
export function listFiles(kind: FileKind): Handler<undefined, FileListQuery> {
  return async ({ query, services }) => {
    const { user_filter: userFilter = '' } = query
    const made = `${localUser.full_name}\n${localUser.email_address}`.toLowerCase().includes(userFilter.toLowerCase())
    return services.repository.read(async (records) => {
      const { items, total, page, size } = await listPage(records, query, { kinds: [kind.kind] })
      return json({
        records: made ? await presentFiles(records, kind, items) : [],
        total: made ? total : 0,
        page,
        size,
      } satisfies PaginatedData<AnyFile>)
    })
  }
}

/** `POST /{collection}` */
export function upsertFile(kind: CallableKind): Handler<FileReference & VersionLabels> {
  return async ({ body, services, commit }) =>
    commit(async (records) => {
      const content = await kind.toContent(records, body)
      return json(await presentFile(records, kind, await saveVersion(records, services, kind, body, content, body)))
    })
}

/** `GET /{collection}/{id}` */
export function getFileVersion(kind: FileKind): Handler<undefined, VersionSelector> {
  return async (exchange) =>
    exchange.services.repository.read(async (records) => json(await presentFile(records, kind, await findChosen(records, kind, exchange))))
}

/** `DELETE /{collection}/{id}` */
export function deleteFile(kind: FileKind): Handler {
  return async ({ param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      await records.files.remove(file.id)
      return noContent()
    })
}

/** `PATCH /{collection}/{id}` */
export function moveFile(kind: FileKind): Handler<UpdateFile> {
  return async ({ body, services, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const moved = await moveTo(records, services, file, await readNewPath(records, file, body))
      return json(await presentFile(records, kind, { file: moved, version: await chooseVersion(records, kind, moved, {}) }))
    })
}

/** Finds the file of a path with an id, and the version that the query chooses. */
export async function findChosen(records: Records, kind: FileKind, { param, query }: Exchange<unknown, VersionSelector>): Promise<FileVersion> {
  const file = await getFile(records, kind, param('id'))
  return { file, version: await chooseVersion(records, kind, file, query) }
}

async function moveTo(records: Records, services: Services, file: FileRecord, path: string): Promise<FileRecord> {
  const owner = await records.files.find({ path })
  if (owner !== undefined && owner.id !== file.id) throw conflict(`A ${owner.kind} with the path "${path}" exists already. Choose another path.`)
  const { id: directoryId } = await ensureDirectory(records, services, directoryOf(path))
  const changes = { path, name: lastPart(path), directoryId, updatedAt: services.now() }
  await records.files.update(file.id, changes)
  return { ...file, ...changes }
}

async function readNewPath(records: Records, file: FileRecord, { path, name, directory_id: directoryId }: UpdateFile): Promise<string> {
  if (typeof directoryId === 'string' && typeof path === 'string') throw invalidField(['directory_id'], 'Give path or directory_id, not both.')
  const moved = typeof directoryId === 'string' ? checkPath(joinPath((await getDirectory(records, directoryId)).path, file.name)) : checkPath(path ?? file.path)
  return typeof name === 'string' ? checkPath(joinPath(directoryOf(moved), checkPart(name))) : moved
}
