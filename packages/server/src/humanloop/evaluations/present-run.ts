import type { Dataset, EvaluationRun, RunVersion } from '@smarter-api/schemas/humanloop'
import type { EvaluationRecord, LinkedRunRecord, Records } from '../../repository/repository.js'
import { localUser } from '../files/present-base.js'
import { presentVersions } from '../files/present-versions.js'
import { withKept } from '../kept-fields.js'
import { readProgress } from './run-progress.js'

/** Puts runs of an Evaluation into their wire form. */
export async function presentRuns(records: Records, evaluation: EvaluationRecord, runs: LinkedRunRecord[]): Promise<EvaluationRun[]> {
  const versions = await presentVersions(records, runs.flatMap(({ versionId, datasetVersionId }) => [versionId, datasetVersionId].filter((id) => id !== null)))
  return (await readProgress(records, evaluation, runs)).map(({ run, status }) => {
    const shown = {
      id: run.id,
      dataset: (versions.get(run.datasetVersionId ?? '') as Dataset | undefined) ?? null,
      version: (versions.get(run.versionId ?? '') as RunVersion | undefined) ?? null,
      orchestrated: run.orchestrated,
      added_at: run.addedAt,
      created_at: run.createdAt,
      created_by: localUser,
      status,
      control: run.control,
    }
    return withKept(shown, run.kept)
  })
}

export async function presentRun(records: Records, evaluation: EvaluationRecord, run: LinkedRunRecord): Promise<EvaluationRun> {
  const [presented] = await presentRuns(records, evaluation, [run])
  if (presented === undefined) throw new Error('One run was given, and none came back.')
  return presented
}
