import { ConfigurationError, NotFoundError, ProviderError, request, type RequestOptions, ResponseParseError, type SmarterClient } from '@smarter-api/core'
import type { ChatConfig, SmarterChatMessage } from '@smarter-api/schemas/smarter'
import type { ChatbotAnswer } from './answer.js'
import type { AnyChatbotManifest } from './generation.js'
import { forget } from './remembered.js'
import { settled } from './settled.js'
import type { Passage } from './turns.js'

/** Options of one prompt. A prompt costs money: it is repeated only after 408, 429 or when nothing was sent, unless `retryUnsafe` is set. */
export interface PromptOptions extends RequestOptions {
  /** Whether to give the answer in full instead of its text. Default `false`. */
  verbose?: boolean | undefined
}

/** Where a conversation begins; JSON of a conversation is one, so that a stored conversation goes on. */
export interface ConversationOptions {
  /** Identifies the conversation to servers of the chatbot generation: any text. A random one by default, so that conversations do not mix. */
  uid?: string | undefined
  /** The conversation on the server, 64 hexadecimal characters. A new one by default. */
  session_key?: string | undefined
  /** What was said before, as far as the server does not know it by the session key. */
  history?: readonly SmarterChatMessage[] | undefined
}

/** A conversation with a chatbot. Its turns are sent one after another, in the order in which they were started. */
export class Conversation {
  /** Identifies the conversation to servers of the chatbot generation. */
  readonly uid: string
  /** The conversation on the server; on servers of the chatbot generation known after the first answer. */
  session_key: string | undefined
  /** What the user and the chatbot have said, oldest first. */
  readonly history: SmarterChatMessage[]
  declare private readonly client: SmarterClient
  declare private readonly manifest: AnyChatbotManifest
  declare private turns: Promise<void>

  /** Creates a conversation; nothing is sent. Usually `chatbot.conversation()`. */
  constructor(client: SmarterClient, manifest: AnyChatbotManifest, options: ConversationOptions = {}) {
    this.uid = options.uid ?? crypto.randomUUID()
    this.session_key = options.session_key ?? (manifest.kind === 'Chatbot' ? undefined : randomKey())
    this.history = [...(options.history ?? [])]
    const hidden = { client, manifest, turns: Promise.resolve() }
    for (const [name, value] of Object.entries(hidden)) Object.defineProperty(this, name, { value, writable: true })
  }

  /**
   * Sends the next turn, after those before it have ended. A turn that failed does not keep the next from being sent.
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
  prompt(text: string, options: PromptOptions = {}): Promise<string | ChatbotAnswer> {
    return this.next(options, () => this.send(text, options))
  }

  /**
   * Retrieves what a chat window needs to begin: the chatbot as users see it, its plugins and functions, and in `history` what the platform
   * stored of this conversation. It waits for turns that were started before.
   *
   * @param options Options of this call.
   * @throws NotFoundError When the chatbot does not exist any more.
   * @see POST /cli/prompt/config/{name}/
   * @see POST /cli/chat/config/{name}/ up to 0.14.0
   */
  config(options: RequestOptions = {}): Promise<ChatConfig> {
    return this.next(options, () => this.load(options))
  }

  private next<Result>({ signal }: RequestOptions, start: () => Promise<Result>): Promise<Result> {
    const before = this.turns
    const turn = settled(before, signal).then(start)
    turn.catch((error: unknown) => {
      if (error instanceof NotFoundError) forget(this.client)
    })
    // Waits for both: a turn that was aborted while it waited ends before the one it waited for.
    this.turns = before.then(() => settled(turn, undefined))
    return turn
  }

  private async load(options: RequestOptions): Promise<ChatConfig> {
    const { readConfig } = await import('./turns.js')
    const config = await readConfig(this.passage('', options))
    this.session_key = config.session_key
    return config
  }

  private passage(text: string, options: RequestOptions): Passage {
    const { client, manifest, uid, session_key, history } = this
    return { client, manifest, turn: { text, uid, session_key, history }, options, request, ConfigurationError, ProviderError, ResponseParseError }
  }

  private async send(text: string, { verbose, ...options }: PromptOptions): Promise<string | ChatbotAnswer> {
    if (typeof text !== 'string' || text.trim() === '') {
      throw new ConfigurationError(`A prompt is text that is not blank; got ${typeof text === 'string' ? 'an empty one' : typeof text}`)
    }
    // Loaded by the first prompt, so that a client with all resources does not begin with it.
    const { sendPrompt } = await import('./turns.js')
    const answer = await sendPrompt(this.passage(text, options))
    this.session_key = answer.session_key
    this.history.push({ role: 'user', content: text }, { role: 'assistant', content: answer.text })
    if (verbose) return answer
    if (answer.text !== null) return answer.text
    throw new ResponseParseError(`Chatbot "${this.manifest.metadata.name}" answered without text; the option verbose gives what it answered`, { body: answer.envelope })
  }
}

function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
