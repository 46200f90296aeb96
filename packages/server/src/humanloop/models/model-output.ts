import type { ModelOutput } from '@smarter-api/schemas/humanloop'
import type { ModelResult } from '../../model/model.js'

/** One answer of a model on the wire. */
export function toModelOutput(result: ModelResult, startedAt: string, now: string): ModelOutput {
  const { toolCalls, finishReason, promptTokens, outputTokens, reasoningTokens = 0 } = result
  const asks = toolCalls.length > 0
  // A model may say something before it asks for tools.
  const output = asks && result.output === '' ? null : result.output
  return {
    output,
    output_message: { role: 'assistant', content: output, ...(asks ? { tool_calls: toolCalls } : {}) },
    created_at: now,
    error: null,
    provider_latency: (Date.parse(now) - Date.parse(startedAt)) / 1000,
    prompt_tokens: promptTokens,
    reasoning_tokens: reasoningTokens,
    output_tokens: outputTokens,
    prompt_cost: 0,
    output_cost: 0,
    finish_reason: finishReason,
  }
}
