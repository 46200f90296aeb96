import type { AgentCallOptions, AgentCallResponse, AgentCallStreamResponse } from '@smarter-api/schemas/humanloop'
import { json } from '../../http/answer.js'
import type { Answer } from '../../http/answer.js'
import type { Exchange } from '../../http/route.js'
import { sendEvents } from '../../http/send-events.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import { ModelFailure } from '../../model/model.js'
import type { LogRecord, Records } from '../../repository/repository.js'
import { presentLogs } from '../logs/present-log.js'
import { providerRefusal } from '../models/provider-refusal.js'
import { eventsOf } from './agent-event.js'
import type { AgentEvent } from './agent-event.js'
import { toLogOutcome } from './agent-run.js'
import type { AgentRun, RunEnd } from './agent-run.js'
import { runAgent } from './run-agent.js'

/** A run that is to be answered: a new one, or one that goes on. */
interface Turn {
  run: AgentRun
  /** What its stream begins with. */
  opening: AgentCallStreamResponse['type'][]
  /** Whether the answer repeats the inputs. */
  returnInputs: boolean
  /** Writes what came of it. */
  keep(records: Records, end: RunEnd): Promise<LogRecord>
  /** Writes what a failure leaves behind, if anything. */
  keepFailure(records: Records, failure: ModelFailure): Promise<void>
}

type Events = AsyncGenerator<AgentEvent, RunEnd, undefined>

/** Runs an Agent and answers with its Log, or with events. A failure of the provider before anything was sent keeps its own status. */
export async function answerRun(exchange: Exchange<AgentCallOptions, unknown>, turn: Turn): Promise<Answer> {
  const { body, services, commit } = exchange
  const events = runAgent(turn.run, services)
  try {
    let step = await events.next()
    if (body.stream === true) return streamRun(exchange, turn, events, step)
    while (!step.done) step = await events.next()
    const end = step.value
    return await commit(async (records) => {
      return json(await presentRun(records, await turn.keep(records, end), turn, end, body.include_trace_children === true))
    })
  } catch (error) {
    throw error instanceof ModelFailure ? providerRefusal(error) : error
  }
}

function streamRun({ services, commit }: Exchange, turn: Turn, events: Events, first: IteratorResult<AgentEvent, RunEnd>): Answer {
  const event = eventsOf(turn.run.logId, services.now)
  const pieces = sendEvents(commit, untilFailure(turn, event, events, first), async (records, end) => {
    if (!(end instanceof ModelFailure)) return closingEvents(event, await presentRun(records, await turn.keep(records, end), turn, end))
    await turn.keepFailure(records, end)
    return [event('agent_turn_error', { message: end.message })]
  })
  return { status: 200, headers: eventStreamHeaders, pieces, lastWords: ({ message }) => toEvent(event('error', { message })) }
}

async function* untilFailure(
  { opening }: Turn,
  event: ReturnType<typeof eventsOf>,
  events: Events,
  first: IteratorResult<AgentEvent, RunEnd>,
): AsyncGenerator<AgentEvent, RunEnd | ModelFailure, undefined> {
  for (const type of opening) yield event(type)
  try {
    let step = first
    for (; !step.done; step = await events.next()) yield step.value
    return step.value
  } catch (error) {
    if (error instanceof ModelFailure) return error
    throw error
  }
}

function closingEvents(event: ReturnType<typeof eventsOf>, payload: AgentCallResponse): AgentEvent[] {
  const { error, previous_agent_message: asked } = payload
  const waitsFor = asked?.tool_calls?.map((call) => call.function.name)
  if (payload.log_status === 'incomplete') return [event('agent_turn_suspend', { payload, message: `Waiting for ${waitsFor?.join(', ')}.` })]
  return [event('agent_end', { payload }), error ? event('agent_turn_error', { payload, message: error }) : event('agent_turn_end', { payload })]
}

/** What is not saved is answered all the same. */
async function presentRun(records: Records, log: LogRecord, { run, returnInputs }: Turn, end: RunEnd, steps = false): Promise<AgentCallResponse> {
  const [presented] = await presentLogs(records, [log], { steps, parents: false })
  return { ...(presented as AgentCallResponse), ...toLogOutcome(run, end), log_status: end.log_status, inputs: returnInputs ? run.inputs : null }
}
