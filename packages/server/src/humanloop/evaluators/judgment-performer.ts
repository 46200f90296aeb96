import type { Services } from '../../http/route.js'
import { endedBy } from '../../model/ended-by.js'
import type { LogRecord, Records, WorkRecord } from '../../repository/repository.js'
import type { Keep, Performer } from '../../work/worker.js'
import { isOver } from '../evaluations/run-status.js'
import { presentDatapoint } from '../datasets/datapoint-ids.js'
import type { FileVersion } from '../files/file-kind.js'
import { findVersions } from '../files/find-versions.js'
import { insertLog } from '../logs/insert-log.js'
import { presentLog } from '../logs/present-log.js'
import { specOf } from './evaluator-kind.js'
import { judgeLog } from './judge-log.js'
import type { Verdict } from './judge-log.js'
import type { JudgedCase } from './judged-case.js'
import type { JudgmentTask } from './request-judgments.js'

/** What a judgment is made of. */
interface Hearing {
  log: LogRecord
  evaluator: FileVersion
}

/** Makes the judgments that monitoring and runs ask for. */
export function judgmentPerformer(services: Services): Performer {
  const { repository } = services

  const keepVerdict = (taskOf: WorkRecord, verdict: Verdict, startedAt: string): Keep => async (records) => {
    const hearing = await readHearing(records, taskOf.content as JudgmentTask)
    if (hearing === undefined) return
    const { log, evaluator } = hearing
    const times = { start_time: startedAt, end_time: services.now() }
    const about = { parent_id: log.id, source_datapoint_id: log.sourceDatapointId }
    await insertLog(records, services, evaluator, { ...verdict, ...times, ...about, id: services.createId('log') })
  }

  return {
    async perform(work, signal) {
      const startedAt = services.now()
      const found = await repository.read(async (records) => {
        const hearing = await readHearing(records, work.content as JudgmentTask)
        return hearing && { spec: specOf(hearing.evaluator.version), judged: await readCase(records, hearing.log) }
      })
      if (found === undefined) return undefined
      return keepVerdict(work, await judgeLog({ ...services, model: endedBy(services.model, signal) }, found.spec, found.judged), startedAt)
    },
    giveUp: async (work) => keepVerdict(work, { error: 'The server failed each time it tried to make this judgment; its log says more.' }, services.now()),
  }
}

/** Reads what a judgment is made of; `undefined` when it is there already, or nobody wants it any more. */
async function readHearing(records: Records, { logId, evaluatorVersionId, monitors }: JudgmentTask): Promise<Hearing | undefined> {
  const log = await records.logs.find(logId)
  const [evaluator] = await findVersions(records, [evaluatorVersionId])
  if (log === undefined || evaluator === undefined) return undefined
  const { total } = await records.logs.list({ parentIds: [logId], versionId: evaluatorVersionId, offset: 0, limit: 1 })
  if (total > 0) return undefined
  return monitors || (await isWantedByRun(records, logId, evaluatorVersionId)) ? { log, evaluator } : undefined
}

async function isWantedByRun(records: Records, logId: string, evaluatorVersionId: string): Promise<boolean> {
  for (const { runId } of await records.runLogs.listByLogs([logId])) {
    const run = await records.runs.find(runId)
    if (run === undefined || isOver(run)) continue
    const evaluators = (await records.runs.listEvaluations(runId)).flatMap((evaluation) => evaluation.evaluators)
    if (evaluators.some(({ versionId, orchestrated }) => orchestrated && versionId === evaluatorVersionId)) return true
  }
  return false
}

async function readCase(records: Records, log: LogRecord): Promise<JudgedCase> {
  const datapoint = log.sourceDatapointId === null ? undefined : await records.datapoints.find(log.sourceDatapointId)
  return { log: await presentLog(records, log), testcase: datapoint && presentDatapoint(datapoint) }
}
