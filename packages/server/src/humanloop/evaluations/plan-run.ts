import type { CreateRunRequest } from '@smarter-api/schemas/humanloop'
import type { DatapointRecord, EvaluationRecord, LogRecord, Records } from '../../repository/repository.js'
import { datasetContentOf, datasetKind } from '../datasets/dataset-kind.js'
import type { FileVersion } from '../files/file-kind.js'
import { promptKind } from '../prompts/prompt-kind.js'
import { invalidField } from '../refusals.js'
import { findChoice } from './find-choice.js'

/** A run that is about to be made. */
export interface RunPlan {
  version: FileVersion | undefined
  dataset: FileVersion | undefined
  orchestrated: boolean
  useExistingLogs: boolean
  /** Logs that are there already. */
  existing: LogRecord[]
  /** Datapoints that the server makes Logs for. */
  missing: DatapointRecord[]
}

/** Reads what a body asks for, and refuses what cannot be. */
export async function planRun(records: Records, evaluation: EvaluationRecord, body: CreateRunRequest): Promise<RunPlan> {
  const dataset = body.dataset ? await findChoice(records, body.dataset) : undefined
  const version = body.version ? await findChoice(records, body.version) : undefined
  const useExistingLogs = body.use_existing_logs ?? false
  const orchestrated = body.orchestrated ?? (version?.file.kind === promptKind.kind && dataset !== undefined)
  if (dataset !== undefined && dataset.file.kind !== datasetKind.kind) throw invalidField(['dataset'], `"${dataset.file.path}" is a ${dataset.file.kind}, not a Dataset.`)
  if (version?.file.kind === datasetKind.kind) throw invalidField(['version'], `"${version.file.path}" is a Dataset, which cannot be evaluated.`)
  if (version !== undefined && evaluation.fileId !== null && version.file.id !== evaluation.fileId) {
    throw invalidField(['version'], `"${version.file.path}" is not the file that Evaluation "${evaluation.id}" is about.`)
  }
  if (orchestrated) refuseUncallable(version)
  if (orchestrated || useExistingLogs) refuseMissing({ dataset, version }, orchestrated ? 'orchestrated' : 'use_existing_logs')
  if (version === undefined || dataset === undefined) return { version, dataset, orchestrated, useExistingLogs, existing: [], missing: [] }
  const existing = useExistingLogs ? await newestLogs(records, version, dataset) : []
  const answered = new Set(existing.map(({ sourceDatapointId }) => sourceDatapointId))
  const datapoints = orchestrated ? (await records.datapoints.list(dataset.version.id, { offset: 0, limit: datasetContentOf(dataset.version).count })).items : []
  return { version, dataset, orchestrated, useExistingLogs, existing, missing: datapoints.filter(({ id }) => !answered.has(id)) }
}

function refuseUncallable(version: FileVersion | undefined): void {
  if (version === undefined || version.file.kind === promptKind.kind) return
  throw invalidField(['orchestrated'], `This server makes Logs of Prompts only, not of a ${version.file.kind}. Set orchestrated to false, and log with the run_id.`)
}

function refuseMissing(given: Pick<RunPlan, 'dataset' | 'version'>, reason: string): void {
  for (const name of ['dataset', 'version'] as const) {
    if (given[name] === undefined) throw invalidField([name], `A run with ${reason} needs a ${name}.`, 'missing')
  }
}

/** Finds the newest Log of the version for each datapoint. */
async function newestLogs({ logs }: Records, { version }: FileVersion, dataset: FileVersion): Promise<LogRecord[]> {
  const { items } = await logs.list({ versionId: version.id, datasetVersionId: dataset.version.id, offset: 0, limit: Number.MAX_SAFE_INTEGER })
  const newest = new Map<string | null, LogRecord>()
  for (const log of items) if (!newest.has(log.sourceDatapointId)) newest.set(log.sourceDatapointId, log)
  return [...newest.values()]
}
