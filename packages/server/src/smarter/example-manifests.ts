import type { SmarterManifest } from '@smarter-api/schemas/smarter'

const apiVersion = 'smarter.sh/v1'

const chatbot = {
  apiVersion,
  metadata: { name: 'example', description: 'Answers questions about returns.', version: '1.0.0', tags: [], annotations: [] },
  spec: {
    config: {
      deployed: false,
      provider: 'openai',
      defaultModel: 'gpt-4o-mini',
      defaultSystemRole: 'You help customers with returns.',
      defaultTemperature: 0.5,
      defaultMaxTokens: 2048,
      appName: 'Returns bot',
      appAssistant: 'Joe',
      appWelcomeMessage: 'Hello!',
      appExamplePrompts: ['How do I return an item?'],
    },
    plugins: null,
    functions: null,
    apiKey: null,
  },
}

/** Samples that can be applied as they are. */
export const exampleManifests: SmarterManifest[] = [
  { ...chatbot, kind: 'Chatbot' },
  { ...chatbot, kind: 'LLMClient' },
  {
    apiVersion,
    kind: 'Plugin',
    metadata: { name: 'return_policy', description: 'Tells how items are returned.', version: '1.0.0', pluginClass: 'static' },
    spec: {
      selector: { directive: 'search_terms', searchTerms: ['return', 'refund'] },
      prompt: { provider: 'openai', systemRole: 'You know the return policy.', model: 'gpt-4o-mini', temperature: 0.5, maxTokens: 2048 },
      data: { staticData: { days: 30 } },
    },
  },
  {
    apiVersion,
    kind: 'Secret',
    metadata: { name: 'example_secret', description: 'A key of a provider.', version: '1.0.0' },
    spec: { config: { value: 'replace me', expiration_date: null } },
  },
]
