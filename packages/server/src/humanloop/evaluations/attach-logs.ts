import type { LogRecord, Records, RunRecord } from '../../repository/repository.js'
import { datasetKind } from '../datasets/dataset-kind.js'
import { invalidField, notFound } from '../refusals.js'

/** Puts a new Log into the run that it was made for. */
export async function attachToRun(records: Records, log: LogRecord, addedAt: string): Promise<void> {
  if (log.runId === null) return
  const run = await records.runs.find(log.runId)
  if (run === undefined) throw notFound(`Run with id "${log.runId}" not found. Create it first, or leave run_id out.`)
  await attachLogs(records, run, [log], { field: 'run_id', addedAt })
}

/** Puts Logs into a run. They are of the file that it is about, and made for datapoints of its Dataset. */
export async function attachLogs(
  records: Records,
  run: RunRecord,
  logs: LogRecord[],
  { field, addedAt }: { field: string; addedAt: string },
): Promise<void> {
  const version = run.versionId === null ? undefined : await records.versions.find({ id: run.versionId })
  const stranger = version && logs.find(({ fileId }) => fileId !== version.fileId)
  if (stranger !== undefined) throw invalidField([field], `Log "${stranger.id}" is of another file than run "${run.id}".`)
  await refuseForeignDatapoints(records, run, logs)
  await records.runLogs.add(logs.map(({ id, sourceDatapointId }) => ({ runId: run.id, logId: id, datapointId: sourceDatapointId, addedAt })))
}

async function refuseForeignDatapoints(records: Records, { id, datasetVersionId }: RunRecord, logs: LogRecord[]): Promise<void> {
  const dataset = datasetVersionId === null ? undefined : await records.versions.find({ id: datasetVersionId })
  const wanted = [...new Set(logs.flatMap(({ sourceDatapointId }) => sourceDatapointId ?? []))]
  if (dataset === undefined || wanted.length === 0) return
  const known = new Set((await records.datapoints.listByIds(wanted)).filter(({ fileId }) => fileId === dataset.fileId).map((datapoint) => datapoint.id))
  const stranger = wanted.find((datapointId) => !known.has(datapointId))
  if (stranger !== undefined) throw invalidField(['source_datapoint_id'], `Datapoint "${stranger}" is not in the ${datasetKind.label} of run "${id}".`)
}
