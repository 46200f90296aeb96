import type { EvaluationRecord, LinkedRunRecord, Records } from '../../repository/repository.js'
import { notFound } from '../refusals.js'

export async function getEvaluation({ evaluations }: Records, id: string): Promise<EvaluationRecord> {
  const evaluation = await evaluations.find({ id })
  if (evaluation === undefined) throw notFound(`Evaluation with id "${id}" not found.`)
  return evaluation
}

/** Finds a run in an Evaluation. */
export async function getLinkedRun({ runs }: Records, { id }: EvaluationRecord, runId: string): Promise<LinkedRunRecord> {
  const run = (await runs.listByEvaluation(id)).find((candidate) => candidate.id === runId)
  if (run === undefined) throw notFound(`Evaluation "${id}" has no run with id "${runId}".`)
  return run
}
