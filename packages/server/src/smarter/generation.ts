import type { Era } from '../http/route.js'

/** What differs between the two generations of Smarter's API. */
export interface Generation {
  era: Era
  /** Release that is imitated. */
  version: string
  chatbotKind: 'Chatbot' | 'LLMClient'
  /** Kind and `thing` of conversations. */
  conversationKind: 'Chat' | 'Prompt'
  /** Word for prompting in paths and in `command`. */
  promptWord: 'chat' | 'prompt'
  examplePath: string
  schemaPath: string
  /** Field of requests and metadata that limits the answer. */
  tokenField: 'max_tokens' | 'max_completion_tokens'
}

const generations: Record<Era, Generation> = {
  chatbot: {
    era: 'chatbot',
    version: '0.10.21',
    chatbotKind: 'Chatbot',
    conversationKind: 'Chat',
    promptWord: 'chat',
    examplePath: 'example_manifest',
    schemaPath: 'schema',
    tokenField: 'max_tokens',
  },
  llmclient: {
    era: 'llmclient',
    version: '0.14.19',
    chatbotKind: 'LLMClient',
    conversationKind: 'Prompt',
    promptWord: 'prompt',
    examplePath: 'example-manifest',
    schemaPath: 'json-schema',
    tokenField: 'max_completion_tokens',
  },
}

export function generationOf(era: Era): Generation {
  return generations[era]
}
