import type { LogRecord, Records, RunRecord } from '../../repository/repository.js'
import type { Services } from '../../http/route.js'
import { datasetKind } from '../datasets/dataset-kind.js'
import { requestRunJudgments } from '../evaluators/request-judgments.js'
import { invalidField, notFound } from '../refusals.js'

/** Puts a new Log into the run that it was made for. */
export async function attachToRun(records: Records, services: Pick<Services, 'now' | 'work'>, log: LogRecord): Promise<void> {
  if (log.runId === null) return
  const run = await records.runs.find(log.runId)
  if (run === undefined) throw notFound(`Run with id "${log.runId}" not found. Create it first, or leave run_id out.`)
  await attachLogs(records, services, run, [log], 'run_id')
}

/** Puts Logs into a run, and has them judged. They are of the file that it is about, and made for datapoints of its Dataset. `field` is what named them. */
export async function attachLogs(
  records: Records,
  services: Pick<Services, 'now' | 'work'>,
  run: RunRecord,
  logs: LogRecord[],
  field: string,
): Promise<void> {
  const version = run.versionId === null ? undefined : await records.versions.find({ id: run.versionId })
  const stranger = version && logs.find(({ fileId }) => fileId !== version.fileId)
  if (stranger !== undefined) throw invalidField([field], `Log "${stranger.id}" is of another file than run "${run.id}".`)
  await refuseForeignDatapoints(records, run, logs)
  const addedAt = services.now()
  await records.runLogs.add(logs.map(({ id, sourceDatapointId }) => ({ runId: run.id, logId: id, datapointId: sourceDatapointId, addedAt })))
  await requestRunJudgments(records, services, run, logs)
}

async function refuseForeignDatapoints(records: Records, { id, datasetVersionId }: RunRecord, logs: LogRecord[]): Promise<void> {
  const dataset = datasetVersionId === null ? undefined : await records.versions.find({ id: datasetVersionId })
  const wanted = [...new Set(logs.flatMap(({ sourceDatapointId }) => sourceDatapointId ?? []))]
  if (dataset === undefined || wanted.length === 0) return
  const known = new Set((await records.datapoints.listByIds(wanted)).filter(({ fileId }) => fileId === dataset.fileId).map((datapoint) => datapoint.id))
  const stranger = wanted.find((datapointId) => !known.has(datapointId))
  if (stranger !== undefined) throw invalidField(['source_datapoint_id'], `Datapoint "${stranger}" is not in the ${datasetKind.label} of run "${id}".`)
}
