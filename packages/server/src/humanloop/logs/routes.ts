import { json } from '../../http/answer.js'
import { route } from '../../http/route.js'
import { getLog, presentLog } from './present-log.js'

export const logRoutes = [
  route('GET /logs/{id}', ({ services, param }) =>
    services.repository.read(async (records) => json(await presentLog(records, await getLog(records, param('id'))))),
  ),
]
