import type { Services } from '../../http/route.js'
import type { FileRecord, LogRecord, Records, RunRecord, VersionRecord } from '../../repository/repository.js'
import type { NewWork } from '../../work/work-queue.js'
import { urgentRank } from '../../work/worker.js'
import { isOver } from '../evaluations/run-status.js'
import { findMonitoringEvaluators } from '../files/monitors.js'
import { evaluatorKind, isJudgedHere } from './evaluator-kind.js'

/** What a judgment that is to be made is about. */
export interface JudgmentTask extends Record<string, unknown> {
  logId: string
  evaluatorVersionId: string
  /** Whether the Evaluator monitors the file of the Log; otherwise it judges the Logs of runs. */
  monitors: boolean
}

export const judgmentWork = 'judgment'

/** Has the Evaluators that monitor a file judge a new Log of it. A judgment of a judgment is judged by nobody, so that there is an end. */
export async function requestMonitoring(records: Records, { work }: Pick<Services, 'work'>, file: FileRecord, log: LogRecord): Promise<void> {
  if (file.details.monitors.length === 0 || !isSettled(log)) return
  const judged = log.parentId === null ? undefined : await records.logs.find(log.parentId)
  if (judged?.kind === evaluatorKind.kind) return
  const evaluators = await findMonitoringEvaluators(records, file)
  await work.add(records, toWork([log], evaluators.map(({ version }) => version), true))
}

/** Has the Evaluators of a run's Evaluations judge Logs of the run. */
export async function requestRunJudgments(records: Records, { work }: Pick<Services, 'work'>, run: RunRecord, logs: LogRecord[]): Promise<void> {
  if (isOver(run) || logs.length === 0) return
  const evaluators = (await records.runs.listEvaluations(run.id)).flatMap(({ evaluators: chosen }) => chosen.filter(({ orchestrated }) => orchestrated))
  if (evaluators.length === 0) return
  const versions = await records.versions.listByIds([...new Set(evaluators.map(({ versionId }) => versionId))])
  await work.add(records, toWork(logs.filter(isSettled), versions, false))
}

function toWork(logs: LogRecord[], versions: VersionRecord[], monitors: boolean): NewWork[] {
  const judges = versions.filter(isJudgedHere)
  return logs.flatMap(({ id: logId }) =>
    judges.map(({ id: evaluatorVersionId }) => {
      const content: JudgmentTask = { logId, evaluatorVersionId, monitors }
      return { kind: judgmentWork, rank: urgentRank, key: [logId, evaluatorVersionId], subjectId: logId, content }
    }),
  )
}

/** Whether a Log will not change any more: the trace below it is complete. */
function isSettled({ logStatus }: LogRecord): boolean {
  return logStatus !== 'incomplete'
}
