import type { DeploymentQuery, EvaluatorActivationDeactivationRequest, FileEnvironment } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import { chooseVersion, getEnvironment, getVersion } from './choose-version.js'
import type { FileKind } from './file-kind.js'
import { getFile } from './find-file.js'
import { isSameMonitor, refuseMissingEvaluator, toMonitor } from './monitors.js'
import { presentEnvironment } from './present-base.js'
import { presentFile } from './present-file.js'

/** `GET /{collection}/{id}/environments` */
export function listFileEnvironments(kind: FileKind): Handler {
  return async ({ services, param }) =>
    services.repository.read(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const deployments = await records.deployments.list([file.id])
      const listed: FileEnvironment[] = []
      for (const environment of await records.environments.list()) {
        const deployed = deployments.find(({ environmentId }) => environmentId === environment.id)
        const version = deployed && (await getVersion(records, kind, file, deployed.versionId))
        listed.push({ ...presentEnvironment(environment), file: version === undefined ? null : await presentFile(records, kind, { file, version }) })
      }
      return json(listed)
    })
}

/** `POST /{collection}/{id}/environments/{environment_id}` */
export function setFileDeployment(kind: FileKind): Handler<undefined, DeploymentQuery> {
  return async ({ query, services, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const environment = await getEnvironment(records, { id: param('environment_id') })
      const version = await getVersion(records, kind, file, query.version_id)
      await records.deployments.set({ fileId: file.id, environmentId: environment.id, versionId: version.id, createdAt: services.now() })
      return json(await presentFile(records, kind, { file, version }))
    })
}

/** `DELETE /{collection}/{id}/environments/{environment_id}` */
export function removeFileDeployment(kind: FileKind): Handler {
  return async ({ param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const environment = await getEnvironment(records, { id: param('environment_id') })
      await records.deployments.remove(file.id, environment.id)
      return noContent()
    })
}

/** `POST /{collection}/{id}/evaluators` */
export function updateMonitoring(kind: FileKind): Handler<EvaluatorActivationDeactivationRequest> {
  return async ({ body, services, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      let { monitors } = file.details
      for (const request of body.deactivate ?? []) {
        const removed = toMonitor(request, services.now())
        const left = monitors.filter((monitor) => !isSameMonitor(monitor, removed))
        if (left.length === monitors.length) await refuseMissingEvaluator(records, removed)
        monitors = left
      }
      for (const request of body.activate ?? []) {
        const added = toMonitor(request, services.now())
        await refuseMissingEvaluator(records, added)
        if (!monitors.some((monitor) => isSameMonitor(monitor, added))) monitors = [...monitors, added]
      }
      const details = { ...file.details, monitors }
      await records.files.update(file.id, { details })
      return json(await presentFile(records, kind, { file: { ...file, details }, version: await chooseVersion(records, kind, file, {}) }))
    })
}
