import { NotFoundError, type RequestOptions, type SmarterClient } from '@smarter-api/core'
import { findManifest } from './find-manifest.js'
import type { AnyChatbotManifest } from './generation.js'
import { plainId } from './ids.js'
import { listChatbots } from './list-chatbots.js'

/**
 * Describes the chatbot with an id, a number or hashed.
 *
 * No route finds a chatbot by id for every key and without starting a session, so the list is read: a row's address ends in the id, unless the
 * chatbot is deployed; then the deployed ones are described until it is found.
 */
export async function findById(client: SmarterClient, id: string | number, options: RequestOptions): Promise<AnyChatbotManifest> {
  const wanted = plainId(id)
  const { items } = await listChatbots(client, options)
  const hidden = items.filter(({ url }) => idOf(url) === undefined)
  for (const { name } of [...items.filter(({ url }) => idOf(url) === wanted), ...hidden]) {
    const manifest = await findManifest(client, name, options)
    if (idOf(manifest.status?.sandboxUrl) === wanted) return manifest
  }
  throw new NotFoundError(`No chatbot has the id "${id}" among the ${items.length} that this key may read`, { status: 404, route: 'POST /cli/get/{kind}/' })
}

function idOf(address: string | null | undefined): string | undefined {
  const id = /\/(?:chatbots|llm-clients)\/([^/]+)/.exec(address ?? '')?.[1]
  return id && plainId(id)
}
