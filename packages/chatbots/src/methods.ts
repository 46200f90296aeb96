import { ConfigurationError, NotFoundError, type PagePromise, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import type { ChatbotRow } from '@smarter-api/schemas/smarter'
import { Chatbot } from './chatbot.js'
import { findManifest } from './find-manifest.js'
import type { AnyChatbotManifest } from './generation.js'
import { plainId } from './ids.js'
import { listChatbots } from './list-chatbots.js'
import { type GetChatbotOptions, remembered } from './remembered.js'

/** Parameters of {@link get}: a chatbot is found by `name` or by `id`. */
export type GetChatbotParams =
  | {
      /** Name of the chatbot. Servers from 0.14 store names in snake_case; the name as it was applied is found as well. */
      name: string
      id?: undefined
    }
  | {
      /** Id of the chatbot, a number or hashed; both forms are found on servers of either generation. */
      id: number | string
      name?: undefined
    }

/** Parameters of {@link prompt}. */
export type PromptChatbotParams = GetChatbotParams & {
  /** What the user says. */
  prompt: string
}

/**
 * Lists the chatbots that the key's user may read, all on one page, on servers of either generation.
 *
 * @returns Rows with name, address and whether the chatbot is deployed.
 * @see POST /cli/get/{kind}/
 */
export function list(client: SmarterClient, options?: RequestOptions): PagePromise<ChatbotRow> {
  return listChatbots(client, options)
}

/**
 * Finds a chatbot by name or id, on servers of either generation.
 *
 * The first call of a client also finds the server's generation, by reading alone: the chatbot is described as the newer kind, and where
 * that is refused the server is asked for its version. A chatbot that was found is remembered: see the option `cache`.
 *
 * @param params `name`, or `id`. By id all chatbots are listed first.
 * @returns A handle with the manifest's fields, `prompt()` and `conversation()`.
 * @throws NotFoundError When there is no such chatbot.
 * @throws ConfigurationError When the name or id is empty, or both are given; nothing was sent.
 * @see POST /cli/describe/{kind}/
 * @see POST /cli/get/{kind}/
 * @see POST /cli/version/
 */
export async function get(client: SmarterClient, params: GetChatbotParams, options: GetChatbotOptions = {}): Promise<Chatbot> {
  return new Chatbot(client, await find(client, params, options))
}

async function find(client: SmarterClient, params: GetChatbotParams, options: GetChatbotOptions): Promise<AnyChatbotManifest> {
  const { name, id }: { name?: unknown; id?: unknown } = params ?? {}
  if (isText(name) && id === undefined) return remembered(client, `name ${name}`, options, (reading) => findManifest(client, name, reading))
  if (name === undefined && (isText(id) || typeof id === 'number')) {
    return remembered(client, `id ${plainId(id)}`, options, async (reading) => {
      const { findById } = await import('./find-by-id.js')
      return findById(client, id, reading, { findManifest, listChatbots, plainId, NotFoundError })
    })
  }
  throw new ConfigurationError("A chatbot is found by { name: 'my-chatbot' } or { id: 7 }: one of them, not blank")
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}

/**
 * Finds a chatbot by name or id and sends it one prompt, in a conversation of its own.
 *
 * @param params `name` or `id`, and `prompt`.
 * @param options Options of both calls; an idempotency key goes with the prompt alone.
 * @returns What the chatbot said.
 * @throws NotFoundError When there is no such chatbot.
 * @throws ProviderError When the language model failed, which the platform answers with status 200.
 */
export async function prompt(client: SmarterClient, params: PromptChatbotParams, options: GetChatbotOptions = {}): Promise<string> {
  const { cache, ...sending } = options
  const chatbot = await get(client, params, { ...sending, cache })
  return chatbot.prompt(params.prompt, { ...sending, verbose: false })
}
