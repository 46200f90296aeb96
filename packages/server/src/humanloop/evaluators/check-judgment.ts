import type { EvaluatorJudgment, EvaluatorJudgmentNumberLimit, EvaluatorSpec } from '@smarter-api/schemas/humanloop'
import { invalidField } from '../refusals.js'

const rounding = 1e-9

/** Refuses a judgment that an Evaluator cannot make. No judgment at all is fine: a judge may have failed, or abstained. */
export function checkJudgment(spec: EvaluatorSpec, judgment: EvaluatorJudgment | null | undefined): void {
  if (judgment === null || judgment === undefined || fitsSpec(spec, judgment)) return
  throw invalidField(['judgment'], `This Evaluator gives ${describeJudgment(spec)}.`)
}

/** Whether an Evaluator can make a judgment. */
export function fitsSpec({ return_type: type, options, number_limits: limits }: EvaluatorSpec, judgment: EvaluatorJudgment): boolean {
  const isOption = (name: string): boolean => !options?.length || options.some((option) => option.name === name)
  if (type === 'boolean') return typeof judgment === 'boolean'
  if (type === 'number') return typeof judgment === 'number' && isWithin(judgment, limits ?? {})
  if (type === 'select') return typeof judgment === 'string' && isOption(judgment)
  if (type === 'multi_select') return Array.isArray(judgment) && judgment.every(isOption) && new Set(judgment).size === judgment.length
  return typeof judgment === 'string'
}

function isWithin(judgment: number, { min, max, step }: EvaluatorJudgmentNumberLimit): boolean {
  const steps = step ? (judgment - (min ?? 0)) / step : 0
  return judgment >= (min ?? -Infinity) && judgment <= (max ?? Infinity) && Math.abs(steps - Math.round(steps)) < rounding * Math.max(1, Math.abs(steps))
}

/** Says what an Evaluator gives. */
export function describeJudgment({ return_type: type, options, number_limits: limits }: EvaluatorSpec): string {
  const names = options?.length ? `: ${options.map(({ name }) => name).join(', ')}` : ''
  if (type === 'boolean') return 'true or false'
  if (type === 'number') return ['a number', ...describedLimits(limits ?? {})].join(' ')
  if (type === 'select') return `the name of one option${names}`
  if (type === 'multi_select') return `a list of different names of options${names}`
  return 'a text'
}

function describedLimits({ min, max, step }: EvaluatorJudgmentNumberLimit): string[] {
  const words = { from: min, to: max, 'in steps of': step }
  return Object.entries(words).flatMap(([word, value]) => (typeof value === 'number' ? [`${word} ${value}`] : []))
}
