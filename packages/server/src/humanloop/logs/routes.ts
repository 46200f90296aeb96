import { json } from '../../http/answer.js'
import { route } from '../../http/route.js'
import type { Route } from '../../http/route.js'
import { deleteLogs, listLogs } from './list-logs.js'
import { getLog, presentLog } from './present-log.js'

export const logRoutes: Route[] = [
  route('GET /logs', listLogs),
  route('DELETE /logs', deleteLogs),
  route('GET /logs/{id}', ({ services, param }) =>
    services.repository.read(async (records) => json(await presentLog(records, await getLog(records, param('id'))))),
  ),
]
