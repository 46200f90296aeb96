import { bind, type Bound, type SmarterClient } from '@smarter-api/core'
import type * as Methods from './methods.js'
import { get, list, prompt } from './methods.js'

/** Smarter's chatbots, bound to a client. */
export interface Chatbots extends Bound<typeof Methods> {}

/**
 * Binds Smarter's chatbots to a client.
 *
 * @example
 * ```ts
 * const chatbot = await chatbots(createSmarterClient()).get({ name: 'my-chatbot' })
 * const answer = await chatbot.prompt('Hello, World!')
 * ```
 */
export function chatbots(client: SmarterClient): Chatbots {
  return bind(client, { get, list, prompt })
}
