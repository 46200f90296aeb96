import { grouped } from '../../grouped.js'
import type { EvaluationRecord, JudgmentRecord, LinkedRunRecord, Records } from '../../repository/repository.js'
import { datasetContentOf } from '../datasets/dataset-kind.js'

/** How far a run is, as one Evaluation sees it. */
export interface RunProgress {
  run: LinkedRunRecord
  status: 'pending' | 'running' | 'completed' | 'cancelled'
  logs: number
  /** Datapoints that want a Log; `null` for a run without a Dataset. */
  datapoints: number | null
  /** What each Evaluator said last about each Log. */
  judgments: JudgmentRecord[]
}

/**
 * Tells how far runs are. A run is completed when every datapoint has a finished Log, and every Evaluator said something about every Log,
 * unless somebody said that it is over.
 */
export async function readProgress(records: Records, { evaluators }: EvaluationRecord, runs: LinkedRunRecord[]): Promise<RunProgress[]> {
  const ids = runs.map(({ id }) => id)
  const wanted = new Set((await records.versions.listByIds(evaluators.map(({ versionId }) => versionId))).map(({ id }) => id))
  const datasets = await records.versions.listByIds([...new Set(runs.flatMap(({ datasetVersionId }) => datasetVersionId ?? []))])
  const sizes = new Map(datasets.map((version) => [version.id, datasetContentOf(version).count]))
  const counts = new Map((await records.runLogs.count(ids)).map((count) => [count.runId, count]))
  const judgments = (await records.judgments.listByRuns(ids)).filter(({ evaluatorVersionId }) => wanted.has(evaluatorVersionId))
  const judgmentsOf = grouped(latest(judgments), ({ subjectId }) => subjectId)
  return runs.map((run) => {
    const { logs = 0, datapoints: answered = 0, incomplete = 0 } = counts.get(run.id) ?? {}
    const datapoints = sizes.get(run.datasetVersionId ?? '') ?? null
    const ofRun = judgmentsOf.get(run.id) ?? []
    const isAnswered = datapoints === null ? logs > 0 : answered >= datapoints
    const isDone = isAnswered && incomplete === 0 && ofRun.length === logs * wanted.size
    return { run, status: statusOf(run, logs, isDone), logs, datapoints, judgments: ofRun }
  })
}

/** Tells how far an Evaluation is by how far its runs are. */
export function summarise(runs: Pick<RunProgress, 'status'>[]): RunProgress['status'] {
  const statuses = new Set(runs.map(({ status }) => status))
  if (statuses.size === 1) return [...statuses][0] ?? 'pending'
  if (statuses.size === 0) return 'pending'
  return statuses.has('pending') || statuses.has('running') ? 'running' : 'completed'
}

function statusOf({ status }: LinkedRunRecord, logs: number, isDone: boolean): RunProgress['status'] {
  if (status === 'cancelled' || status === 'completed') return status
  if (isDone) return 'completed'
  return logs === 0 ? 'pending' : 'running'
}

function latest(judgments: JudgmentRecord[]): JudgmentRecord[] {
  return [...new Map(judgments.map((judgment) => [`${judgment.subjectId} ${judgment.parentId} ${judgment.evaluatorVersionId}`, judgment])).values()]
}
