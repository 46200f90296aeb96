import type { LogContext, LogOutcome, LogStatus, UpdateTraceRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import type { CallableKind, FileKind } from '../files/file-kind.js'
import { getFile } from '../files/find-file.js'
import type { FileReference } from '../files/find-file.js'
import { findTarget } from '../files/find-target.js'
import { readTime, toSortable } from '../read-time.js'
import { notFound } from '../refusals.js'
import { insertLog } from './insert-log.js'
import type { LogEntry } from './insert-log.js'
import { changeLogContent } from './log-content.js'
import { getLog, presentLog } from './present-log.js'
import { standsApart } from './stands-apart.js'
import { isTraced, refuseUnanswered, updateTrace } from './trace-status.js'
import { widenTraces } from './trace.js'

type LogRequest = FileReference & LogContext & LogOutcome & { run_id?: string | null; log_status?: LogStatus | null }

/** `POST /{collection}/log` */
export function logFile(kind: CallableKind): Handler<LogRequest, VersionSelector> {
  return async (exchange) => {
    const { body, services, commit } = exchange
    return commit(async (records) => {
      if (body.log_status === 'complete') refuseUnanswered({ ...body })
      const target = await findTarget(records, kind, exchange)
      const end = body.log_status === 'complete' && !body.end_time ? { end_time: services.now() } : {}
      const entry = { ...body, ...end, id: body.log_id ?? services.createId('log') }
      const log = await insertLog(records, services, target, entry, { isIdNew: entry.id !== body.log_id, isFileThere: true })
      const trace = isTraced(kind.kind) ? { log_status: log.logStatus } : { session_id: null }
      return json({ id: log.id, [`${kind.kind}_id`]: log.fileId, version_id: log.versionId, ...trace })
    }, { isApart: standsApart(body) })
  }
}

/** `PATCH /{collection}/{id}/log/{log_id}` */
export function updateFileLog(kind: FileKind): Handler<Pick<LogEntry, 'created_at'>> {
  return async ({ body, param, commit }) =>
    commit(async (records) => {
      const log = await getFileLog(records, kind, param('id'), param('log_id'))
      const { created_at: asMade, ...content } = changeLogContent(log.content, body)
      const createdAt = typeof body.created_at === 'string' ? toSortable(readTime(body.created_at, 'body', 'created_at')) : log.createdAt
      const changes = createdAt === log.createdAt ? { content: asMade === undefined ? content : { ...content, created_at: asMade } } : { content, createdAt }
      await records.logs.update(log.id, changes)
      const changed = { ...log, ...changes }
      await widenTraces(records, changed)
      return json(await presentLog(records, changed))
    })
}

/** `PATCH /{collection}/{id}/log/{log_id}` of the kinds that are at the top of traces. */
export function updateFileTrace(kind: FileKind): Handler<UpdateTraceRequest> {
  return async ({ body, services, param, commit }) =>
    commit(async (records) => {
      const log = await getFileLog(records, kind, param('id'), param('log_id'))
      return json(await presentLog(records, await updateTrace(records, services, log, body)))
    })
}

async function getFileLog(records: Records, kind: FileKind, id: string, logId: string): Promise<LogRecord> {
  const file = await getFile(records, kind, id)
  const log = await getLog(records, logId)
  if (log.fileId !== file.id) throw notFound(`${kind.label} "${file.path}" has no Log with id "${log.id}".`)
  return log
}
