import type { OpenAIStyleClient } from '@smarter-api/core'
import { type ChatCompletions, completions } from './completions/facade.js'
import { type Responses, responses } from './responses/facade.js'

/** Chats with models: completions of conversations, and responses. */
export interface Chat {
  /** Chat completions. */
  readonly completions: ChatCompletions
  /** Responses, as `responses(client)` gives them. */
  readonly responses: Responses
}

/**
 * Binds every function of this package to a client.
 *
 * @example
 * ```ts
 * const { choices } = await chat(createOpenAIClient()).completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] })
 * ```
 */
export function chat(client: OpenAIStyleClient): Chat {
  return { completions: completions(client), responses: responses(client) }
}
