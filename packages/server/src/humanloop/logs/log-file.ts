import type { LogContext, LogOutcome, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Handler } from '../../http/route.js'
import type { CallableKind } from '../files/file-kind.js'
import { getFile } from '../files/find-file.js'
import type { FileReference } from '../files/find-file.js'
import { findTarget } from '../files/find-target.js'
import { notFound } from '../refusals.js'
import { insertLog } from './insert-log.js'
import { getLog, presentLog } from './present-log.js'

type LogRequest = FileReference & LogContext & LogOutcome & { run_id?: string | null }

/** `POST /{collection}/log` */
export function logFile(kind: CallableKind): Handler<LogRequest, VersionSelector> {
  return async (exchange) => {
    const { body, services, commit } = exchange
    return commit(async (records) => {
      const target = await findTarget(records, kind, exchange)
      const entry = { ...body, id: body.log_id ?? services.createId('log'), created_at: body.created_at ?? services.now() }
      const log = await insertLog(records, services, target, entry)
      return json({ id: log.id, [`${kind.kind}_id`]: log.fileId, version_id: log.versionId, session_id: null })
    })
  }
}

/** `PATCH /{collection}/{id}/log/{log_id}` */
export function updateFileLog(kind: CallableKind): Handler<object> {
  return async ({ body, param, commit }) =>
    commit(async (records) => {
      const file = await getFile(records, kind, param('id'))
      const log = await getLog(records, param('log_id'))
      if (log.fileId !== file.id) throw notFound(`${kind.label} "${file.path}" has no Log with id "${log.id}".`)
      const content = { ...log.content, ...body }
      await records.logs.update(log.id, { content })
      return json(await presentLog(records, { ...log, content }))
    })
}
