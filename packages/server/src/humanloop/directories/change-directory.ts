import type { CreateDirectoryRequest, UpdateDirectoryRequest } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { DirectoryRecord, Records } from '../../repository/repository.js'
import { rootDirectoryId } from '../../repository/root-directory.js'
import { longestLabel } from '../../repository/longest-label.js'
import { checkPart, checkPath, deepest, depthOf, directoryOf, joinPath, lastPart } from '../files/file-path.js'
import { badRequest, conflict, invalidField } from '../refusals.js'
import { ensureDirectory, getDirectory, insertDirectory } from './find-directory.js'
import { presentDirectory } from './present-directory.js'

/** `POST /directories` */
export const createDirectory: Handler<CreateDirectoryRequest> = async ({ body, services, commit }) =>
  commit(async (records) => {
    const path = await readNewPath(records, body, undefined)
    await refuseTaken(records, path, undefined)
    return json(presentDirectory(await insertDirectory(records, services, path)), 201)
  })

/** `PATCH /directories/{id}` */
export const updateDirectory: Handler<UpdateDirectoryRequest> = async ({ body, services, param, commit }) =>
  commit(async (records) => {
    const directory = await getChangeable(records, param('id'))
    const path = await readNewPath(records, body, directory)
    if (path === directory.path) return json(presentDirectory(directory))
    if (path.startsWith(`${directory.path}/`)) throw badRequest(`"${directory.path}" cannot be moved into itself. Choose another place.`)
    await refuseTaken(records, path, directory)
    await refuseTooDeep(records, directory, path)
    const parent = await ensureDirectory(records, services, directoryOf(path))
    const changes = { path, name: lastPart(path), parentId: parent.id, updatedAt: services.now() }
    await records.directories.update(directory.id, changes)
    return json(presentDirectory({ ...directory, ...changes }))
  })

/** `DELETE /directories/{id}` */
export const deleteDirectory: Handler = async ({ param, commit }) =>
  commit(async (records) => {
    const directory = await getChangeable(records, param('id'))
    const directories = (await records.directories.listByParent(directory.id)).length
    const { total: files } = await records.files.list({ directoryId: directory.id, sortBy: 'name', order: 'asc', offset: 0, limit: 1 })
    if (directories + files > 0) {
      throw badRequest(`"${directory.path}" is not empty (files: ${files}, directories: ${directories}). Move or delete what is in it first.`)
    }
    await records.directories.remove(directory.id)
    return noContent()
  })

async function getChangeable(records: Records, id: string): Promise<DirectoryRecord> {
  const directory = await getDirectory(records, id)
  if (directory.id === rootDirectoryId) throw badRequest('The root directory stays as it is.')
  return directory
}

/** Reads where a directory is to be: at a path, or under a name in a directory. What is left out of a change stays. */
async function readNewPath(records: Records, { path, name, parent_id: parentId }: UpdateDirectoryRequest, present: DirectoryRecord | undefined): Promise<string> {
  if (typeof path === 'string') {
    if (name || parentId) throw invalidField(['path'], 'Give path, or name and parent_id, not both.')
    return checkPath(path)
  }
  const wanted = name ?? present?.name
  if (wanted === undefined) throw invalidField(['path'], 'Either path or name is required.', 'missing')
  const parent = await getDirectory(records, parentId ?? present?.parentId ?? 'root')
  return checkPath(joinPath(parent.path, checkPart(wanted)))
}

/** Refuses a move that makes a path below the directory too long: a file in it has one name more. */
async function refuseTooDeep({ directories }: Records, { path: from }: DirectoryRecord, to: string): Promise<void> {
  const below = (await directories.list()).filter(({ path }) => path === from || path.startsWith(`${from}/`))
  const names = Math.max(...below.map(({ path }) => depthOf(path))) - depthOf(from) + depthOf(to) + 1
  if (names > deepest) throw badRequest(`What is in "${from}" would have paths of ${names} names; ${deepest} is the most. Choose another place.`)
  const characters = Math.max(...below.map(({ path }) => path.length)) - from.length + to.length
  if (characters > longestLabel) throw badRequest(`What is in "${from}" would have paths of ${characters} characters; ${longestLabel} is the most. Choose another place.`)
}

async function refuseTaken({ directories }: Records, path: string, present: DirectoryRecord | undefined): Promise<void> {
  const owner = await directories.find({ path })
  if (owner !== undefined && owner.id !== present?.id) throw conflict(`There is a directory at "${path}" already: ${owner.id}. Choose another path.`)
}
