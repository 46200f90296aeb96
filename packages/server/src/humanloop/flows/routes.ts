import type { UpdateFlowLogRequest } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Exchange, Route } from '../../http/route.js'
import { monitoredFileRoutes } from '../files/file-routes.js'
import { logFile } from '../logs/log-file.js'
import { getLog, presentLog } from '../logs/present-log.js'
import { updateTrace } from '../logs/trace-status.js'
import { notFound } from '../refusals.js'
import { flowKind } from './flow-kind.js'

export const flowRoutes: Route[] = [
  ...monitoredFileRoutes(flowKind),
  route('POST /flows/log', logFile(flowKind), { body: 'json', isOneWrite: true }),
  route('PATCH /flows/logs/{log_id}', updateFlowLog, { body: 'json' }),
]

async function updateFlowLog({ body, services, param, commit }: Exchange<UpdateFlowLogRequest>): Promise<Answer> {
  return commit(async (records) => {
    const log = await getLog(records, param('log_id'))
    if (log.kind !== flowKind.kind) throw notFound(`Log "${log.id}" is one of a ${log.kind}, not of a Flow.`)
    return json(await presentLog(records, await updateTrace(records, services, log, body)))
  })
}
