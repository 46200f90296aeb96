import type { NotFoundError, RequestOptions, SmarterClient } from '@smarter-api/core'
import type { findManifest } from './find-manifest.js'
import type { AnyChatbotManifest } from './generation.js'
import type { plainId } from './ids.js'
import type { listChatbots } from './list-chatbots.js'

/** What finding by id needs of the rest. It is handed over: an import would make both share a file that is loaded at once. */
export interface FindTools {
  readonly findManifest: typeof findManifest
  readonly listChatbots: typeof listChatbots
  readonly plainId: typeof plainId
  readonly NotFoundError: typeof NotFoundError
}

/**
 * Describes the chatbot with an id, a number or hashed.
 *
 * No route finds a chatbot by id for every key and without starting a session, so the list is read: a row's address ends in the id, unless the
 * chatbot is deployed; then the deployed ones are described until it is found.
 */
export async function findById(client: SmarterClient, id: string | number, options: RequestOptions, tools: FindTools): Promise<AnyChatbotManifest> {
  const idOf = (address: string | null | undefined): string | undefined => {
    const found = /\/(?:chatbots|llm-clients)\/([^/]+)/.exec(address ?? '')?.[1]
    return found && tools.plainId(found)
  }
  const wanted = tools.plainId(id)
  const { items } = await tools.listChatbots(client, options)
  const hidden = items.filter(({ url }) => idOf(url) === undefined)
  for (const { name } of [...items.filter(({ url }) => idOf(url) === wanted), ...hidden]) {
    const manifest = await tools.findManifest(client, name, options)
    if (idOf(manifest.status?.sandboxUrl) === wanted) return manifest
  }
  throw new tools.NotFoundError(`No chatbot has the id "${id}" among the ${items.length} that this key may read`, { status: 404, route: 'POST /cli/get/{kind}/' })
}
