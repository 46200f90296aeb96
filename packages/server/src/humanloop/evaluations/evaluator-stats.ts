import type { EvaluatorSpec, EvaluatorStats, NumericEvaluatorStats } from '@smarter-api/schemas/humanloop'
import type { JudgmentRecord } from '../../repository/repository.js'
import { sorted } from '../../sorted.js'

const percentages = [0, 25, 50, 75, 100]

/** An Evaluator, and what it says about the Logs of one run: one judgment of each Log at most. */
export interface Judged {
  evaluatorVersionId: string
  spec: Pick<EvaluatorSpec, 'return_type' | 'options'>
  totalLogs: number
  judgments: JudgmentRecord[]
}

/** Sums up judgments in the way of their type. */
export function toEvaluatorStats({ evaluatorVersionId, spec, totalLogs, judgments }: Judged): EvaluatorStats {
  const values = judgments.map(({ judgment }) => judgment).filter((judgment) => judgment !== undefined && judgment !== null)
  const errors = judgments.filter((judged) => isNull(judged.judgment) && !isNull(judged.error)).length
  const shared = {
    evaluator_version_id: evaluatorVersionId,
    total_logs: totalLogs,
    num_judgments: values.length,
    num_nulls: judgments.length - values.length - errors,
    num_errors: errors,
  }
  switch (spec.return_type) {
    case 'number':
      return { ...shared, ...sumUp(values.filter((value) => typeof value === 'number')) }
    case 'boolean':
      return { ...shared, num_true: values.filter((value) => value === true).length, num_false: values.filter((value) => value === false).length }
    case 'select':
    case 'multi_select':
      return { ...shared, num_judgments_per_option: countOptions(spec.options ?? [], values.flat()) }
    default:
      return shared
  }
}

function isNull(value: unknown): boolean {
  return value === undefined || value === null
}

/** Mean, sum, standard deviation of these very numbers, and percentiles by linear interpolation. */
function sumUp(values: number[]): Pick<NumericEvaluatorStats, 'mean' | 'sum' | 'std' | 'percentiles'> {
  if (values.length === 0) return { mean: null, sum: null, std: null, percentiles: {} }
  const sum = total(values)
  const mean = sum / values.length
  const ascending = sorted(values, (one, other) => one - other)
  return {
    mean,
    sum,
    std: Math.sqrt(total(values.map((value) => (value - mean) ** 2)) / values.length),
    percentiles: Object.fromEntries(percentages.map((percentage) => [percentage, percentile(ascending, percentage)])),
  }
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function percentile(ascending: number[], percentage: number): number {
  const position = ((ascending.length - 1) * percentage) / 100
  const part = position - Math.floor(position)
  const below = ascending[Math.floor(position)] ?? 0
  const above = ascending[Math.ceil(position)] ?? below
  return below === above ? below : below * (1 - part) + above * part
}

function countOptions(options: { name: string }[], chosen: unknown[]): Record<string, number> {
  const counts = new Map(options.map(({ name }) => [name, 0]))
  for (const name of chosen) if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}
