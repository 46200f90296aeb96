import type { ToolCallRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { findTarget } from '../files/find-target.js'
import { insertLog } from '../logs/insert-log.js'
import { presentLog } from '../logs/present-log.js'
import { runTool } from './run-tool.js'
import { toolContentOf, toolKind } from './tool-kind.js'

/** `POST /tools/call`: a run that fails is an answer too, a Log with an error. */
export async function callTool(exchange: Exchange<ToolCallRequest, VersionSelector>): Promise<Answer> {
  const { body, services, commit } = exchange
  return commit(async (records) => {
    const start = services.now()
    const target = await findTarget(records, toolKind, exchange)
    const run = runTool(toolContentOf(target.version), body.inputs ?? {})
    const id = body.log_id ?? services.createId('log')
    const log = await insertLog(records, services, target, { start_time: start, end_time: services.now(), ...body, ...run, id })
    return json(await presentLog(records, log))
  })
}
