import type { EvaluationStats, RunStats } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
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
  services.repository.read(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const evaluators = await findVersions(records, evaluation.evaluators.map(({ versionId }) => versionId))
    const progress = await readProgress(records, evaluation, await records.runs.listByEvaluation(evaluation.id))
    const runs = progress.map((run) => toRunStats(run, evaluators))
    const status = summarise(progress)
    const control = progress.find(({ run }) => run.control)?.run.id
    return json({
      run_stats: runs,
      progress: describeProgress(progress, evaluators.length),
      report: status === 'completed' ? writeReport(runs, evaluators, control) : null,
      status,
    } satisfies EvaluationStats)
  })

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
