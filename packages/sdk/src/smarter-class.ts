import { type Chatbots, chatbots } from '@smarter-api/chatbots'
import { type ClientOptions, createSmarterClient, type SmarterClient } from '@smarter-api/core'
import { type Manifests, manifests } from '@smarter-api/manifests'
import { keep } from './keep.js'
import { checkOptions, Platform } from './platform.js'

/**
 * Smarter's API, or a server that speaks it: one client, and a property for each resource.
 *
 * @example
 * ```ts
 * const smarter = new Smarter()
 * const chatbot = await smarter.resources.chatbots.get({ name: 'my-chatbot' })
 * console.log(await chatbot.prompt('Hello, World!'))
 * ```
 */
export class Smarter extends Platform<'smarter'> {
  /**
   * Makes a client; nothing is sent.
   *
   * @param options By default the key is `SMARTER_API_KEY` and the address `SMARTER_BASE_URL`, else the platform's; a call may take
   *   ten minutes and is repeated twice.
   * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
   */
  constructor(options?: ClientOptions) {
    super(createSmarterClient(checkOptions(options)))
  }

  /** What lives on the platform, as objects to work with. */
  get resources(): SmarterResources {
    return keep(this, 'resources', (client) => new SmarterResources(client))
  }

  /** Commands on manifests: apply and describe any resource, and ask for the platform's version. */
  get manifests(): Manifests {
    return keep(this, 'manifests', manifests)
  }
}

/** What lives on Smarter's platform, as objects to work with. */
export class SmarterResources {
  /** The client that standalone functions take. */
  readonly client: SmarterClient

  /** Takes the client of a `Smarter`. */
  constructor(client: SmarterClient) {
    this.client = client
  }

  /** Chatbots: find one by name, prompt it, hold conversations. */
  get chatbots(): Chatbots {
    return keep(this, 'chatbots', chatbots)
  }
}
