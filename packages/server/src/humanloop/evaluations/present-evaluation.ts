import type { Evaluation, EvaluationEvaluator, Evaluator } from '@smarter-api/schemas/humanloop'
import type { EvaluationRecord, Records } from '../../repository/repository.js'
import { localUser } from '../files/present-base.js'
import { presentVersions } from '../files/present-versions.js'
import { withKept } from '../kept-fields.js'

/** Puts Evaluations into their wire form. */
export async function presentEvaluations(records: Records, evaluations: EvaluationRecord[]): Promise<Evaluation[]> {
  const versions = await presentVersions(records, evaluations.flatMap(({ evaluators }) => evaluators.map(({ versionId }) => versionId)))
  const counts = new Map((await records.runs.count(evaluations.map(({ id }) => id))).map(({ evaluationId, runs }) => [evaluationId, runs]))
  return evaluations.map(({ id, name, fileId, evaluators, createdAt, updatedAt, kept }) => {
    const { stats: _stats, ...foreign } = kept ?? {}
    const shown = {
      id,
      runs_count: counts.get(id) ?? 0,
      evaluators: evaluators.flatMap(({ versionId, orchestrated, addedAt }): EvaluationEvaluator[] => {
        const version = versions.get(versionId)
        return version === undefined ? [] : [{ version: version as Evaluator, orchestrated, added_at: addedAt }]
      }),
      name,
      file_id: fileId,
      created_at: createdAt,
      created_by: localUser,
      updated_at: updatedAt,
      url: null,
    }
    return withKept(shown, foreign)
  })
}

export async function presentEvaluation(records: Records, evaluation: EvaluationRecord): Promise<Evaluation> {
  const [presented] = await presentEvaluations(records, [evaluation])
  if (presented === undefined) throw new Error('One Evaluation was given, and none came back.')
  return presented
}
