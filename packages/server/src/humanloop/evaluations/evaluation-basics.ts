import type {
  AddEvaluatorsRequest,
  CreateEvaluationRequest,
  Evaluation,
  EvaluationListQuery,
  FileRequest,
  PaginatedData,
} from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { EvaluationRecord, FileRecord, Records } from '../../repository/repository.js'
import { checkLabel } from '../check-label.js'
import { datasetKind } from '../datasets/dataset-kind.js'
import { getAnyFile } from '../files/find-file.js'
import { toWindow } from '../page-window.js'
import { conflict, invalidField, notFound } from '../refusals.js'
import { chooseEvaluators } from './choose-evaluators.js'
import { getEvaluation } from './find-evaluation.js'
import { presentEvaluation, presentEvaluations } from './present-evaluation.js'
import { requestRest } from './request-answers.js'

/** `GET /evaluations` */
export const listEvaluations: Handler<undefined, EvaluationListQuery> = async ({ query, services }) =>
  services.repository.read(async (records) => {
    const { page, size, offset, limit } = toWindow(query)
    const file = await getAnyFile(records, { id: query.file_id })
    const { items, total } = await records.evaluations.list({ fileId: file.id, offset, limit })
    return json({ records: await presentEvaluations(records, items), total, page, size } satisfies PaginatedData<Evaluation>)
  })

/** `POST /evaluations` */
export const createEvaluation: Handler<CreateEvaluationRequest> = async ({ body, services, commit }) =>
  commit(async (records) => {
    const now = services.now()
    const file = body.file ? await findEvaluated(records, body.file) : undefined
    const name = body.name ?? null
    if (name !== null) checkLabel(name, ['name'])
    if (file !== undefined && name !== null) await refuseTakenName(records, file, name)
    const evaluation: EvaluationRecord = {
      id: services.createId('evr'),
      fileId: file?.id ?? null,
      name,
      evaluators: await chooseEvaluators(records, [], body.evaluators, now),
      createdAt: now,
      updatedAt: now,
    }
    await records.evaluations.insert(evaluation)
    return json(await presentEvaluation(records, evaluation), 201)
  })

/** `GET /evaluations/{id}` */
export const getOneEvaluation: Handler = async ({ services, param }) =>
  services.repository.read(async (records) => json(await presentEvaluation(records, await getEvaluation(records, param('id')))))

/** `DELETE /evaluations/{id}`. Runs that no other Evaluation shares go with it; their Logs stay. */
export const deleteEvaluation: Handler = async ({ param, commit }) =>
  commit(async (records) => {
    const { id } = await getEvaluation(records, param('id'))
    await records.evaluations.remove(id)
    return noContent()
  })

/** `POST /evaluations/{id}/evaluators` */
export const addEvaluators: Handler<AddEvaluatorsRequest> = async ({ body, services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const evaluators = await chooseEvaluators(records, evaluation.evaluators, body.evaluators, services.now())
    const changed = await replaceEvaluators(records, evaluation, evaluators, services.now())
    for (const run of await records.runs.listByEvaluation(evaluation.id)) await requestRest(records, services, run)
    return json(await presentEvaluation(records, changed))
  })

/** `DELETE /evaluations/{id}/evaluators/{evaluator_version_id}`. Its judgments stay with the Logs. */
export const removeEvaluator: Handler = async ({ services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const versionId = param('evaluator_version_id')
    const evaluators = evaluation.evaluators.filter((evaluator) => evaluator.versionId !== versionId)
    if (evaluators.length === evaluation.evaluators.length) {
      throw notFound(`Evaluation "${evaluation.id}" has no Evaluator version with id "${versionId}".`)
    }
    return json(await presentEvaluation(records, await replaceEvaluators(records, evaluation, evaluators, services.now())))
  })

async function findEvaluated(records: Records, { id, path }: FileRequest): Promise<FileRecord> {
  const named = typeof id === 'string' ? { id } : typeof path === 'string' ? { path } : undefined
  if (named === undefined) throw invalidField(['file', 'path'], 'Either id or path is required.', 'missing')
  const file = await getAnyFile(records, named)
  if (typeof path === 'string' && path !== file.path) throw invalidField(['file', 'path'], `The file "${file.id}" has another path. Give id or path.`)
  if (file.kind === datasetKind.kind) throw invalidField(['file'], `"${file.path}" is a Dataset, which cannot be evaluated.`)
  return file
}

async function refuseTakenName({ evaluations }: Records, file: FileRecord, name: string): Promise<void> {
  const owner = await evaluations.find({ fileId: file.id, name })
  if (owner !== undefined) throw conflict(`Another Evaluation of "${file.path}" is named "${name}" already: ${owner.id}. Choose another name.`)
}

async function replaceEvaluators(
  { evaluations }: Records,
  evaluation: EvaluationRecord,
  evaluators: EvaluationRecord['evaluators'],
  updatedAt: string,
): Promise<EvaluationRecord> {
  const changes = { evaluators, updatedAt }
  await evaluations.update(evaluation.id, changes)
  return { ...evaluation, ...changes }
}
