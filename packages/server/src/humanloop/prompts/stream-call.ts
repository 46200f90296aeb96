import type { PromptCallLogResponse, PromptCallStreamResponse, PromptsCallRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import type { StreamAnswer } from '../../http/answer.js'
import { internalMessage } from '../../http/problem.js'
import type { Exchange } from '../../http/route.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import { ModelFailure } from '../../model/model.js'
import type { ModelResult } from '../../model/model.js'
import { toLogResult, toSample } from './call-result.js'
import type { PreparedCall } from './call-result.js'
import { insertLog } from '../logs/insert-log.js'

type Pieces = AsyncGenerator<string, ModelResult, undefined>

/** Answers a call as server-sent events. It waits for the model's first piece, so that a failure before it keeps its own status. */
export async function streamCall(exchange: Exchange<PromptsCallRequest, VersionSelector>, call: PreparedCall): Promise<StreamAnswer> {
  const pieces = exchange.services.model.answer({ ...call.model, sample: 0 })
  const first = await pieces.next()
  const lastWords = toEvent({ ...idsOf(call), index: 0, error: internalMessage } satisfies PromptCallStreamResponse)
  return { status: 200, headers: eventStreamHeaders, pieces: events(exchange, call, pieces, first), lastWords }
}

async function* events(
  { body, services, commit }: Exchange<PromptsCallRequest, VersionSelector>,
  call: PreparedCall,
  firstPieces: Pieces,
  first: IteratorResult<string, ModelResult>,
): AsyncGenerator<string, undefined> {
  const sent: string[] = []
  const samples: PromptCallLogResponse[] = []
  const send = (fields: Omit<PromptCallStreamResponse, 'id' | 'prompt_id' | 'version_id'>): string => {
    const event = toEvent({ ...fields, ...idsOf(call) })
    sent.push(event)
    return event
  }
  try {
    for (let index = 0; index < call.samples; index += 1) {
      const pieces = index === 0 ? firstPieces : services.model.answer({ ...call.model, sample: index })
      let piece = index === 0 ? first : await pieces.next()
      for (; !piece.done; piece = await pieces.next()) yield send({ index, output: piece.value })
      const sample = toSample(index, piece.value, call, services.now())
      samples.push(sample)
      yield send({ ...sample, output: '' })
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    const failed = { index: samples.length, error: error.message }
    samples.push(failed)
    yield send(failed)
  }
  const done = toEvent('[DONE]')
  await commit(async (records) => {
    await insertLog(records, services, call.target, { ...body, ...toLogResult(samples, call, services.model.name, services.now()), id: call.logId })
    return { status: 200, headers: eventStreamHeaders, body: sent.join('') + done }
  })
  yield done
  return undefined
}

function idsOf({ logId, target }: PreparedCall): Pick<PromptCallStreamResponse, 'id' | 'prompt_id' | 'version_id'> {
  return { id: logId, prompt_id: target.file.id, version_id: target.version.id }
}
