import { isKnown } from '@smarter-api/schemas'
import type { CreateResponseRequest, ResponseObject, ResponseOutputItem, ResponseStreamEvent } from '@smarter-api/schemas/openai'
import type { StreamAnswer } from '../../http/answer.js'
import type { Exchange, Services } from '../../http/route.js'
import { followCaller } from '../../http/follow-caller.js'
import type { Following } from '../../http/follow-caller.js'
import { sendEvents } from '../../http/send-events.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import { ModelFailure } from '../../model/model.js'
import type { ModelResult } from '../../model/model.js'
import { speaks, toCallItem, toMessageItem, toTextPart } from './output-items.js'
import type { MadeCall } from './output-items.js'
import { keepResponse } from './plan-response.js'
import type { ResponsePlan } from './plan-response.js'
import { failResponse, finishResponse } from './response-object.js'

type Pieces = AsyncGenerator<string, ModelResult, undefined>
/** An event that is not numbered yet. */
type Event = ResponseStreamEvent
type Events<Result> = AsyncGenerator<Event, Result, undefined>

/** Answers with a response in events. It waits for the model's first piece, so that a failure before it keeps its own status. */
export async function streamResponse(exchange: Exchange<CreateResponseRequest>, plan: ResponsePlan): Promise<StreamAnswer> {
  const { services, commit } = exchange
  const { signal, leave } = followUnstored(exchange)
  const pieces = services.model.answer({ ...plan.request, signal })
  const first = await pieces.next()
  let number = 0
  const write = (event: Event): string => {
    const numbered = { ...event, sequence_number: number }
    number += 1
    return toNamedEvent(numbered)
  }
  const keep = async (records: Parameters<typeof keepResponse>[0], response: ResponseObject): Promise<Event[]> => {
    await keepResponse(records, plan, response)
    return [{ type: `response.${endOf(response)}`, response }]
  }
  return {
    status: 200,
    headers: eventStreamHeaders,
    pieces: sendEvents(commit, events(services, plan, pieces, first), keep, { write, end: '' }),
    lastWords: ({ status, message }) => toNamedEvent({ type: 'error', code: status === 409 ? 'conflict' : 'server_error', message, param: null }),
    ...(leave === undefined ? {} : { leave }),
  }
}

/** A response that is not stored is for its caller alone; one that is stored can be asked for later. */
export function followUnstored(exchange: Exchange<CreateResponseRequest>): Following {
  return exchange.body.store === false ? followCaller(exchange) : {}
}

function toNamedEvent(event: { type: string; [field: string]: unknown }): string {
  return `event: ${event.type}\n${toEvent(event)}`
}

function endOf({ status }: ResponseObject): 'completed' | 'incomplete' | 'failed' {
  return isKnown(status, ['incomplete', 'failed']) ? status : 'completed'
}

async function* events(services: Services, { response, tools }: ResponsePlan, pieces: Pieces, first: IteratorResult<string, ModelResult>): Events<ResponseObject> {
  yield { type: 'response.created', response }
  yield { type: 'response.in_progress', response }
  try {
    const { result, items } = yield* messageEvents(services, pieces, first)
    for (const call of result.toolCalls) {
      const item = toCallItem(services, call, tools)
      yield* callEvents(item, items.length)
      items.push(item)
    }
    return finishResponse(response, items, result, services.now())
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    return failResponse(response, error)
  }
}

async function* messageEvents({ createId }: Services, pieces: Pieces, first: IteratorResult<string, ModelResult>): Events<{ result: ModelResult; items: ResponseOutputItem[] }> {
  if (first.done && !speaks(first.value)) return { result: first.value, items: [] }
  const id = createId('msg')
  const place = { output_index: 0, item_id: id, content_index: 0 }
  yield { type: 'response.output_item.added', output_index: 0, item: { type: 'message', id, status: 'in_progress', role: 'assistant', content: [] } }
  yield { type: 'response.content_part.added', ...place, part: toTextPart('') }
  let piece = first
  for (; !piece.done; piece = await pieces.next()) yield { type: 'response.output_text.delta', ...place, delta: piece.value }
  const result = piece.value
  const item = toMessageItem(id, result)
  yield { type: 'response.output_text.done', ...place, text: result.output }
  yield { type: 'response.content_part.done', ...place, part: toTextPart(result.output) }
  yield { type: 'response.output_item.done', output_index: 0, item }
  return { result, items: [item] }
}

async function* callEvents(item: MadeCall, output_index: number): Events<void> {
  const place = { output_index, item_id: item.id }
  if (item.type === 'function_call') {
    yield { type: 'response.output_item.added', output_index, item: { ...item, arguments: '', status: 'in_progress' } }
    yield { type: 'response.function_call_arguments.delta', ...place, delta: item.arguments }
    yield { type: 'response.function_call_arguments.done', ...place, arguments: item.arguments, name: item.name }
  } else {
    yield { type: 'response.output_item.added', output_index, item: { ...item, input: '' } }
    yield { type: 'response.custom_tool_call_input.delta', ...place, delta: item.input }
    yield { type: 'response.custom_tool_call_input.done', ...place, input: item.input }
  }
  yield { type: 'response.output_item.done', output_index, item }
}
