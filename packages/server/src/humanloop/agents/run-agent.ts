import type { FreeMap, Log, ToolCall } from '@smarter-api/schemas/humanloop'
import type { Services } from '../../http/route.js'
import { nameOfModel } from '../../model/model.js'
import type { FileVersion } from '../files/file-kind.js'
import { findVersions } from '../files/find-versions.js'
import { toLogRecord } from '../logs/insert-log.js'
import { presentLogs } from '../logs/present-log.js'
import { toModelRequest } from '../models/model-messages.js'
import { toModelOutput } from '../models/model-output.js'
import { isRunnable, runTool } from '../tools/run-tool.js'
import { toolContentOf } from '../tools/tool-kind.js'
import { agentDelta, eventsOf } from './agent-event.js'
import type { AgentEvent } from './agent-event.js'
import { agentContentOf } from './agent-kind.js'
import { failedEnd, mostAnswers, openCalls, startRun, toLogOutcome } from './agent-run.js'
import type { AgentRun, RunEnd, Step } from './agent-run.js'
import { listTools } from './agent-tools.js'
import type { OfferedTool } from './agent-tools.js'
import { failedResult, failureText, readArguments, toInputs } from './linked-call.js'
import type { LinkedCall, ToolResult } from './linked-call.js'
import { runLinkedPrompt } from './run-linked-prompt.js'

const defaultRounds = 10
const deepest = 5
const outOfAnswers = `Models answer at most ${mostAnswers} times in one run, linked Prompts and Agents included.`

/** Lets the model answer, and the tools that it asks for, round after round, until there is an answer or a tool that only the caller can run. */
export async function* runAgent(run: AgentRun, services: Services): AsyncGenerator<AgentEvent, RunEnd, undefined> {
  const most = agentContentOf(run.target.version).max_iterations ?? defaultRounds
  while (run.rounds < most) {
    if (run.budget.answers < 1) return failedEnd(outOfAnswers)
    const { output, output_message: message, finish_reason: reason } = yield* askModel(run, services)
    const end: RunEnd = { output: output ?? null, output_message: message ?? null, error: null, finish_reason: reason ?? null, log_status: 'complete' }
    if (!message?.tool_calls?.length) return end
    const before = run.messages
    run.messages = [...before, message]
    const results = yield* runTools(run, message.tool_calls, services)
    const stopping = message.tool_calls.find((call) => toolOf(run, call)?.stops)
    if (stopping !== undefined) {
      run.messages = before
      return { ...end, output: results.get(stopping.id) ?? null }
    }
    if (openCalls(run.messages).length > 0) return { ...end, log_status: 'incomplete' }
  }
  return failedEnd(`The Agent made ${run.rounds} rounds without an answer. Raise its max_iterations (${most}), or make its task smaller.`)
}

async function* askModel(run: AgentRun, services: Services) {
  const event = eventsOf(run.logId, services.now)
  const { inputs, messages, toolChoice, providerKeys: keys } = run
  const tools = run.tools.map(({ function: offered }) => offered)
  const startedAt = services.now()
  const request = await toModelRequest(agentContentOf(run.target.version), tools, { inputs, messages, tool_choice: toolChoice, provider_api_keys: keys })
  const pieces = services.model.answer(request)
  let piece = await pieces.next()
  for (; !piece.done; piece = await pieces.next()) yield event('agent_update', { payload: agentDelta(run.logId, run.target, { output: piece.value }) })
  const answer = toModelOutput(piece.value, startedAt, services.now())
  run.answeredBy = nameOfModel(services.model, request) ?? request.model
  run.toolChoice = null
  run.budget.answers -= 1
  run.rounds += 1
  for (const name of Object.keys(run.spent) as (keyof typeof run.spent)[]) run.spent[name] = (run.spent[name] ?? 0) + (answer[name] ?? 0)
  yield event('agent_update', { payload: agentDelta(run.logId, run.target, { ...answer, output: '' }) })
  return answer
}

