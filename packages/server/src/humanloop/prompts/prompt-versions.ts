import type { ListPrompts, UpdateVersionRequest } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { getEnvironment, getVersion } from '../choose-version.js'
import { promptKind } from '../file-kinds.js'
import { getFile } from '../find-file.js'
import { badRequest } from '../refusals.js'
import { checkName } from '../save-version.js'
import { presentPrompt, presentPrompts } from './present-prompt.js'

/** `GET /prompts/{id}/versions` */
export async function listPromptVersions({ services, param }: Exchange): Promise<Answer> {
  return services.repository.read(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const versions = await records.versions.listByFile(file.id)
    return json({ records: await presentPrompts(records, versions.map((version) => ({ file, version }))) } satisfies ListPrompts)
  })
}

/** `DELETE /prompts/{id}/versions/{version_id}` */
export async function deletePromptVersion({ services, param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const version = await getVersion(records, promptKind, file, param('version_id'))
    const deployment = (await records.deployments.list([file.id])).find(({ versionId }) => versionId === version.id)
    if (deployment !== undefined) {
      const { name } = await getEnvironment(records, { id: deployment.environmentId })
      throw badRequest(`The version is deployed to ${name}. Remove that deployment first.`)
    }
    if ((await records.versions.listByFile(file.id)).length === 1) throw badRequest('This is the only version. Delete the Prompt instead.')
    await records.versions.update(version.id, { name: null, deletedAt: services.now() })
    return noContent()
  })
}

/** `PATCH /prompts/{id}/versions/{version_id}` */
export async function patchPromptVersion({ body, services, param, commit }: Exchange<UpdateVersionRequest>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const version = await getVersion(records, promptKind, file, param('version_id'))
    await checkName(records, file, version, body.name)
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
    const changes = { ...given, updatedAt: services.now() }
    await records.versions.update(version.id, changes)
    return json(await presentPrompt(records, { file, version: { ...version, ...changes } }))
  })
}
