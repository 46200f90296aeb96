import type { CreateRunRequest } from '@smarter-api/schemas/humanloop'
import type { EvaluationRecord, LogRecord, Records } from '../../repository/repository.js'
import { agentKind } from '../agents/agent-kind.js'
import { datasetKind } from '../datasets/dataset-kind.js'
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
}

/** Reads what a body asks for, and refuses what cannot be. */
export async function planRun(records: Records, evaluation: EvaluationRecord, body: CreateRunRequest): Promise<RunPlan> {
  const dataset = body.dataset ? await findChoice(records, body.dataset) : undefined
  const version = body.version ? await findChoice(records, body.version) : undefined
  const useExistingLogs = body.use_existing_logs ?? false
  const orchestrated = body.orchestrated ?? (dataset !== undefined && version !== undefined && isCalledHere(version))
  if (dataset !== undefined && dataset.file.kind !== datasetKind.kind) throw invalidField(['dataset'], `"${dataset.file.path}" is a ${dataset.file.kind}, not a Dataset.`)
  if (version?.file.kind === datasetKind.kind) throw invalidField(['version'], `"${version.file.path}" is a Dataset, which cannot be evaluated.`)
  if (version !== undefined && evaluation.fileId !== null && version.file.id !== evaluation.fileId) {
    throw invalidField(['version'], `"${version.file.path}" is not the file that Evaluation "${evaluation.id}" is about.`)
  }
  if (orchestrated) refuseUncallable(version)
  if (orchestrated || useExistingLogs) refuseMissing({ dataset, version }, orchestrated ? 'orchestrated' : 'use_existing_logs')
  const existing = useExistingLogs && version !== undefined && dataset !== undefined ? await newestLogs(records, version, dataset) : []
  return { version, dataset, orchestrated, useExistingLogs, existing }
}

function refuseUncallable(version: FileVersion | undefined): void {
  if (version === undefined || isCalledHere(version)) return
  throw invalidField(['orchestrated'], `This server calls Prompts and Agents only, not a ${version.file.kind}. Set orchestrated to false, and log with the run_id.`)
}

function isCalledHere({ file }: FileVersion): boolean {
  return file.kind === promptKind.kind || file.kind === agentKind.kind
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
