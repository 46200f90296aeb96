import { ConfigurationError, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import { Chatbot } from './chatbot.js'
import { findManifest } from './find-manifest.js'

/** Parameters of {@link get}. */
export interface GetChatbotParams {
  /** Name of the chatbot. Servers from 0.14 store names in snake_case; the name as it was applied is found as well. */
  name: string
}

/** Parameters of {@link prompt}. */
export interface PromptChatbotParams extends GetChatbotParams {
  /** What the user says. */
  prompt: string
}

/**
 * Finds a chatbot by name, on servers of either generation.
 *
 * The first call of a client also finds the server's generation, by reading alone: it is described as the newer kind, and where that is
 * refused the server is asked for its version.
 *
 * @param params `name`.
 * @returns A handle with the manifest's fields, `prompt()` and `conversation()`.
 * @throws NotFoundError When there is no such chatbot.
 * @throws ConfigurationError When the name is empty; nothing was sent.
 * @see POST /cli/describe/{kind}/
 * @see POST /cli/version/
 */
export async function get(client: SmarterClient, params: GetChatbotParams, options?: RequestOptions): Promise<Chatbot> {
  const { name } = params
  if (typeof name !== 'string' || name.trim() === '') {
    throw new ConfigurationError(`A chatbot is found by \`name\`: a non-empty string, got ${typeof name === 'string' ? 'an empty one' : typeof name}`)
  }
  return new Chatbot(client, await findManifest(client, name, options))
}

/**
 * Finds a chatbot by name and sends it one prompt, in a conversation of its own. To prompt it again, keep the handle of `get`.
 *
 * @param params `name` and `prompt`.
 * @param options Options of both calls; an idempotency key goes with the prompt alone.
 * @returns What the chatbot said.
 * @throws NotFoundError When there is no such chatbot.
 * @throws ProviderError When the language model failed, which the platform answers with status 200.
 */
export async function prompt(client: SmarterClient, params: PromptChatbotParams, options?: RequestOptions): Promise<string> {
  const chatbot = await get(client, params, options)
  return chatbot.prompt(params.prompt, { ...options, verbose: false })
}
