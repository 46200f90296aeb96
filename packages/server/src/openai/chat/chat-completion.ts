import type { ChatCompletion, ChatCompletionChoice, ChatCompletionUsage, ChatToolCall, CreateChatCompletionRequest } from '@smarter-api/schemas/openai'
import type { Services } from '../../http/route.js'
import { completeAnswer, nameOfModel } from '../../model/model.js'
import type { ModelRequest, ModelResult } from '../../model/model.js'
import { toSeconds } from '../seconds.js'
import { isCustomCall } from '../tools.js'
import type { OfferedTool } from '../tools.js'
import { readChatRequest } from './read-chat-request.js'

/** What every chunk of a completion, and the whole of one, begins with. */
export function completionFrame({ now, randomHex, model }: Services, request: ModelRequest) {
  const name = nameOfModel(model, request)
  return {
    id: `chatcmpl-${randomHex(12)}`,
    created: toSeconds(now()),
    model: name ?? request.model,
    service_tier: 'default',
    system_fingerprint: name ?? null,
  } satisfies Partial<ChatCompletion>
}

/**
 * Answers a chat, as often as `n` says.
 *
 * @param more Which provider is to answer, and what ends its work.
 * @throws {ModelFailure} When the provider refuses or fails.
 */
export async function completeChat(services: Services, body: CreateChatCompletionRequest, more: Pick<ModelRequest, 'provider' | 'signal'>): Promise<ChatCompletion> {
  const { request: read, tools } = readChatRequest(body)
  const request = { ...read, provider: more.provider, signal: more.signal }
  const results: ModelResult[] = []
  for (let sample = 0; sample < (body.n ?? 1); sample += 1) results.push(await completeAnswer(services.model, { ...request, sample }))
  return {
    ...completionFrame(services, request),
    object: 'chat.completion',
    choices: results.map((result, index) => toChoice(result, index, tools)),
    usage: usageOf(results),
  }
}

/** Counts the tokens of all answers; what was read counts once. */
export function usageOf(results: ModelResult[]): ChatCompletionUsage {
  const prompt = results[0]?.promptTokens ?? 0
  const completion = results.reduce((sum, { outputTokens }) => sum + outputTokens, 0)
  const reasoning = results.reduce((sum, { reasoningTokens = 0 }) => sum + reasoningTokens, 0)
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: results[0]?.cachedTokens ?? 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
  }
}

/** The tools that a model asks for, as callers see them. */
export function toToolCalls({ toolCalls }: ModelResult, tools: OfferedTool[]): ChatToolCall[] {
  return toolCalls.map((call) =>
    isCustomCall(tools, call) ? { id: call.id, type: 'custom', custom: { name: call.function.name, input: call.function.arguments } } : call,
  )
}

function toChoice(result: ModelResult, index: number, tools: OfferedTool[]): ChatCompletionChoice {
  const calls = toToolCalls(result, tools)
  const asks = calls.length > 0
  return {
    index,
    message: { role: 'assistant', content: asks && result.output === '' ? null : result.output, refusal: null, ...(asks ? { tool_calls: calls } : {}), annotations: [] },
    finish_reason: result.finishReason,
    logprobs: null,
  }
}
