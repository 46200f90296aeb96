import type { Services } from '../../http/route.js'
import type { Records, RunRecord } from '../../repository/repository.js'
import { patientRank } from '../../work/worker.js'
import { requestRunJudgments } from '../evaluators/request-judgments.js'
import { isOver } from './run-status.js'

/** A datapoint of a run that wants a Log. */
export interface AnswerTask extends Record<string, unknown> {
  runId: string
  datapointId: string
}

export const answerWork = 'answer'

const logsAtOnce = 1000

/** Has the server do what is left to do of a run: Logs of the datapoints that have none, and judgments of the Logs that are there. */
export async function requestRest(records: Records, services: Pick<Services, 'work'>, run: RunRecord): Promise<void> {
  if (isOver(run)) return
  const answered = await requestForLogs(records, services, run)
  if (!run.orchestrated || run.datasetVersionId === null) return
  const missing = (await records.datapoints.listIds(run.datasetVersionId)).filter((id) => !answered.has(id))
  await services.work.add(
    records,
    missing.map((datapointId) => {
      const content: AnswerTask = { runId: run.id, datapointId }
      return { kind: answerWork, rank: patientRank, key: [run.id, datapointId], subjectId: run.id, content }
    }),
  )
}

/** Takes back what the server was to do for a run. What it is doing just now is not kept. */
export async function withdrawAnswers({ work }: Records, { id }: RunRecord): Promise<void> {
  await work.removeBySubject(id)
}

/** Goes through the Logs of a run, which may be many, and has them judged. Tells which datapoints they answer. */
async function requestForLogs(records: Records, services: Pick<Services, 'work'>, run: RunRecord): Promise<Set<string>> {
  const answered = new Set<string>()
  for (let offset = 0; ; offset += logsAtOnce) {
    const { items } = await records.runLogs.list({ runIds: [run.id], offset, limit: logsAtOnce })
    for (const { datapointId } of items) if (datapointId !== null) answered.add(datapointId)
    await requestRunJudgments(records, services, run, await records.logs.listByIds(items.map(({ logId }) => logId)))
    if (items.length < logsAtOnce) return answered
  }
}
