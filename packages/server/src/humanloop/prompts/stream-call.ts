import type { PromptCallLogResponse, PromptCallStreamResponse, PromptsCallRequest, VersionSelector } from '@smarter-api/schemas/humanloop'
import type { BrokenOff, StreamAnswer } from '../../http/answer.js'
import type { Exchange, Services } from '../../http/route.js'
import { dataEvents, sendEvents } from '../../http/send-events.js'
import { eventStreamHeaders, toEvent } from '../../http/server-sent-events.js'
import { ModelFailure, nameOfModel } from '../../model/model.js'
import type { ModelResult } from '../../model/model.js'
import { insertLog } from '../logs/insert-log.js'
import { standsApart } from '../logs/stands-apart.js'
import { toModelOutput } from '../models/model-output.js'
import { toLogResult } from './call-result.js'
import type { PreparedCall } from './call-result.js'

type Pieces = AsyncGenerator<string, ModelResult, undefined>

/** Answers a call as server-sent events. It waits for the model's first piece, so that a failure before it keeps its own status. */
export async function streamCall({ body, services, commit }: Exchange<PromptsCallRequest, VersionSelector>, call: PreparedCall): Promise<StreamAnswer> {
  const answer = services.model.answer({ ...call.model, sample: 0 })
  const first = await answer.next()
  const lastWords = ({ message }: BrokenOff): string => toEvent({ ...idsOf(call), index: 0, error: message } satisfies PromptCallStreamResponse)
  const pieces = sendEvents(commit, events(services, call, answer, first), async (records, samples) => {
    await insertLog(records, services, call.target, { ...body, ...toLogResult(samples, call, nameOfModel(services.model, call.model), services.now()), id: call.logId })
    return []
  }, { ...dataEvents, isApart: standsApart(body) })
  return { status: 200, headers: eventStreamHeaders, pieces, lastWords }
}

async function* events(
  services: Services,
  call: PreparedCall,
  firstPieces: Pieces,
  first: IteratorResult<string, ModelResult>,
): AsyncGenerator<PromptCallStreamResponse, PromptCallLogResponse[]> {
  const samples: PromptCallLogResponse[] = []
  const ids = idsOf(call)
  try {
    for (let index = 0; index < call.samples; index += 1) {
      const pieces = index === 0 ? firstPieces : services.model.answer({ ...call.model, sample: index })
      let piece = index === 0 ? first : await pieces.next()
      for (; !piece.done; piece = await pieces.next()) yield { index, output: piece.value, ...ids }
      const sample = { index, ...toModelOutput(piece.value, call.startedAt, services.now()) }
      samples.push(sample)
      yield { ...sample, output: '', ...ids }
    }
  } catch (error) {
    if (!(error instanceof ModelFailure)) throw error
    const failed = { index: samples.length, error: error.message }
    samples.push(failed)
    yield { ...failed, ...ids }
  }
  return samples
}

function idsOf({ logId, target }: PreparedCall): Pick<PromptCallStreamResponse, 'id' | 'prompt_id' | 'version_id'> {
  return { id: logId, prompt_id: target.file.id, version_id: target.version.id }
}
