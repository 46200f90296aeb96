import type { EvaluatorStats, RunStats } from '@smarter-api/schemas/humanloop'
import type { FileVersion } from '../files/file-kind.js'
import type { RunProgress } from './run-progress.js'

/** Tells how far runs are, a line for each. */
export function describeProgress(runs: RunProgress[], evaluators: number): string {
  const lines = runs.map(({ run, status, logs, datapoints, judgments }) => {
    const made = datapoints === null ? `${logs}` : `${logs} of ${datapoints}`
    return `${run.id}: ${status}, Logs ${made}, judgments ${judgments.length} of ${(datapoints ?? logs) * evaluators}`
  })
  return lines.length === 0 ? 'No runs yet.' : lines.join('\n')
}

/** Writes the result as text: a paragraph for each Evaluator, a line for each run, and how it differs from the control. */
export function writeReport(runs: RunStats[], evaluators: FileVersion[], control: string | undefined): string {
  const paragraphs = evaluators.map(({ file, version }) => {
    const standard = scoreOf(runs.find(({ run_id }) => run_id === control), version.id)
    const lines = runs.map((run) => {
      const stats = statsOf(run, version.id)
      const mark = run.run_id === control ? ' (control)' : differenceOf(scoreOf(run, version.id), standard)
      return stats === undefined ? [] : [`  ${run.run_id}: ${describe(stats)}${mark}`]
    })
    return [`${file.path} (${version.id})`, ...lines.flat()].join('\n')
  })
  return paragraphs.length === 0 ? runs.map(({ run_id, num_logs }) => `${run_id}: Logs ${num_logs}`).join('\n') : paragraphs.join('\n\n')
}

function describe(stats: EvaluatorStats): string {
  const failed = stats.num_errors > 0 ? [`failed ${stats.num_errors}`] : []
  const empty = stats.num_nulls > 0 ? [`without judgment ${stats.num_nulls}`] : []
  return [resultOf(stats), ...failed, ...empty].join(', ')
}

function resultOf(stats: EvaluatorStats): string {
  const judged = `judgments ${stats.num_judgments}`
  if ('percentiles' in stats) return typeof stats.mean === 'number' ? `mean ${round(stats.mean)}, standard deviation ${round(stats.std ?? 0)}, ${judged}` : judged
  if ('num_true' in stats) return `true ${stats.num_true}, false ${stats.num_false}`
  if ('num_judgments_per_option' in stats) {
    return Object.entries(stats.num_judgments_per_option)
      .map(([option, count]) => `${option} ${count}`)
      .join(', ')
  }
  return judged
}

/** One number to compare runs by: the mean, or the share of Logs judged true. */
function scoreOf(run: RunStats | undefined, evaluatorVersionId: string): number | undefined {
  const stats = run && statsOf(run, evaluatorVersionId)
  if (stats === undefined) return undefined
  if ('percentiles' in stats) return stats.mean ?? undefined
  return 'num_true' in stats && stats.total_logs > 0 ? stats.num_true / stats.total_logs : undefined
}

function differenceOf(score: number | undefined, standard: number | undefined): string {
  if (score === undefined || standard === undefined) return ''
  const difference = score - standard
  return ` (${difference < 0 ? '' : '+'}${round(difference)} against the control)`
}

function statsOf({ evaluator_stats }: RunStats, evaluatorVersionId: string): EvaluatorStats | undefined {
  return evaluator_stats.find(({ evaluator_version_id }) => evaluator_version_id === evaluatorVersionId)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
