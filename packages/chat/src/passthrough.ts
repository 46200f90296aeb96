import { ConfigurationError, type Middleware, ProviderError } from '@smarter-api/core'

/** Options of {@link passthrough}. */
export interface PassthroughOptions {
  /** Name of the provider as the platform stores it, in snake_case. Default `openai`. */
  provider?: string
}

const openaiStyle = /^\w+ \/(chat\/completions|responses|files|fine_tuning)(\/|$)/

/**
 * Makes middleware that takes chat completions of a Smarter client through the platform's passthrough: `POST /chat/completions` goes to
 * `POST /prompts/passthrough/{provider}/`, and what the platform's envelope adds to the answer is taken out of it.
 *
 * The passthrough gives no streams, which is refused before anything is sent. Of the other OpenAI-style routes the platform has none: their
 * 404 says what to do. Routes of Smarter itself are left alone.
 *
 * @param options `provider`.
 * @throws ConfigurationError When the provider's name cannot be one.
 * @see POST /prompts/passthrough/{provider}/
 *
 * @example
 * ```ts
 * const client = createSmarterClient({ middleware: [passthrough()] })
 * const { choices } = await createChatCompletion(client, { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello!' }] })
 * ```
 */
export function passthrough({ provider = 'openai' }: PassthroughOptions = {}): Middleware {
  if (!/^\w+$/.test(provider)) throw new ConfigurationError(`passthrough: provider must be a name in snake_case, such as "openai", got ${JSON.stringify(provider)}`)
  return async (request, next, { route }) => {
    if (!openaiStyle.test(route)) return next(request)
    // Loaded by the first call that needs it, so that a client with all resources does not begin with it.
    const { sendThroughPlatform } = await import('./send-through-platform.js')
    return sendThroughPlatform({ request, next, route, provider, ConfigurationError, ProviderError })
  }
}
