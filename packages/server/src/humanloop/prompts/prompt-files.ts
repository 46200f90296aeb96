import type { FileListQuery, PaginatedDataPromptResponse, PromptRequest, UpdatePromptRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { chooseVersion, defaultVersions } from '../choose-version.js'
import { promptKind } from '../file-kinds.js'
import { checkPath, getFile } from '../find-file.js'
import { localUser } from '../present-file.js'
import { conflict, invalidField } from '../refusals.js'
import { lastPart } from '../save-version.js'
import { presentPrompt, presentPrompts } from './present-prompt.js'
import { toContent } from './prompt-content.js'
import { savePrompt } from './save-prompt.js'

const largestPage = 1000
const sortColumns = { created_at: 'createdAt', updated_at: 'updatedAt', name: 'name' } as const

/** `GET /prompts` */
export async function listPrompts({ query, services }: Exchange<undefined, FileListQuery>): Promise<Answer> {
  const { page = 1, name, user_filter: userFilter = '' } = query
  const size = Math.min(query.size ?? 10, largestPage)
  return services.repository.read(async (records) => {
    const made = `${localUser.full_name}\n${localUser.email_address}`.toLowerCase().includes(userFilter.toLowerCase())
    const { items, total } = await records.files.list({
      kind: promptKind.kind,
      name,
      sortBy: sortColumns[query.sort_by as keyof typeof sortColumns] ?? 'createdAt',
      order: query.order === 'asc' ? 'asc' : 'desc',
      offset: Math.min((page - 1) * size, Number.MAX_SAFE_INTEGER),
      limit: made ? size : 0,
    })
    const versions = await defaultVersions(records, items.map(({ id }) => id))
    const prompts = items.flatMap((file) => {
      const version = versions.find(({ fileId }) => fileId === file.id)
      return version === undefined ? [] : [{ file, version }]
    })
    return json({ records: await presentPrompts(records, prompts), total: made ? total : 0, page, size } satisfies PaginatedDataPromptResponse)
  })
}

/** `POST /prompts` */
export async function upsertPrompt({ body, services, commit }: Exchange<PromptRequest>): Promise<Answer> {
  return commit(async (records) => json(await presentPrompt(records, await savePrompt(records, services, body, toContent(body), body))))
}

/** `GET /prompts/{id}` */
export async function getPrompt({ query, services, param }: Exchange<undefined, VersionSelector>): Promise<Answer> {
  return services.repository.read(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    return json(await presentPrompt(records, { file, version: await chooseVersion(records, promptKind, file, query) }))
  })
}

/** `DELETE /prompts/{id}` */
export async function deletePrompt({ param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    await records.files.remove(file.id)
    return noContent()
  })
}

/** `PATCH /prompts/{id}` */
export async function movePrompt({ body, services, param, commit }: Exchange<UpdatePromptRequest>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const path = renamed(body.path ?? file.path, body.name)
    const owner = await records.files.find({ path })
    if (owner !== undefined && owner.id !== file.id) throw conflict(`A ${owner.kind} with the path "${path}" exists already. Choose another path.`)
    const changes = { path, name: lastPart(path), updatedAt: services.now() }
    await records.files.update(file.id, changes)
    const moved = { ...file, ...changes }
    return json(await presentPrompt(records, { file: moved, version: await chooseVersion(records, promptKind, moved, {}) }))
  })
}

function renamed(path: string, name: string | null | undefined): string {
  if (typeof name !== 'string') return checkPath(path)
  if (name.includes('/')) throw invalidField(['name'], 'A name has no slashes. To move the file to another folder, give path.')
  return checkPath(path.slice(0, path.length - lastPart(path).length) + name)
}
