import * as v from 'valibot'
import { type Direction, map, nullish, number, text, variant } from '../../direction.js'
import type { Entries, Schema } from '../../entries.js'
import { promptKernel } from '../prompts/prompt-kernel.js'
import type {
  CodeEvaluatorRequest,
  EvaluatorJudgmentNumberLimit,
  EvaluatorJudgmentOption,
  EvaluatorSpec,
  EvaluatorSpecBase,
  ExternalEvaluatorRequest,
  HumanEvaluatorRequest,
  LlmEvaluatorRequest,
} from './types.js'

function specEntries(direction: Direction) {
  const valence = nullish(direction.word('positive', 'negative', 'neutral'))
  const option = direction.object({ name: v.string(), valence } satisfies Entries<EvaluatorJudgmentOption>)
  const limits = direction.object({ min: number, max: number, step: number } satisfies Entries<EvaluatorJudgmentNumberLimit>)
  return {
    arguments_type: direction.word('target_free', 'target_required'),
    return_type: direction.word('boolean', 'number', 'select', 'multi_select', 'text'),
    attributes: map,
    options: nullish(v.array(option)),
    number_limits: nullish(limits),
    number_valence: valence,
  } satisfies Entries<EvaluatorSpecBase>
}

export function evaluatorSpec(direction: Direction): Schema<EvaluatorSpec> {
  const shared = specEntries(direction)
  return variant<EvaluatorSpec>(direction, 'evaluator_type', {
    llm: direction.object({
      ...shared,
      evaluator_type: v.literal('llm'),
      prompt: nullish(promptKernel(direction)),
    } satisfies Entries<LlmEvaluatorRequest>),
    python: direction.object({
      ...shared,
      evaluator_type: v.literal('python'),
      code: v.string(),
    } satisfies Entries<CodeEvaluatorRequest>),
    human: direction.object({
      ...shared,
      evaluator_type: v.literal('human'),
      instructions: text,
    } satisfies Entries<HumanEvaluatorRequest>),
    external: direction.object({
      ...shared,
      evaluator_type: v.literal('external'),
    } satisfies Entries<ExternalEvaluatorRequest>),
  })
}
