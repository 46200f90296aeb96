import type { EvaluationStats, RunStats } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { EvaluationRecord, Records } from '../../repository/repository.js'
import { specOf } from '../evaluators/evaluator-kind.js'
import type { FileVersion } from '../files/file-kind.js'
import { findVersions } from '../files/find-versions.js'
import { describeProgress, writeReport } from './evaluation-report.js'
import { toEvaluatorStats } from './evaluator-stats.js'
import { getEvaluation } from './find-evaluation.js'
import { readProgress, summarise } from './run-progress.js'
import type { RunProgress } from './run-progress.js'

/** `GET /evaluations/{id}/stats` */
export const getStats: Handler = async ({ services, param }) =>
  services.repository.read(async (records) => json(await readStats(records, await getEvaluation(records, param('id')))))

/** Sums up an Evaluation. One that came from another platform without its Logs keeps the statistics that came with it. */
export async function readStats(records: Records, evaluation: EvaluationRecord): Promise<EvaluationStats> {
  const evaluators = await findVersions(records, evaluation.evaluators.map(({ versionId }) => versionId))
  const progress = await readProgress(records, evaluation, await records.runs.listByEvaluation(evaluation.id))
  const kept = keptStats(evaluation, progress)
  if (kept !== undefined) return kept
  const runs = progress.map((run) => toRunStats(run, evaluators))
  const status = summarise(progress)
  const control = progress.find(({ run }) => run.control)?.run.id
  return {
    run_stats: runs,
    progress: describeProgress(progress, evaluators.length),
    report: status === 'completed' ? writeReport(runs, evaluators, control) : null,
    status,
  }
}

/** Kept statistics say all there is to say while no run has a Log here, and none was added. */
function keptStats({ kept }: EvaluationRecord, progress: RunProgress[]): EvaluationStats | undefined {
  const stats = kept?.['stats'] as EvaluationStats | undefined
  const known = new Set(stats?.run_stats.map(({ run_id }) => run_id))
  return progress.length === known.size && progress.every(({ run, logs }) => logs === 0 && known.has(run.id)) ? stats : undefined
}

function toRunStats({ run, status, logs, judgments }: RunProgress, evaluators: FileVersion[]): RunStats {
  return {
    run_id: run.id,
    version_id: run.versionId,
    batch_id: run.id,
    num_logs: logs,
    evaluator_stats: evaluators.map(({ version }) =>
      toEvaluatorStats({
        evaluatorVersionId: version.id,
        spec: specOf(version),
        totalLogs: logs,
        judgments: judgments.filter(({ evaluatorVersionId }) => evaluatorVersionId === version.id),
      }),
    ),
    status,
  }
}
