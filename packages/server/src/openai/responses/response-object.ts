import type { CreateResponseRequest, ResponseObject, ResponseOutputItem } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import { nameOfModel } from '../../model/model.js'
import type { ModelFailure, ModelResult } from '../../model/model.js'
import { providerCode } from '../refusals.js'
import { toSeconds } from '../seconds.js'

/** A response of which nothing is made yet: what was asked for, with the defaults filled in. */
export function beginResponse({ createId, now, model }: Services, body: CreateResponseRequest): ResponseObject {
  const { response_format: format, text } = body
  return {
    id: createId('resp'),
    object: 'response',
    created_at: toSeconds(now()),
    status: body.background ? 'queued' : 'in_progress',
    background: body.background ?? false,
    completed_at: null,
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    metadata: body.metadata ?? {},
    model: nameOfModel(model, {}) ?? String(body.model),
    output: [],
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: { effort: body.reasoning?.effort ?? null, summary: body.reasoning?.summary ?? null },
    service_tier: 'default',
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: { format: text?.format ?? (format?.type === 'json_schema' ? { type: 'json_schema', ...format.json_schema } : (format ?? { type: 'text' })), verbosity: text?.verbosity ?? 'medium' },
    tool_choice: body.tool_choice ?? 'auto',
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? 'disabled',
    usage: null,
    user: body.user ?? null,
  }
}

/** The response once the model has answered. */
export function finishResponse(begun: ResponseObject, output: ResponseOutputItem[], result: ModelResult, now: string): ResponseObject {
  const { promptTokens, outputTokens, cachedTokens = 0, reasoningTokens = 0, finishReason } = result
  const cut = finishReason === 'length' || finishReason === 'content_filter'
  return {
    ...begun,
    status: cut ? 'incomplete' : 'completed',
    completed_at: cut ? null : toSeconds(now),
    incomplete_details: cut ? { reason: finishReason === 'length' ? 'max_output_tokens' : finishReason } : null,
    output,
    usage: {
      input_tokens: promptTokens,
      input_tokens_details: { cached_tokens: cachedTokens },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: reasoningTokens },
      total_tokens: promptTokens + outputTokens,
    },
  }
}

/** The response once the provider has failed. */
export function failResponse(begun: ResponseObject, { status, message, details }: Pick<ModelFailure, 'status' | 'message'> & Partial<Pick<ModelFailure, 'details'>>): ResponseObject {
  return { ...begun, status: 'failed', error: { code: details?.code ?? providerCode(status), message } }
}
