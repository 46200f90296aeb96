import type { MonitoringEvaluator, MonitoringEvaluatorRequest } from '@smarter-api/schemas/humanloop'
import type { FileRecord, MonitorRecord, Records } from '../../repository/repository.js'
import { evaluatorKind } from '../evaluators/evaluator-kind.js'
import { withKept } from '../kept-fields.js'
import { notFound } from '../refusals.js'
import type { FileVersion } from './file-kind.js'
import { findVersions } from './find-versions.js'
import { presentBase, readFileFacts } from './present-base.js'

/** Reads the Evaluators that judge new Logs of files, in their wire form, by the ids of the files. */
export async function readMonitors(records: Records, files: FileRecord[]): Promise<Map<string, MonitoringEvaluator[]>> {
  if (files.every(({ details }) => details.monitors.length === 0)) return new Map()
  const evaluatorOf = await findEvaluators(records, files.flatMap(({ details }) => details.monitors))
  const meant = files.flatMap(({ details }) => details.monitors.flatMap((monitor) => evaluatorOf(monitor) ?? []))
  const targets = new Map(meant.map((target) => [target.version.id, target]))
  const facts = await readFileFacts(records, [...targets.values()])
  const shown = [...targets.values()].map(({ file, version }) => ({ file, version, base: presentBase({ file, version }, facts) }))
  const presented = (await evaluatorKind.present(records, shown)).map((evaluator, index) => withKept(evaluator, shown[index]?.version.kept))
  const evaluators = new Map(presented.map((evaluator) => [evaluator.version_id, evaluator]))
  const presentOne = (monitor: MonitorRecord): MonitoringEvaluator[] => {
    const version = evaluators.get(evaluatorOf(monitor)?.version.id ?? '')
    if (version === undefined) return []
    const times = { created_at: monitor.createdAt, updated_at: monitor.createdAt }
    return [{ version_reference: { type: 'version', version }, version, state: 'active', ...times }]
  }
  return new Map(files.map(({ id, details }) => [id, details.monitors.flatMap(presentOne)]))
}

/** Finds the Evaluators that judge new Logs of a file, as versions of now. */
export async function findMonitoringEvaluators(records: Records, { details: { monitors } }: FileRecord): Promise<FileVersion[]> {
  const evaluatorOf = await findEvaluators(records, monitors)
  return monitors.flatMap((monitor) => evaluatorOf(monitor) ?? [])
}

/** Reads which Evaluator a caller means. */
export function toMonitor(request: MonitoringEvaluatorRequest, createdAt: string): MonitorRecord {
  return 'evaluator_version_id' in request
    ? { evaluatorVersionId: request.evaluator_version_id, evaluatorId: null, environmentId: null, createdAt }
    : { evaluatorVersionId: null, evaluatorId: request.evaluator_id, environmentId: request.environment_id, createdAt }
}

/** Refuses an Evaluator that is not there. */
export async function refuseMissingEvaluator(records: Records, monitor: MonitorRecord): Promise<void> {
  const found = (await findEvaluators(records, [monitor]))(monitor)
  if (found?.file.kind === evaluatorKind.kind && found.version.deletedAt === null) return
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

/** Finds the version that each monitor means, if it is still there. */
async function findEvaluators(records: Records, monitors: MonitorRecord[]): Promise<(monitor: MonitorRecord) => FileVersion | undefined> {
  if (monitors.length === 0) return () => undefined
  const deployments = await records.deployments.list([...new Set(monitors.flatMap(({ evaluatorId }) => evaluatorId ?? []))])
  const versionOf = ({ evaluatorVersionId, evaluatorId, environmentId }: MonitorRecord): string | undefined =>
    evaluatorVersionId ??
    deployments.find((deployment) => deployment.fileId === evaluatorId && deployment.environmentId === environmentId)?.versionId
  const found = new Map((await findVersions(records, monitors.flatMap((monitor) => versionOf(monitor) ?? []))).map((target) => [target.version.id, target]))
  return (monitor) => found.get(versionOf(monitor) ?? '')
}
