import { type Chat, chat, type Responses, responses } from '@smarter-api/chat'
import { type ClientOptions, createSmarterClient, type OpenAIStyleClient } from '@smarter-api/core'
import { type Uploads, uploads } from '@smarter-api/files/uploads'
import { type FineTuning, fineTuning } from '@smarter-api/fine-tuning'
import { type Manifests, manifests } from '@smarter-api/manifests'
import { keep } from './keep.js'
import { inCommon, openaiClient, type SmarterOptions } from './openai-client.js'
import { checkOptions, Platform } from './platform.js'
import { SmarterResources } from './smarter-resources.js'

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
  /** The client of OpenAI-style routes, for standalone functions such as `createChatCompletion`. */
  readonly openai: OpenAIStyleClient
  /** What a service that `withOptions` names later has in common with the platform. */
  declare private readonly common: ClientOptions

  /**
   * Makes a client; nothing is sent.
   *
   * @param options By default the key is `SMARTER_API_KEY` and the address `SMARTER_BASE_URL`, else the platform's; a call may take
   *   ten minutes and is repeated twice. `openai` points the OpenAI-style resources at another service.
   * @throws ConfigurationError For an option that is unknown or unusable. A missing key is told by the first call.
   */
  constructor(options?: SmarterOptions) {
    const { openai, ...platform } = checkOptions(options) ?? {}
    super(createSmarterClient(platform))
    this.openai = openaiClient(this.client, remember(this, inCommon(platform)), checkOptions(openai))
  }

  /** What lives on the platform, as objects to work with. */
  get resources(): SmarterResources {
    return keep(this, 'resources', (client) => new SmarterResources(client))
  }

  /** Commands on manifests: apply, describe, list, deploy and delete any resource, and ask the platform about itself and the caller. */
  get manifests(): Manifests {
    return keep(this, 'manifests', manifests)
  }

  /** Chats with models: chat completions, through the platform's passthrough or another service, and responses. */
  get chat(): Chat {
    return keep(this, 'chat', () => chat(this.openai))
  }

  /** Responses of models: make, stream, find, end and delete them. The platform has none: they need the option `openai`. */
  get responses(): Responses {
    return keep(this, 'responses', () => responses(this.openai))
  }

  /** Files that models read, learn from or work through. The platform has none: they need the option `openai`. */
  get files(): Uploads {
    return keep(this, 'files', () => uploads(this.openai))
  }

  /** Jobs that train models of your own. The platform has none: they need the option `openai`. */
  get fineTuning(): FineTuning {
    return keep(this, 'fineTuning', () => fineTuning(this.openai))
  }

  /**
   * Makes a client with some options changed, of both services; this one stays as it is.
   *
   * @param options The options to change: `smarter.withOptions({ maxRetries: 5 }).chat.completions.create(…)`.
   * @throws ConfigurationError For an option that is unknown or unusable.
   */
  override withOptions({ openai, ...platform }: SmarterOptions): this {
    const copy = super.withOptions(platform)
    const changes = inCommon(platform)
    const common = remember(copy, { ...this.common, ...changes })
    const { openai: current } = this
    const changed = { ...changes, ...checkOptions(openai) }
    return Object.assign(copy, { openai: current.service === 'openai' ? current.withOptions(changed) : openaiClient(copy.client, common, openai) })
  }

  /** Ends calls and streams in flight with a `ClientClosedError`, refuses new ones, and closes transports that the clients made. */
  override async close(): Promise<void> {
    await Promise.all([super.close(), this.openai.close()])
  }
}

/** Keeps options with a `Smarter` where neither JSON nor a log finds them. */
function remember(owner: Smarter, common: ClientOptions): ClientOptions {
  Object.defineProperty(owner, 'common', { value: common })
  return common
}
