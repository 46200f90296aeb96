import type { CreateEvaluatorLogRequest, CreateEvaluatorLogResponse, VersionSelector } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { findTarget } from '../files/find-target.js'
import { insertLog } from '../logs/insert-log.js'
import { getLog } from '../logs/present-log.js'
import { checkJudgment } from './check-judgment.js'
import { evaluatorKind, specOf } from './evaluator-kind.js'

/** `POST /evaluators/log` */
export async function logJudgment(exchange: Exchange<CreateEvaluatorLogRequest, VersionSelector>): Promise<Answer> {
  const { body, services, commit } = exchange
  return commit(async (records) => {
    const judged = await getLog(records, body.parent_id)
    const target = await findTarget(records, evaluatorKind, exchange)
    checkJudgment(specOf(target.version), body.judgment)
    const log = await insertLog(records, services, target, { ...body, id: body.log_id ?? services.createId('log') })
    return json({ id: log.id, parent_id: judged.id, version_id: log.versionId, session_id: null } satisfies CreateEvaluatorLogResponse)
  })
}
