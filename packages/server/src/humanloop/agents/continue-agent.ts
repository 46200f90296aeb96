import type { AgentsContinueCallRequest, ChatMessage, FreeMap, ModelInput, ModelOutput, ToolCall } from '@smarter-api/schemas/humanloop'
import { canonicalJson } from '../../digest.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange, Services } from '../../http/route.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { findVersions } from '../files/find-versions.js'
import { getLog } from '../logs/present-log.js'
import { listOpenAncestors } from '../logs/trace.js'
import { conflict, invalidField, notFound } from '../refusals.js'
import { agentContentOf } from './agent-kind.js'
import { openCalls, startRun } from './agent-run.js'
import type { AgentRun, Step } from './agent-run.js'
import { listTools } from './agent-tools.js'
import { answerRun } from './answer-run.js'
import { updateRun } from './keep-run.js'
import { readArguments } from './linked-call.js'

type AgentLogContent = ModelInput & ModelOutput & { inputs?: FreeMap | null; save?: boolean | null }

/** `POST /agents/continue` */
export async function continueAgent(exchange: Exchange<AgentsContinueCallRequest>): Promise<Answer> {
  const { body, services } = exchange
  const { log, run } = await services.repository.read(async (records) => {
    const found = await getWaitingLog(records, body.log_id)
    await listOpenAncestors(records, found.traceParentId)
    return { log: found, run: await resumeRun(records, services, found, body) }
  })
  return answerRun(exchange, {
    run,
    opening: ['agent_turn_continue'],
    returnInputs: true,
    async keep(records, end) {
      const current = await getWaitingLog(records, log.id)
      const isSame = canonicalJson(historyOf(current.content)) === canonicalJson(historyOf(log.content))
      if (!isSame) throw conflict(`The run of Log "${log.id}" went on in the meantime. Read it again.`)
      return updateRun(records, services, run, end, current)
    },
    keepFailure: async () => {},
  })
}

async function getWaitingLog(records: Records, id: string): Promise<LogRecord> {
  const log = await getLog(records, id)
  if (log.kind !== 'agent') throw notFound(`Agent Log with id "${id}" not found.`)
  if (log.logStatus === 'complete') throw conflict(`The run of Log "${id}" is complete. Call the Agent again.`)
  if (log.content['save'] === false) throw conflict(`The messages of Log "${id}" were not saved, so that its run cannot go on. Call the Agent without save: false.`)
  return log
}

async function resumeRun(records: Records, services: Services, log: LogRecord, { messages: news, provider_api_keys: keys }: AgentsContinueCallRequest): Promise<AgentRun> {
  const [target] = await findVersions(records, [log.versionId])
  if (target === undefined) throw notFound('The Agent of this Log is gone.')
  const content: AgentLogContent = log.content
  const history = historyOf(content)
  const answered = checkAnswers(history, news)
  const messages = [...history, ...news]
  const tools = await listTools(records, agentContentOf(target.version))
  const startedAt = services.now()
  const steps = answered.flatMap(({ call, answer }): Step[] => {
    const tool = tools.find(({ function: offered }) => offered.name === call.function.name)
    if (tool?.target?.file.kind !== 'tool') return []
    const output = typeof answer.content === 'string' ? answer.content : JSON.stringify(answer.content)
    const entry = { id: services.createId('log'), inputs: readArguments(call) ?? {}, output, start_time: startedAt, end_time: startedAt }
    return [{ target: tool.target, entry, steps: [] }]
  })
  const run = startRun({ target, logId: log.id, startedAt, inputs: content.inputs ?? {}, messages, tools, rounds: roundsOf(messages), steps, providerKeys: keys ?? null })
  for (const name of Object.keys(run.spent) as (keyof typeof run.spent)[]) run.spent[name] = content[name] ?? 0
  return run
}

/** All that was said: a Log that was made elsewhere holds the last answer beside its messages. */
function historyOf({ messages, output_message: last }: AgentLogContent): ChatMessage[] {
  const said = messages ?? []
  return openCalls(said).length === 0 && last?.tool_calls?.length ? [...said, last] : said
}

/** Refuses messages that do not begin with one answer to each tool request that is open. */
function checkAnswers(history: ChatMessage[], news: ChatMessage[]): { call: ToolCall; answer: ChatMessage }[] {
  const open = openCalls(history)
  const answered = open.map((call) => ({ call, answers: news.slice(0, open.length).filter((answer) => isAnswer(answer, call)) }))
  const missing = answered.filter(({ answers }) => answers.length !== 1).map(({ call }) => `${call.id} (${call.function.name})`)
  if (missing.length > 0) throw invalidField(['messages'], `Begin with one answer of role tool to each open tool request: ${missing.join(', ')}.`)
  const stray = news.findIndex(({ role }, index) => role === 'tool' && index >= open.length)
  if (stray >= 0) throw invalidField(['messages', stray], 'This message answers no open request of the Agent.')
  if (news.length === 0) throw invalidField(['messages'], 'Give the messages that the run goes on with.')
  return answered.flatMap(({ call, answers }) => answers.map((answer) => ({ call, answer })))
}

function isAnswer({ role, tool_call_id: id }: ChatMessage, call: ToolCall): boolean {
  return role === 'tool' && id === call.id
}

function roundsOf(messages: ChatMessage[]): number {
  const roles = messages.map(({ role }) => role)
  return roles.slice(roles.lastIndexOf('user') + 1).filter((role) => role === 'assistant').length
}
