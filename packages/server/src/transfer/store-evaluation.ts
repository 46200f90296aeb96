import { canonicalJson } from '../digest.js'
import type { EvaluationRecord, EvaluationRunRecord, RunRecord } from '../repository/repository.js'
import type { Storing } from './store-file.js'

/** Finds an Evaluation by its id, or makes it. What is there stays as it is. */
export async function storeEvaluation({ records: { evaluations }, findings, place }: Omit<Storing, 'directoryIds'>, wanted: EvaluationRecord): Promise<void> {
  const present = await evaluations.find({ id: wanted.id })
  if (present !== undefined) {
    const isAlike = (['fileId', 'name', 'evaluators'] as const).every((field) => canonicalJson(present[field]) === canonicalJson(wanted[field]))
    if (!isAlike) findings.note(place, `The Evaluation ${wanted.id} has another name or other Evaluators here, and keeps them.`)
    findings.count('evaluations', 'present')
    return
  }
  const { fileId, name } = wanted
  const namesake = fileId === null || name === null ? undefined : await evaluations.find({ fileId, name })
  if (namesake !== undefined) findings.lost(place, `The name "${name}" belongs to the Evaluation ${namesake.id} here; this one is kept without it.`)
  await evaluations.insert(namesake === undefined ? wanted : { ...wanted, name: null })
  findings.count('evaluations', 'added')
}

/** Finds a run by its id, or makes it, and puts it into its Evaluation. */
export async function storeRun({ records: { runs }, findings, place }: Omit<Storing, 'directoryIds'>, wanted: RunRecord, membership: EvaluationRunRecord): Promise<void> {
  const present = await runs.find(wanted.id)
  if (present === undefined) await runs.insert(wanted)
  else if (present.versionId !== wanted.versionId || present.datasetVersionId !== wanted.datasetVersionId) {
    findings.lost(place, `The run ${wanted.id} is of another version or Dataset here, and stays so.`)
  }
  const linked = await runs.listByEvaluation(membership.evaluationId)
  if (linked.some(({ id }) => id === wanted.id)) {
    findings.count('runs', 'present')
    return
  }
  const hasControl = linked.some(({ control }) => control)
  if (membership.control && hasControl) findings.note(place, 'Another run is the one that the others are compared with here.')
  await runs.link({ ...membership, control: membership.control && !hasControl })
  findings.count('runs', 'added')
}
