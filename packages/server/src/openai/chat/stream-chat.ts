import type { ChatCompletionChunk, ChatCompletionChunkChoice, ChatCompletionDelta, CreateChatCompletionRequest, OpenAIErrorResponse } from '@smarter-api/schemas/openai'
import type { StreamAnswer } from '../../http/answer.js'
import type { Exchange, Services } from '../../http/route.js'
import { followCaller } from '../../http/follow-caller.js'
import { sendEvents } from '../../http/send-events.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import { ModelFailure } from '../../model/model.js'
import type { ModelResult } from '../../model/model.js'
import { providerErrorBody, toErrorBody } from '../refusals.js'
import { completionFrame, toToolCalls, usageOf } from './chat-completion.js'
import { readChatRequest } from './read-chat-request.js'
import type { ReadChatRequest } from './read-chat-request.js'

type Pieces = AsyncGenerator<string, ModelResult, undefined>

/** Answers a chat in chunks. It waits for the model's first piece, so that a failure before it keeps its own status. */
export async function streamChat(exchange: Exchange<CreateChatCompletionRequest>): Promise<StreamAnswer> {
  const { body, services, commit } = exchange
  const { request: read, tools } = readChatRequest(body)
  const { signal, leave } = followCaller(exchange)
  const request = { ...read, signal }
  const pieces = services.model.answer({ ...request, sample: 0 })
  const first = await pieces.next()
  return {
    status: 200,
    headers: eventStreamHeaders,
    pieces: sendEvents(commit, chunks(services, body, { request, tools }, pieces, first), async () => []),
    lastWords: ({ status, message }) => toEvent(toErrorBody(status, message, { code: status === 409 ? 'conflict' : null })),
    ...(leave === undefined ? {} : { leave }),
  }
}

async function* chunks(
  services: Services,
  body: CreateChatCompletionRequest,
  { request, tools }: ReadChatRequest,
  firstPieces: Pieces,
  first: IteratorResult<string, ModelResult>,
): AsyncGenerator<ChatCompletionChunk | OpenAIErrorResponse, void, undefined> {
  const tellsUsage = body.stream_options?.include_usage === true
  const frame = { ...completionFrame(services, request), object: 'chat.completion.chunk', ...(tellsUsage ? { usage: null } : {}) }
  const chunk = (index: number, delta: ChatCompletionDelta, finishReason: string | null = null): ChatCompletionChunk => {
    const choice: ChatCompletionChunkChoice = { index, delta, logprobs: null, finish_reason: finishReason }
    return { ...frame, choices: [choice] }
  }
  const results: ModelResult[] = []
  try {
    for (let index = 0; index < (body.n ?? 1); index += 1) {
      const pieces = index === 0 ? firstPieces : services.model.answer({ ...request, sample: index })
      let piece = index === 0 ? first : await pieces.next()
      yield chunk(index, { role: 'assistant', content: piece.done && piece.value.toolCalls.length > 0 ? null : '', refusal: null })
      for (; !piece.done; piece = await pieces.next()) yield chunk(index, { content: piece.value })
      results.push(piece.value)
      for (const [position, call] of toToolCalls(piece.value, tools).entries()) yield chunk(index, { tool_calls: [{ index: position, ...call }] })
      yield chunk(index, {}, piece.value.finishReason)
    }
    if (tellsUsage) yield { ...frame, choices: [], usage: usageOf(results) }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    yield providerErrorBody(error)
  }
}
