import type { ChatBody, SmarterChatMessage } from '@smarter-api/schemas/smarter'
import type { ModelFailure, ModelResult } from '../model/model.js'
import { withPlugins } from './chat-plugins.js'
import { configOf } from './chatbot-manifest.js'
import type { ChatTurn } from './chat-turn.js'
import type { Generation } from './generation.js'

/** Names the turn and the model in an answer. */
export interface ChatBodyLabels {
  id: string
  /** Seconds since 1970. */
  created: number
  modelName: string
}

/** The completion of a turn, with the platform's own notes. */
export function toChatBody(generation: Generation, turn: ChatTurn, result: ModelResult, labels: ChatBodyLabels): ChatBody {
  return compose(generation, turn, {
    id: `chatcmpl-${labels.id}`,
    fingerprint: labels.modelName,
    labels,
    content: result.output,
    finishReason: result.finishReason,
    usage: { prompt_tokens: result.promptTokens, completion_tokens: result.outputTokens, total_tokens: result.promptTokens + result.outputTokens },
    notes: [{ role: 'assistant', content: result.output, smarter_is_new: true }],
  })
}

/** The completion that the newer generation makes up when a provider fails: it comes with status 200. */
export function toFailedBody(generation: Generation, turn: ChatTurn, failure: ModelFailure, labels: ChatBodyLabels): ChatBody {
  return compose(generation, turn, {
    id: 'error_response',
    fingerprint: `error_response_${labels.id}`,
    labels,
    content: failure.message,
    finishReason: 'stop',
    usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
    notes: [{ role: 'smarter_error', content: `${failure.origin} answered ${failure.status}: ${failure.message}`, smarter_is_new: true }],
  })
}

interface Parts {
  id: string
  fingerprint: string
  labels: ChatBodyLabels
  content: string
  finishReason: string
  usage: NonNullable<ChatBody['usage']>
  notes: SmarterChatMessage[]
}

function compose({ tokenField }: Generation, turn: ChatTurn, parts: Parts): ChatBody {
  const config = configOf(turn.chatbot)
  const settings = { model: config.defaultModel, temperature: config.defaultTemperature, [tokenField]: config.defaultMaxTokens }
  const completion = {
    id: parts.id,
    object: 'chat.completion',
    created: parts.labels.created,
    model: parts.labels.modelName,
    system_fingerprint: parts.fingerprint,
    service_tier: 'default',
    choices: [
      {
        index: 0,
        finish_reason: parts.finishReason,
        logprobs: null,
        message: { role: 'assistant', content: parts.content, refusal: null, audio: null, function_call: null, tool_calls: null, annotations: [] },
      },
    ],
    usage: parts.usage,
  }
  const configured = `Prompt configuration: provider=${config.provider}, model=${config.defaultModel}, temperature=${config.defaultTemperature}, ${tokenField}=${config.defaultMaxTokens}.`
  return {
    ...completion,
    metadata: { tool_calls: null, ...settings, input_text: turn.inputText },
    smarter: {
      first_iteration: { request: { ...settings, messages: withPlugins(turn.messages, turn.plugins) }, response: completion },
      second_iteration: { request: { messages: [] }, response: {}, messages: [] },
      plugins: turn.plugins.map(({ name }) => name),
      messages: [configured, ...turn.plugins.map(({ name }) => `Plugin selected: ${name}.`)].map(toNote).concat(parts.notes),
    },
  }
}

function toNote(content: string): SmarterChatMessage {
  return { role: 'smarter', content, smarter_is_new: true }
}
