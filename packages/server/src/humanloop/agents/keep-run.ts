import type { LogContext, ModelInput } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { findVersions } from '../files/find-versions.js'
import { insertLog } from '../logs/insert-log.js'
import { changeLogContent } from '../logs/log-content.js'
import { getLog } from '../logs/present-log.js'
import { updateTrace } from '../logs/trace-status.js'
import { listOpenAncestors } from '../logs/trace.js'
import { toLogOutcome } from './agent-run.js'
import type { AgentRun, RunEnd, Step } from './agent-run.js'

/** Writes the Log of a run and those of its steps. */
export async function insertRun(records: Records, services: Services, run: AgentRun, end: RunEnd, told: LogContext & ModelInput): Promise<LogRecord> {
  const { target, logId: id, inputs, startedAt } = run
  const entry = { ...told, ...toLogOutcome(run, end), id, inputs, start_time: startedAt, end_time: services.now() }
  const log = await insertLog(records, services, target, entry)
  return insertSteps(records, services, log, run.steps, end)
}

/** Adds to the Log of a run what came of going on with it. */
export async function updateRun(records: Records, services: Services, run: AgentRun, end: RunEnd, log: LogRecord): Promise<LogRecord> {
  const content = changeLogContent(log.content, { ...toLogOutcome(run, end), end_time: services.now() })
  await records.logs.update(log.id, { content })
  return insertSteps(records, services, log, run.steps, end)
}

async function insertSteps(
  records: Records,
  services: Services,
  { id, content }: LogRecord,
  steps: Step[],
  { log_status: status }: Pick<RunEnd, 'log_status'>,
): Promise<LogRecord> {
  const { save, user, environment, source } = content as LogContext
  const shared = Object.fromEntries(Object.entries({ save, user, environment, source }).filter(([, value]) => value !== undefined))
  const present = new Set((await findVersions(records, steps.map(({ target }) => target.version.id))).map(({ version }) => version.id))
  // The Log of a long run is large: it is read once, and not for each of its steps.
  let ancestors = await listOpenAncestors(records, id)
  for (const { target, entry, steps: deeper } of steps) {
    // A tool that was deleted while the Agent was at work takes its Logs with it, not those of the Agent.
    if (!present.has(target.version.id)) continue
    const log = await insertLog(records, services, target, { ...shared, ...entry, trace_parent_id: id }, { ancestors })
    if (target.file.kind !== 'agent') continue
    await insertSteps(records, services, log, deeper, { log_status: 'complete' })
    ancestors = await listOpenAncestors(records, id)
  }
  const log = await getLog(records, id)
  return status === 'complete' ? updateTrace(records, services, log, { log_status: status }) : log
}
