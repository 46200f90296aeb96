import type { ModelOutput } from '@smarter-api/schemas/humanloop'
import type { ModelResult } from '../../model/model.js'

/** One answer of a model on the wire. */
export function toModelOutput({ output, toolCalls, finishReason, promptTokens, outputTokens }: ModelResult, startedAt: string, now: string): ModelOutput {
  const asks = toolCalls.length > 0
  return {
    output: asks ? null : output,
    output_message: { role: 'assistant', content: asks ? null : output, ...(asks ? { tool_calls: toolCalls } : {}) },
    created_at: now,
    error: null,
    provider_latency: (Date.parse(now) - Date.parse(startedAt)) / 1000,
    prompt_tokens: promptTokens,
    reasoning_tokens: 0,
    output_tokens: outputTokens,
    prompt_cost: 0,
    output_cost: 0,
    finish_reason: finishReason,
  }
}
