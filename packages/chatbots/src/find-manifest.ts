import { BadRequestError, NotFoundError, type RequestOptions, ResponseParseError, type SmarterClient } from '@smarter-api/core'
import { describeManifest, getPlatformVersion, storedName } from '@smarter-api/manifests'
import { type AnyChatbotManifest, type ChatbotKind, kinds } from './generation.js'
import { settled } from './settled.js'

const inquiries = /* @__PURE__ */ new WeakMap<SmarterClient, Promise<void>>()

/**
 * Describes a chatbot on a server of either generation.
 *
 * The generation is found by reading alone and remembered per client: the newer kind is described first, and where that is refused
 * the server's version tells whether the kind or the name is the reason.
 */
export async function findManifest(client: SmarterClient, name: string, options: RequestOptions = {}): Promise<AnyChatbotManifest> {
  const reading = { ...options, idempotencyKey: undefined }
  const remembered = kinds.has(client)
  let refusal: unknown
  for await (const [kind, spelling] of candidates(client, name, reading)) {
    try {
      const { data } = await describeManifest(client, { kind, name: spelling }, reading)
      if (typeof data?.metadata?.name !== 'string') throw unreadable(name, data)
      kinds.set(client, kind)
      return data
    } catch (error) {
      if (!(error instanceof NotFoundError || error instanceof BadRequestError)) throw error
      if (!(refusal instanceof NotFoundError)) refusal = error
    }
  }
  // Where the kind is refused and not the name, the server may have been upgraded since it was asked.
  if (!(refusal instanceof NotFoundError) && kinds.delete(client) && remembered) return findManifest(client, name, options)
  throw refusal
}

async function* candidates(client: SmarterClient, name: string, options: RequestOptions): AsyncGenerator<[ChatbotKind, string]> {
  if (kinds.get(client) !== 'Chatbot') yield ['LLMClient', name]
  if (!kinds.has(client)) await settled(askVersion(client, options), options.signal)
  const kind = kinds.get(client)
  const stored = storedName(name)
  if (kind !== 'Chatbot' && stored !== name) yield ['LLMClient', stored]
  if (kind !== 'LLMClient') yield ['Chatbot', name]
}

/** Several calls that start together share one question; a failed one is forgotten. */
function askVersion(client: SmarterClient, options: RequestOptions): Promise<void> {
  const running = inquiries.get(client)
  if (running) return running
  const inquiry = readKind(client, { ...options, signal: undefined }).finally(() => inquiries.delete(client))
  inquiries.set(client, inquiry)
  return inquiry
}

async function readKind(client: SmarterClient, options: RequestOptions): Promise<void> {
  const { data } = await getPlatformVersion(client, options)
  const [, major, minor] = /(\d+)\.(\d+)/.exec(data?.api?.version ?? '') ?? []
  if (minor !== undefined) kinds.set(client, Number(major) > 0 || Number(minor) >= 14 ? 'LLMClient' : 'Chatbot')
}

function unreadable(name: string, body: unknown): ResponseParseError {
  return new ResponseParseError(`POST /cli/describe/{kind}/ answered for chatbot "${name}" without a manifest. Check baseURL.`, { body })
}
