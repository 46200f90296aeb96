import type { PromptCallLogResponse } from '@smarter-api/schemas/humanloop'
import type { ModelRequest } from '../../model/model.js'
import type { FileVersion } from '../files/file-kind.js'

/** A call whose version and messages are known. */
export interface PreparedCall {
  target: FileVersion
  model: ModelRequest
  logId: string
  samples: number
  startedAt: string
}

/** What a Log keeps of a call: the first answer, and all of them as the model gave them. */
export function toLogResult(samples: PromptCallLogResponse[], call: Pick<PreparedCall, 'model' | 'startedAt'>, modelName: string | undefined, now: string): object {
  const { index: _index, ...first } = samples[0] ?? { index: 0 }
  return {
    ...first,
    start_time: call.startedAt,
    end_time: now,
    provider_request: { model: call.model.model, messages: call.model.messages },
    provider_response: { model: modelName ?? call.model.model, samples },
  }
}
