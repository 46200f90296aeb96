import type { AddLogsToRunRequest, CreateRunRequest, EvaluationRunsResponse, UpdateEvaluationRunRequest } from '@smarter-api/schemas/humanloop'
import { json, noContent } from '../../http/answer.js'
import type { Handler, Services } from '../../http/route.js'
import type { EvaluationRecord, Records, RunRecord } from '../../repository/repository.js'
import { invalidField, notFound } from '../refusals.js'
import { attachLogs } from './attach-logs.js'
import { getEvaluation, getLinkedRun } from './find-evaluation.js'
import { planRun } from './plan-run.js'
import { presentRun, presentRuns } from './present-run.js'
import { requestRest, withdrawAnswers } from './request-answers.js'
import { isOver } from './run-status.js'

/** `GET /evaluations/{id}/runs` */
export const listRuns: Handler = async ({ services, param }) =>
  services.repository.read(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const runs = await presentRuns(records, evaluation, await records.runs.listByEvaluation(evaluation.id))
    return json({ runs } satisfies EvaluationRunsResponse)
  })

/** `POST /evaluations/{id}/runs`. What the server is to do for the run is done after the answer. */
export const createRun: Handler<CreateRunRequest> = async ({ body, services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const { version, dataset, orchestrated, useExistingLogs, existing } = await planRun(records, evaluation, body)
    const now = services.now()
    const run: RunRecord = {
      id: services.createId('run'),
      versionId: version?.version.id ?? null,
      datasetVersionId: dataset?.version.id ?? null,
      orchestrated,
      useExistingLogs,
      status: 'pending',
      createdAt: now,
      updatedAt: now,
    }
    await records.runs.insert(run)
    await linkRun(records, evaluation, run, now)
    await attachLogs(records, services, run, existing, 'use_existing_logs')
    await requestRest(records, services, run)
    return json(await presentRun(records, evaluation, await getLinkedRun(records, evaluation, run.id)))
  })

/** `POST /evaluations/{id}/runs/{run_id}` */
export const addExistingRun: Handler = async ({ services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const run = await records.runs.find(param('run_id'))
    if (run === undefined) throw notFound(`Run with id "${param('run_id')}" not found.`)
    await refuseForeignRun(records, evaluation, run)
    const linked = await records.runs.listByEvaluation(evaluation.id)
    if (!linked.some(({ id }) => id === run.id)) await linkRun(records, evaluation, run, services.now())
    await requestRest(records, services, run)
    return json(await presentRun(records, evaluation, await getLinkedRun(records, evaluation, run.id)))
  })

/** `DELETE /evaluations/{id}/runs/{run_id}`. A run that no other Evaluation shares is gone; its Logs stay. */
export const removeRun: Handler = async ({ services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const { id } = await getLinkedRun(records, evaluation, param('run_id'))
    await records.runs.unlink(evaluation.id, id)
    await records.evaluations.update(evaluation.id, { updatedAt: services.now() })
    return noContent()
  })

/** `PATCH /evaluations/{id}/runs/{run_id}` */
export const updateRun: Handler<UpdateEvaluationRunRequest> = async ({ body, services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const run = await getLinkedRun(records, evaluation, param('run_id'))
    const { control, status } = body
    if (typeof status === 'string') await changeStatus(records, services, run, status)
    if (control === true) await records.runs.setControl(evaluation.id, run.id)
    if (control === false && run.control) await records.runs.setControl(evaluation.id, null)
    return json(await presentRun(records, evaluation, await getLinkedRun(records, evaluation, run.id)))
  })

/** `POST /evaluations/{id}/runs/{run_id}/logs` */
export const addLogsToRun: Handler<AddLogsToRunRequest> = async ({ body, services, param, commit }) =>
  commit(async (records) => {
    const evaluation = await getEvaluation(records, param('id'))
    const run = await getLinkedRun(records, evaluation, param('run_id'))
    const logs = await records.logs.listByIds([...new Set(body.log_ids)])
    const found = new Set(logs.map(({ id }) => id))
    const missing = body.log_ids.find((id) => !found.has(id))
    if (missing !== undefined) throw notFound(`Log with id "${missing}" not found. None was added.`)
    await attachLogs(records, services, run, logs, 'log_ids')
    return json(await presentRun(records, evaluation, run))
  })

/** A run that is over is worked on no more; one that is opened again goes on where it was. */
async function changeStatus(records: Records, services: Services, run: RunRecord, status: string): Promise<void> {
  const changed = { ...run, status }
  await records.runs.update(run.id, { status, updatedAt: services.now() })
  await (isOver(changed) ? withdrawAnswers(records, changed) : requestRest(records, services, changed))
}

/** Adds a run to an Evaluation. The first one is what the others are compared with, until another is chosen. */
async function linkRun({ evaluations, runs }: Records, { id }: EvaluationRecord, run: RunRecord, addedAt: string): Promise<void> {
  const isFirst = (await runs.listByEvaluation(id)).length === 0
  await runs.link({ evaluationId: id, runId: run.id, control: isFirst, addedAt })
  await evaluations.update(id, { updatedAt: addedAt })
}

async function refuseForeignRun(records: Records, { id, fileId }: EvaluationRecord, { versionId }: RunRecord): Promise<void> {
  const version = versionId === null ? undefined : await records.versions.find({ id: versionId })
  if (version === undefined || fileId === null || version.fileId === fileId) return
  throw invalidField(['run_id'], `The run is of another file than Evaluation "${id}".`)
}
