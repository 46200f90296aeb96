import { BadRequestError, type Page, pagePromise, type PagePromise, type RequestOptions, type ResponseWith, type SmarterClient } from '@smarter-api/core'
import { listManifestRows } from '@smarter-api/manifests'
import type { ChatbotRow } from '@smarter-api/schemas/smarter'
import { type ChatbotKind, kinds } from './generation.js'

/** Lists chatbots on a server of either generation: of the kind that is known, or of the newer and then of the older one. */
export function listChatbots(client: SmarterClient, options?: RequestOptions): PagePromise<ChatbotRow> {
  return pagePromise(firstList(client, { ...options, idempotencyKey: undefined }))
}

async function firstList(client: SmarterClient, options: RequestOptions): Promise<ResponseWith<Page<ChatbotRow>>> {
  const order: ChatbotKind[] = kinds.get(client) === 'Chatbot' ? ['Chatbot', 'LLMClient'] : ['LLMClient', 'Chatbot']
  let refusal: unknown
  for (const kind of order) {
    try {
      const answer = await listManifestRows(client, { kind }, options).withResponse()
      kinds.set(client, kind)
      return answer
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      refusal ??= error
    }
  }
  throw refusal
}
