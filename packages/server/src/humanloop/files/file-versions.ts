import type { AnyFile, UpdateVersionRequest, VersionList, VersionListQuery } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import { badRequest } from '../refusals.js'
import { getEnvironment, getVersion } from './choose-version.js'
import { readAggregates } from './evaluator-aggregates.js'
import type { FileKind } from './file-kind.js'
import { getFile } from './find-file.js'
import { presentFile, presentFiles } from './present-file.js'
import { checkLabels } from './save-version.js'

/** `GET /{collection}/{id}/versions` */
export function listFileVersions(kind: FileKind): Handler<undefined, VersionListQuery> {
  return async ({ query, services, param }) =>
    services.repository.read(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const versions = await records.versions.listByFile(file.id)
      const presented = await presentFiles(records, kind, versions.map((version) => ({ file, version })))
      if (query.evaluator_aggregates === true) {
        const aggregates = await readAggregates(records, versions.map(({ id }) => id))
        for (const version of presented) Object.assign(version, { evaluator_aggregates: aggregates.get(version.version_id) ?? [] })
      }
      return json({ records: presented } satisfies VersionList<AnyFile>)
    })
}

/** `DELETE /{collection}/{id}/versions/{version_id}` */
export function deleteFileVersion(kind: FileKind): Handler {
  return async ({ services, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const version = await getVersion(records, kind, file, param('version_id'))
      const deployment = (await records.deployments.list([file.id])).find(({ versionId }) => versionId === version.id)
      if (deployment !== undefined) {
        const { name } = await getEnvironment(records, { id: deployment.environmentId })
        throw badRequest(`The version is deployed to ${name}. Remove that deployment first.`)
      }
      if ((await records.versions.listByFile(file.id)).length === 1) throw badRequest(`This is the only version. Delete the ${kind.label} instead.`)
      await records.versions.update(version.id, { name: null, deletedAt: services.now() })
      return noContent()
    })
}

/** `PATCH /{collection}/{id}/versions/{version_id}` */
export function patchFileVersion(kind: FileKind): Handler<UpdateVersionRequest> {
  return async ({ body, services, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const version = await getVersion(records, kind, file, param('version_id'))
      await checkLabels(records, file, version, { ...body, fieldPrefix: '' })
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const changes = { ...given, updatedAt: services.now() }
      await records.versions.update(version.id, changes)
      return json(await presentFile(records, kind, { file, version: { ...version, ...changes } }))
    })
}
