import type { EvaluatorJudgment, EvaluatorSpec, Valence } from '@smarter-api/schemas/humanloop'
import type { StandIn } from '../../model/model.js'
import { fitsSpec } from './check-judgment.js'
import type { JudgedCase } from './judged-case.js'

const reason = 'It judges by a fixed rule: how many words of the target are in the output or, without a target, whether there is an output.'

/**
 * Judges by a fixed rule, for the built-in model, which understands nothing: by the share of the target's words that are in the output, or, without
 * a target, by whether there is an output. `undefined` where the Evaluator gives texts.
 */
export function standInJudgment(spec: EvaluatorSpec, judged: JudgedCase): StandIn | undefined {
  const judgment = judge(spec, judged)
  return judgment === undefined ? undefined : { reason, verdict: String(judgment) }
}

function judge(spec: EvaluatorSpec, judged: JudgedCase): Exclude<EvaluatorJudgment, string[]> | undefined {
  const score = scoreOf(judged)
  const isGood = score === 1
  switch (spec.return_type) {
    case 'boolean':
      return isGood
    case 'number':
      return toNumber(spec, spec.number_valence === 'negative' ? 1 - score : score)
    case 'select':
    case 'multi_select':
      return optionOf(spec, isGood)
    default:
      return undefined
  }
}

function scoreOf({ log, testcase }: JudgedCase): number {
  const { output, output_message: message, error } = log as { output?: unknown; output_message?: { content?: unknown } | null; error?: unknown }
  const said = wordsOf(output ?? message?.content)
  const wanted = wordsOf(testcase?.target)
  if (wanted.size === 0) return said.size > 0 && !error ? 1 : 0
  return [...wanted].filter((word) => said.has(word)).length / wanted.size
}

function wordsOf(value: unknown): Set<string> {
  if (typeof value === 'object' && value !== null) return new Set(Object.values(value).map(wordsOf).flatMap((words) => Array.from(words)))
  return new Set(String(value ?? '').toLowerCase().match(/[\p{L}\p{N}]+/gu))
}

function toNumber(spec: EvaluatorSpec, score: number): number {
  const { min, max, step } = spec.number_limits ?? {}
  const lowest = min ?? (typeof max === 'number' ? Math.min(0, max) : 0)
  const wanted = score * ((max ?? lowest + Math.max(1, step ?? 0)) - lowest)
  const exact = step ? Math.floor(wanted / step + 1e-9) * step : wanted
  const rounded = Number((lowest + exact).toPrecision(12))
  return fitsSpec(spec, rounded) ? rounded : lowest
}

function optionOf({ options }: EvaluatorSpec, isGood: boolean): string {
  const wanted: Valence = isGood ? 'positive' : 'negative'
  const names = options ?? [{ name: 'good', valence: 'positive' }, { name: 'bad', valence: 'negative' }]
  return (names.find(({ valence }) => valence === wanted) ?? names.at(isGood ? 0 : -1))?.name ?? wanted
}
