import type { EvaluationLog, EvaluationLogsQuery, EvaluatorLog, PaginatedData } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { EvaluationRecord, Records, RunLogRecord } from '../../repository/repository.js'
import { presentDatapoint } from '../datasets/datapoint-ids.js'
import { presentLogs } from '../logs/present-log.js'
import { toWindow } from '../page-window.js'
import { notFound } from '../refusals.js'
import { getEvaluation } from './find-evaluation.js'

/** `GET /evaluations/{id}/logs` */
export const getEvaluationLogs: Handler<undefined, EvaluationLogsQuery> = async ({ query, services, param }) =>
  services.repository.read(async (records) => {
    const { page, size, offset, limit } = toWindow(query)
    const evaluation = await getEvaluation(records, param('id'))
    const { items, total } = await records.runLogs.list({ runIds: await chooseRuns(records, evaluation, query.run_id), offset, limit })
    return json({ records: await presentEvaluationLogs(records, evaluation, items), total, page, size } satisfies PaginatedData<EvaluationLog>)
  })

/** Puts places of Logs in runs of an Evaluation into their wire form. */
export async function presentEvaluationLogs(records: Records, evaluation: EvaluationRecord, places: RunLogRecord[]): Promise<EvaluationLog[]> {
  const judges = new Set(evaluation.evaluators.map(({ versionId }) => versionId))
  const logs = await presentLogs(records, await records.logs.listByIds(places.map(({ logId }) => logId)), { steps: false, parents: false })
  const datapoints = await records.datapoints.listByIds(places.flatMap(({ datapointId }) => datapointId ?? []))
  const found = { logs: new Map(logs.map((log) => [log.id, log])), datapoints: new Map(datapoints.map((record) => [record.id, presentDatapoint(record)])) }
  return places.flatMap(({ runId, logId, datapointId }): EvaluationLog[] => {
    const log = found.logs.get(logId)
    if (log === undefined) return []
    const evaluator_logs = log.evaluator_logs.filter(({ evaluator }: EvaluatorLog) => judges.has(evaluator.version_id))
    return [{ run_id: runId, datapoint: found.datapoints.get(datapointId ?? '') ?? null, log, evaluator_logs }]
  })
}

async function chooseRuns({ runs }: Records, { id }: EvaluationRecord, wanted: string[] | undefined): Promise<string[]> {
  const known = (await runs.listByEvaluation(id)).map((run) => run.id)
  const stranger = wanted?.find((runId) => !known.includes(runId))
  if (stranger !== undefined) throw notFound(`Evaluation "${id}" has no run with id "${stranger}".`)
  return wanted ?? known
}
