import type { EvaluatorChoice } from '@smarter-api/schemas/humanloop'
import type { EvaluationRecord, Records } from '../../repository/repository.js'
import { evaluatorKind, isJudgedHere } from '../evaluators/evaluator-kind.js'
import { invalidField } from '../refusals.js'
import { findChoice } from './find-choice.js'

type Chosen = EvaluationRecord['evaluators']

/** Adds the Evaluators that a body chooses to those that are there; each version judges once. */
export async function chooseEvaluators(records: Records, present: Chosen, choices: EvaluatorChoice[], addedAt: string): Promise<Chosen> {
  const evaluators = [...present]
  for (const [index, choice] of choices.entries()) {
    const { file, version } = await findChoice(records, choice)
    if (file.kind !== evaluatorKind.kind) throw invalidField(['evaluators', index], `"${file.path}" is a ${file.kind}, not an Evaluator.`)
    if (evaluators.some(({ versionId }) => versionId === version.id)) continue
    evaluators.push({ versionId: version.id, orchestrated: choice.orchestrated ?? isJudgedHere(version), addedAt })
  }
  return evaluators
}
