import type { SmarterClient } from '@smarter-api/core'
import type { ChatbotManifest, LLMClientManifest } from '@smarter-api/schemas/smarter'

/** A chatbot as the platform describes it: kind `Chatbot` on servers up to 0.13, `LLMClient` on later ones. */
export type AnyChatbotManifest = ChatbotManifest | LLMClientManifest

/** The kind of a platform's chatbots, which tells its generation. */
export type ChatbotKind = AnyChatbotManifest['kind']

/** What is known of each client's platform. */
export const kinds = /* @__PURE__ */ new WeakMap<SmarterClient, ChatbotKind>()
