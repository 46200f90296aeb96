import type { PromptCallLogResponse } from '@smarter-api/schemas/humanloop'
import type { ModelRequest, ModelResult } from '../../model/model.js'
import type { FileVersion } from '../files/file-kind.js'

/** A call whose version and messages are known. */
export interface PreparedCall {
  target: FileVersion
  model: ModelRequest
  logId: string
  samples: number
  startedAt: string
}

/** One answer of the model on the wire. */
export function toSample(index: number, { output, toolCalls, finishReason, promptTokens, outputTokens }: ModelResult, call: PreparedCall, now: string): PromptCallLogResponse {
  return {
    index,
    output: toolCalls.length > 0 ? null : output,
    output_message: { role: 'assistant', content: toolCalls.length > 0 ? null : output, ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}) },
    created_at: now,
    error: null,
    provider_latency: (Date.parse(now) - Date.parse(call.startedAt)) / 1000,
    prompt_tokens: promptTokens,
    reasoning_tokens: 0,
    output_tokens: outputTokens,
    prompt_cost: 0,
    output_cost: 0,
    finish_reason: finishReason,
  }
}

/** What a Log keeps of a call: the first answer, and all of them as the model gave them. */
export function toLogResult(samples: PromptCallLogResponse[], call: PreparedCall, modelName: string, now: string): object {
  const { index: _index, ...first } = samples[0] ?? { index: 0 }
  return {
    ...first,
    start_time: call.startedAt,
    end_time: now,
    provider_request: { model: call.model.model, messages: call.model.messages },
    provider_response: { model: modelName, samples },
  }
}
