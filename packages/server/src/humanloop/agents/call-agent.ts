import type { AgentsCallRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { findTargetNow } from '../files/find-target.js'
import { checkLogEntry } from '../logs/insert-log.js'
import { agentContentOf, agentKind } from './agent-kind.js'
import { failedEnd, startRun } from './agent-run.js'
import { listTools } from './agent-tools.js'
import { answerRun } from './answer-run.js'
import { insertRun } from './keep-run.js'

/** `POST /agents/call` */
export async function callAgent(exchange: Exchange<AgentsCallRequest, VersionSelector>): Promise<Answer> {
  const { body, services } = exchange
  const { log_id: chosen } = body
  const { target, read: tools } = await findTargetNow(agentKind, exchange, async (records, { version }) => {
    await checkLogEntry(records, body)
    return listTools(records, agentContentOf(version))
  })
  const run = startRun({
    target,
    logId: chosen ?? services.createId('log'),
    startedAt: services.now(),
    inputs: body.inputs ?? {},
    messages: body.messages ?? [],
    tools,
    toolChoice: body.tool_choice ?? null,
    providerKeys: body.provider_api_keys ?? null,
  })
  return answerRun(exchange, {
    run,
    opening: ['agent_turn_start', 'agent_start'],
    returnInputs: body.return_inputs !== false,
    keep: (records, end) => insertRun(records, services, run, end, body),
    keepFailure: async (records, { message }) => {
      await insertRun(records, services, run, failedEnd(message), body)
    },
  })
}
