import type { SmarterClient } from '@smarter-api/core'
import type { ChatbotConfig, ChatbotSpec, ChatbotStatus, ManifestMetadata } from '@smarter-api/schemas/smarter'
import type { ChatbotAnswer } from './answer.js'
import { Conversation, type ConversationOptions, type PromptOptions } from './conversation.js'
import type { AnyChatbotManifest } from './generation.js'

/** A chatbot: what its manifest says, and the way to talk to it. Its JSON is the manifest, never the client. */
export class Chatbot {
  /** The manifest as the platform described it; its `kind` tells the platform's generation. */
  readonly manifest: AnyChatbotManifest
  declare private readonly client: SmarterClient

  /** Creates a handle from a described manifest; nothing is sent. Usually `chatbots(client).get({ name })`. */
  constructor(client: SmarterClient, manifest: AnyChatbotManifest) {
    this.manifest = manifest
    Object.defineProperty(this, 'client', { value: client })
  }

  /** Name as the platform stores it: in snake_case on servers from 0.14. */
  get name(): string {
    return this.manifest.metadata.name
  }

  /** Id on the platform, the last part of `sandboxUrl`: a number as text up to 0.13, a hashed id on later servers. */
  get id(): string | undefined {
    return /([^/]+)\/*$/.exec(this.status.sandboxUrl ?? '')?.[1]
  }

  /** What the manifest says about itself. */
  get metadata(): ManifestMetadata {
    return this.manifest.metadata
  }

  /** What the chatbot is for. */
  get description(): string | null {
    return this.metadata.description
  }

  /** Semantic version of the manifest. */
  get version(): string | null {
    return this.metadata.version
  }

  /** What the chatbot should be: its config, plugins, functions and key. */
  get spec(): ChatbotSpec {
    return this.manifest.spec
  }

  /** How the chatbot behaves and looks: `spec.config`. */
  get config(): ChatbotConfig {
    return this.spec.config
  }

  /** What the chatbot is; empty in a manifest that the platform has not described. */
  get status(): ChatbotStatus {
    return this.manifest.status ?? {}
  }

  /** Address in use. */
  get url(): string | null | undefined {
    return this.status.url
  }

  /** Address in the workbench. */
  get sandboxUrl(): string | null | undefined {
    return this.status.sandboxUrl
  }

  /** Where prompts go, under the name of either generation: `urlChatbot` or `urlLLMClient`. */
  get urlChatbot(): string | null | undefined {
    return this.status.urlLLMClient ?? this.status.urlChatbot
  }

  /** Chat window. */
  get urlChatapp(): string | null | undefined {
    return this.status.urlChatapp
  }

  /** Where a chat window's config comes from. Servers from 0.14. */
  get urlChatConfig(): string | null | undefined {
    return this.status.urlChatConfig
  }

  /**
   * Sends one prompt, in a conversation of its own.
   *
   * @param text What the user says.
   * @param options Options of this call; `verbose: true` gives the answer in full.
   * @returns What the chatbot said.
   * @throws ProviderError When the language model failed, which the platform answers with status 200.
   * @throws ResponseParseError When the answer has no text; `verbose: true` shows what it has.
   * @throws ConfigurationError When the text is empty, or the chatbot lies at another origin than the client; nothing was sent.
   */
  prompt(text: string, options: PromptOptions & { verbose: true }): Promise<ChatbotAnswer>
  prompt(text: string, options?: PromptOptions & { verbose?: false | undefined }): Promise<string>
  prompt(text: string, options?: PromptOptions): Promise<string | ChatbotAnswer>
  prompt(text: string, options?: PromptOptions): Promise<string | ChatbotAnswer> {
    return this.conversation().prompt(text, options)
  }

  /**
   * Begins a conversation, or goes on with one; nothing is sent.
   *
   * @param options By default a new conversation, which mixes with no other.
   */
  conversation(options?: ConversationOptions): Conversation {
    return new Conversation(this.client, this.manifest, options)
  }
}
