import type { CreatePromptLogResponse, PromptLogRequest, PromptLogUpdateRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { promptKind } from '../file-kinds.js'
import { getFile } from '../find-file.js'
import { getLog, presentLog } from '../logs/present-log.js'
import { notFound } from '../refusals.js'
import { insertLog } from './log-record.js'
import { findTarget } from './prompt-target.js'

/** `POST /prompts/log` */
export async function logPrompt(exchange: Exchange<PromptLogRequest, VersionSelector>): Promise<Answer> {
  const { body, services, commit } = exchange
  const target = await findTarget(exchange)
  const { id: _id, path: _path, prompt: _prompt, trace_parent_id: _parent, run_id: runId, ...result } = body
  return commit(async (records) => {
    const batches = runId ? { batches: [runId] } : {}
    const kept = { ...result, created_at: body.created_at ?? services.now(), ...batches }
    const log = await insertLog(records, services, target, body.log_id ?? services.createId('log'), body, kept)
    return json({ id: log.id, prompt_id: log.fileId, version_id: log.versionId, session_id: null } satisfies CreatePromptLogResponse)
  })
}

/** `PATCH /prompts/{id}/log/{log_id}` */
export async function updatePromptLog({ body, param, commit }: Exchange<PromptLogUpdateRequest>): Promise<Answer> {
  return commit(async (records) => {
    const file = await getFile(records, promptKind, param('id'))
    const log = await getLog(records, param('log_id'))
    if (log.fileId !== file.id) throw notFound(`Prompt "${file.path}" has no Log with id "${log.id}".`)
    const content = { ...log.content, ...body }
    await records.logs.update(log.id, content)
    return json(await presentLog(records, { ...log, content }))
  })
}