/** Runs what can be run here, and adds the results to the messages. */
async function* runTools(run: AgentRun, calls: ToolCall[], services: Services): AsyncGenerator<AgentEvent, Map<string, string>, undefined> {
  const results = new Map<string, string>()
  for (const call of calls) {
    const target = toolOf(run, call)?.target
    const logId = target && runsHere(target) ? services.createId('log') : run.logId
    const event = eventsOf(logId, services.now)
    yield event('tool_start', { payload: call })
    const result = yield* callTool(run, call, logId, services)
    if (result === undefined) continue
    const { text, step } = result
    results.set(call.id, text)
    run.messages = [...run.messages, { role: 'tool', content: text, tool_call_id: call.id }]
    if (step === undefined) {
      yield event('tool_end', { message: text })
      continue
    }
    run.steps.push(step)
    const payload = await presentStep(run, step, services)
    if (step.target.file.kind === 'agent') yield event('agent_end', { payload })
    yield event('tool_end', payload === null ? { message: text } : { payload })
  }
  return results
}

/** Runs one tool; `undefined` when only the caller can. */
async function* callTool(run: AgentRun, call: ToolCall, logId: string, services: Services): AsyncGenerator<AgentEvent, ToolResult | undefined, undefined> {
  const tool = toolOf(run, call)
  if (tool === undefined) return { text: `There is no tool named "${call.function.name}".` }
  const { target } = tool
  if (target === undefined || !runsHere(target)) {
    return run.depth === 0 ? undefined : { text: 'This tool runs outside of the server, and only the Agent that was called can wait for it.' }
  }
  const given = readArguments(call)
  const linked = { target, logId, startedAt: services.now(), ...toInputs(target, given ?? {}) }
  if (given === undefined) return failedResult(linked, 'The arguments are not a JSON object.', services)
  if (target.file.kind === 'tool') return runLinkedTool(linked, given, services)
  if (target.file.kind === 'agent') return yield* runLinkedAgent(run, linked, services)
  if (run.budget.answers < 1) return failedResult(linked, outOfAnswers, services)
  run.budget.answers -= 1
  return yield* runLinkedPrompt(linked, services, run.providerKeys)
}

async function* runLinkedAgent(caller: AgentRun, call: LinkedCall, services: Services): AsyncGenerator<AgentEvent, ToolResult, undefined> {
  const depth = caller.depth + 1
  if (depth > deepest) return failedResult(call, `Agents call each other here at most ${deepest} times in a row.`, services)
  const { target, logId: id, startedAt, inputs } = call
  const tools = await services.repository.read((records) => listTools(records, agentContentOf(target.version)))
  const run = startRun({ ...call, tools, depth, budget: caller.budget, providerKeys: caller.providerKeys })
  yield eventsOf(id, services.now)('agent_start')
  const end = yield* endRun(run, services)
  const entry = { ...toLogOutcome(run, end), id, inputs, start_time: startedAt, end_time: services.now() }
  return { text: end.error ?? end.output ?? JSON.stringify(end.output_message), step: { target, entry, steps: run.steps } }
}

async function* endRun(run: AgentRun, services: Services): AsyncGenerator<AgentEvent, RunEnd, undefined> {
  try {
    return yield* runAgent(run, services)
  } catch (error) {
    return failedEnd(failureText(error))
  }
}

/** Whether the server can run a file by itself. */
function runsHere({ file, version }: FileVersion): boolean {
  return file.kind !== 'tool' || isRunnable(toolContentOf(version))
}

function runLinkedTool({ target, logId: id, startedAt }: LinkedCall, inputs: FreeMap, services: Services): ToolResult {
  const result = runTool(toolContentOf(target.version), inputs)
  const entry = { id, inputs, ...result, start_time: startedAt, end_time: services.now() }
  return { text: 'output' in result ? result.output : result.error, step: { target, entry, steps: [] } }
}

/** Shows a step that is written when the run ends; `null` when its file was deleted since the run began. */
async function presentStep({ logId }: AgentRun, { target, entry }: Step, { repository, ...services }: Services): Promise<Log | null> {
  const record = toLogRecord(services, target, { ...entry, trace_parent_id: logId, log_status: 'complete' })
  return repository.read(async (records) => {
    const present = await findVersions(records, [target.version.id])
    const [presented] = await presentLogs(records, present.length === 0 ? [] : [record], { steps: false, parents: false })
    return presented ?? null
  })
}

function toolOf({ tools }: AgentRun, { function: asked }: ToolCall): OfferedTool | undefined {
  return tools.find(({ function: offered }) => offered.name === asked.name)
}
