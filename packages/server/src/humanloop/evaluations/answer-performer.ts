import type { ChatMessage, FreeMap } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import { endedBy } from '../../model/ended-by.js'
import { completeAnswer, nameOfModel } from '../../model/model.js'
import type { Records, RunRecord, WorkRecord } from '../../repository/repository.js'
import type { Keep, Performer } from '../../work/worker.js'
import { agentContentOf, agentKind } from '../agents/agent-kind.js'
import { failedEnd, startRun } from '../agents/agent-run.js'
import type { AgentRun, RunEnd } from '../agents/agent-run.js'
import { listTools } from '../agents/agent-tools.js'
import { insertRun } from '../agents/keep-run.js'
import { failureText } from '../agents/linked-call.js'
import { runAgent } from '../agents/run-agent.js'
import type { FileVersion } from '../files/file-kind.js'
import { findVersions } from '../files/find-versions.js'
import { insertLog } from '../logs/insert-log.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { toLogResult } from '../prompts/call-result.js'
import { listPromptTools, promptContentOf } from '../prompts/prompt-kind.js'
import type { AnswerTask } from './request-answers.js'
import { isOver } from './run-status.js'

/** What a call is told, and where its Log belongs. */
interface Told {
  inputs: FreeMap
  messages?: ChatMessage[]
  run_id: string
  source_datapoint_id: string
}

/** Calls the Prompts and Agents of orchestrated runs, each datapoint for itself. What goes wrong with one is kept in its Log. */
export function answerPerformer(services: Services): Performer {
  const answerWith = (answer: (target: FileVersion, told: Told) => Promise<Keep>) => async ({ content }: WorkRecord) => {
    const task = content as AnswerTask
    const found = await services.repository.read((records) => readTask(records, task))
    return found === undefined ? cancelIfGone(services, task) : whileWanted(services, task, await answer(found.target, found.told))
  }

  return {
    async perform(work, signal) {
      const ending = { ...services, model: endedBy(services.model, signal) }
      return answerWith((target, told) => (target.file.kind === agentKind.kind ? callAgent(ending, target, told) : callPrompt(ending, target, told)))(work)
    },
    giveUp: answerWith(async (target, told) => {
      const error = 'The server failed each time it tried to answer this datapoint; its log says more.'
      return keepLog(services, target, { ...told, ...failureOf(services, error, services.now()) })
    }),
  }
}

/** A run may have been cancelled while the model was at work, or given the Log by somebody else. */
function whileWanted(services: Services, task: AnswerTask, keep: Keep): Keep {
  return async (records) => {
    await ((await readTask(records, task)) === undefined ? cancelIfGone(services, task)(records) : keep(records))
  }
}

/** Nothing more can come of a run whose file or Dataset was deleted. */
function cancelIfGone({ now }: Services, task: AnswerTask): Keep {
  return async (records) => {
    const run = await findRun(records, task)
    if (run !== undefined) await records.runs.update(run.id, { status: 'cancelled', updatedAt: now() })
  }
}

/** Finds the run that still wants an answer to a datapoint. */
async function findRun(records: Records, { runId, datapointId }: AnswerTask): Promise<RunRecord | undefined> {
  const run = await records.runs.find(runId)
  if (run === undefined || isOver(run)) return undefined
  const answers = await records.runLogs.listByDatapoint(datapointId)
  return answers.some((answer) => answer.runId === runId) ? undefined : run
}

async function readTask(records: Records, task: AnswerTask): Promise<{ target: FileVersion; told: Told } | undefined> {
  const run = await findRun(records, task)
  const datapoint = await records.datapoints.find(task.datapointId)
  const [target] = await findVersions(records, run?.versionId ? [run.versionId] : [])
  if (target === undefined || datapoint === undefined) return undefined
  const { inputs = {}, messages } = datapoint.content as { inputs?: FreeMap; messages?: ChatMessage[] }
  return { target, told: { inputs, ...(messages ? { messages } : {}), run_id: task.runId, source_datapoint_id: task.datapointId } }
}

async function callPrompt(services: Services, target: FileVersion, told: Told): Promise<Keep> {
  const startedAt = services.now()
  try {
    const content = promptContentOf(target.version)
    const tools = await services.repository.read((records) => listPromptTools(records, content))
    const model = await toModelRequest(content, tools, told)
    const result = await completeAnswer(services.model, model)
    const sample = { index: 0, ...toModelOutput(result, startedAt, services.now()) }
    const came = toLogResult([sample], { model, startedAt }, nameOfModel(services.model, model), services.now())
    return keepLog(services, target, { ...told, ...came })
  } catch (error) {
    return keepLog(services, target, { ...told, ...failureOf(services, failureText(error), startedAt) })
  }
}

/** An Agent that asks for a tool that runs elsewhere waits for somebody to continue it, and the run with it. */
async function callAgent(services: Services, target: FileVersion, told: Told): Promise<Keep> {
  const { inputs, messages = [] } = told
  const tools = await services.repository.read((records) => listTools(records, agentContentOf(target.version)))
  const run = startRun({ target, logId: services.createId('log'), startedAt: services.now(), inputs, messages, tools })
  const end = await endOf(run, services)
  return async (records) => {
    await insertRun(records, services, run, end, told)
  }
}

async function endOf(run: AgentRun, services: Services): Promise<RunEnd> {
  try {
    const events = runAgent(run, services)
    let step = await events.next()
    while (!step.done) step = await events.next()
    return step.value
  } catch (error) {
    return failedEnd(failureText(error))
  }
}

function failureOf({ now }: Services, error: string, startedAt: string): object {
  return { error, start_time: startedAt, end_time: now(), log_status: 'complete' }
}

function keepLog(services: Services, target: FileVersion, entry: object): Keep {
  return async (records) => {
    await insertLog(records, services, target, { ...entry, id: services.createId('log') })
  }
}
