import * as v from 'valibot'
import { answer, map, nullish, number, text, variant } from '../../direction.js'
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

const specEntries = {
  arguments_type: v.string(),
  return_type: v.string(),
  attributes: map,
  options: nullish(v.array(v.looseObject({ name: v.string(), valence: text } satisfies Entries<EvaluatorJudgmentOption>))),
  number_limits: nullish(v.looseObject({ min: number, max: number, step: number } satisfies Entries<EvaluatorJudgmentNumberLimit>)),
  number_valence: text,
} satisfies Entries<EvaluatorSpecBase>

/** Checks how an Evaluator judges. */
export const EvaluatorSpecSchema: Schema<EvaluatorSpec> = variant<EvaluatorSpec>(answer, 'evaluator_type', {
  llm: v.looseObject({
    ...specEntries,
    evaluator_type: v.literal('llm'),
    prompt: nullish(promptKernel(answer)),
  } satisfies Entries<LlmEvaluatorRequest>),
  python: v.looseObject({
    ...specEntries,
    evaluator_type: v.literal('python'),
    code: v.string(),
  } satisfies Entries<CodeEvaluatorRequest>),
  human: v.looseObject({
    ...specEntries,
    evaluator_type: v.literal('human'),
    instructions: text,
  } satisfies Entries<HumanEvaluatorRequest>),
  external: v.looseObject({
    ...specEntries,
    evaluator_type: v.literal('external'),
  } satisfies Entries<ExternalEvaluatorRequest>),
})
