import type { EvaluatorActivationDeactivationRequest, FileEnvironment } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { chooseVersion, getEnvironment, getVersion } from '../choose-version.js'
import { promptKind } from '../file-kinds.js'
import { getFile } from '../find-file.js'
import { isSameMonitor, readMonitor } from '../monitors.js'
import { presentEnvironment } from '../present-file.js'
import { presentPrompt } from './present-prompt.js'

/** `GET /prompts/{id}/environments` */
export async function listPromptEnvironments({ services, param }: Exchange): Promise<Answer> {
  return services.repository.read(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const deployments = await records.deployments.list([file.id])
    const listed: FileEnvironment[] = []
    for (const environment of await records.environments.list()) {
      const deployed = deployments.find(({ environmentId }) => environmentId === environment.id)
      const version = deployed && (await getVersion(records, promptKind, file, deployed.versionId))
      listed.push({ ...presentEnvironment(environment), file: version === undefined ? null : await presentPrompt(records, { file, version }) })
    }
    return json(listed)
  })
}

/** `POST /prompts/{id}/environments/{environment_id}` */
export async function setPromptDeployment({ query, services, param, commit }: Exchange<undefined, { version_id: string }>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const environment = await getEnvironment(records, { id: param('environment_id') })
    const version = await getVersion(records, promptKind, file, query.version_id)
    await records.deployments.set({ fileId: file.id, environmentId: environment.id, versionId: version.id, createdAt: services.now() })
    return json(await presentPrompt(records, { file, version }))
  })
}

/** `DELETE /prompts/{id}/environments/{environment_id}` */
export async function removePromptDeployment({ param, commit }: Exchange): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const environment = await getEnvironment(records, { id: param('environment_id') })
    await records.deployments.remove(file.id, environment.id)
    return noContent()
  })
}

/** `POST /prompts/{id}/evaluators` */
export async function updatePromptMonitoring({ body, services, param, commit }: Exchange<EvaluatorActivationDeactivationRequest>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    let { monitors } = file.details
    for (const request of body.deactivate ?? []) {
      const removed = await readMonitor(records, request, services.now())
      monitors = monitors.filter((monitor) => !isSameMonitor(monitor, removed))
    }
    for (const request of body.activate ?? []) {
      const added = await readMonitor(records, request, services.now())
      if (!monitors.some((monitor) => isSameMonitor(monitor, added))) monitors = [...monitors, added]
    }
    const details = { ...file.details, monitors }
    await records.files.update(file.id, { details })
    return json(await presentPrompt(records, { file: { ...file, details }, version: await chooseVersion(records, promptKind, file, {}) }))
  })
}
