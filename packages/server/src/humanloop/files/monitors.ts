import type { MonitoringEvaluator, MonitoringEvaluatorRequest } from '@smarter-api/schemas/humanloop'
import type { FileRecord, MonitorRecord, Records, VersionRecord } from '../../repository/repository.js'
import { evaluatorKind } from '../evaluators/evaluator-kind.js'
import { notFound } from '../refusals.js'
import { presentBase, readFileFacts } from './present-base.js'

/** Puts the Evaluators that judge a file's new Logs into their wire form. */
export async function presentMonitors(records: Records, file: FileRecord): Promise<MonitoringEvaluator[]> {
  const presented: MonitoringEvaluator[] = []
  for (const monitor of file.details.monitors) {
    const version = await findEvaluatorVersion(records, monitor)
    const owner = version === undefined ? undefined : await records.files.find({ id: version.fileId })
    if (version === undefined || owner === undefined) continue
    const target = { file: owner, version }
    const evaluator = await evaluatorKind.present(records, target, presentBase(target, await readFileFacts(records, [target])))
    presented.push({
      version_reference: { type: 'version', version: evaluator },
      version: evaluator,
      state: 'active',
      created_at: monitor.createdAt,
      updated_at: monitor.createdAt,
    })
  }
  return presented
}

/** Reads which Evaluator a caller means, and refuses one that is not there. */
export async function readMonitor(records: Records, request: MonitoringEvaluatorRequest, createdAt: string): Promise<MonitorRecord> {
  const monitor: MonitorRecord =
    'evaluator_version_id' in request
      ? { evaluatorVersionId: request.evaluator_version_id, evaluatorId: null, environmentId: null, createdAt }
      : { evaluatorVersionId: null, evaluatorId: request.evaluator_id, environmentId: request.environment_id, createdAt }
  const version = await findEvaluatorVersion(records, monitor)
  const owner = version === undefined ? undefined : await records.files.find({ id: version.fileId })
  if (owner?.kind === 'evaluator') return monitor
  throw notFound(
    monitor.evaluatorVersionId === null
      ? `Evaluator "${monitor.evaluatorId}" has no version deployed to environment "${monitor.environmentId}".`
      : `Evaluator version with id "${monitor.evaluatorVersionId}" not found.`,
  )
}

export function isSameMonitor(one: MonitorRecord, other: MonitorRecord): boolean {
  return (
    one.evaluatorVersionId === other.evaluatorVersionId &&
    one.evaluatorId === other.evaluatorId &&
    one.environmentId === other.environmentId
  )
}

async function findEvaluatorVersion(records: Records, monitor: MonitorRecord): Promise<VersionRecord | undefined> {
  if (monitor.evaluatorVersionId !== null) return records.versions.find({ id: monitor.evaluatorVersionId })
  const deployments = await records.deployments.list([monitor.evaluatorId ?? ''])
  const deployed = deployments.find(({ environmentId }) => environmentId === monitor.environmentId)
  return deployed === undefined ? undefined : records.versions.find({ id: deployed.versionId })
}
