import type { ManifestKind, SmarterManifest } from '@smarter-api/schemas/smarter'
import type { ManifestRecord } from '../repository/repository.js'
import { account } from './account.js'

const apiVersion = 'smarter.sh/v1'

function named(name: string, description: string) {
  return { name, description, version: '1.0.0', tags: [], annotations: [] }
}

const chatbot = {
  apiVersion,
  metadata: named('example', 'Answers questions about returns.'),
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
const token = {
  apiVersion,
  metadata: named('example_key', 'A key for a chatbot.'),
  spec: { config: { isActive: true, username: account.username } },
}
const prompt = { provider: 'openai', systemRole: 'You know the return policy.', model: 'gpt-4o-mini', temperature: 0.5, maxTokens: 2048 }
const selector = { directive: 'search_terms', searchTerms: ['return', 'refund'] }
const parameters = [{ name: 'order', type: 'string', description: 'Number of the order.', required: true }]
const testValues = [{ name: 'order', value: '1234' }]

/** Samples that can be applied as they are; conversations, which nobody applies, have one too. */
const examples: SmarterManifest[] = [
  { ...chatbot, kind: 'Chatbot' },
  { ...chatbot, kind: 'LLMClient' },
  { ...token, kind: 'AuthToken' },
  { ...token, kind: 'SmarterAuthToken' },
  {
    apiVersion,
    kind: 'Plugin',
    metadata: { ...named('return_policy', 'Tells how items are returned.'), pluginClass: 'static' },
    spec: { selector, prompt, data: { staticData: { days: 30 } } },
  },
  {
    apiVersion,
    kind: 'ApiPlugin',
    metadata: { ...named('order_status', 'Looks up an order over HTTP.'), pluginClass: 'api' },
    spec: { selector, prompt, connection: 'example_api', apiData: { endpoint: '/orders', method: 'GET', parameters, testValues, limit: 100 } },
  },
  {
    apiVersion,
    kind: 'SqlPlugin',
    metadata: { ...named('order_lines', 'Looks up an order in a database.'), pluginClass: 'sql' },
    spec: { selector, prompt, connection: 'example_database', sqlData: { sqlQuery: 'select * from lines where order_number = {order}', parameters, testValues, limit: 100 } },
  },
  {
    apiVersion,
    kind: 'ApiConnection',
    metadata: named('example_api', 'Leads to an HTTP service.'),
    spec: { connection: { baseUrl: 'https://api.example.com', apiKey: 'example_secret', authMethod: 'token', timeout: 30 } },
  },
  {
    apiVersion,
    kind: 'SqlConnection',
    metadata: named('example_database', 'Leads to a database.'),
    spec: {
      connection: {
        dbEngine: 'django.db.backends.postgresql',
        hostname: 'database.example.com',
        port: 5432,
        database: 'shop',
        username: 'reader',
        password: 'example_secret',
        timeout: 30,
        useSsl: true,
        poolSize: 5,
        maxOverflow: 10,
        authenticationMethod: 'tcpip',
      },
    },
  },
  {
    apiVersion,
    kind: 'Account',
    metadata: { ...named('example_account', 'A company.'), accountNumber: '1234-5678-9012' },
    spec: { config: { companyName: 'Example Ltd', country: 'US', language: 'en-US', timezone: 'America/New_York', currency: 'USD' } },
  },
  {
    apiVersion,
    kind: 'User',
    metadata: { ...named('example_user', 'A person.'), username: 'jane' },
    spec: { config: { firstName: 'Jane', lastName: 'Doe', email: 'jane@example.com', isStaff: false, isActive: true } },
  },
  { apiVersion, kind: 'Secret', metadata: named('example_secret', 'A key of a provider.'), spec: { config: { value: 'replace me', expiration_date: null } } },
  {
    apiVersion,
    kind: 'Provider',
    metadata: named('example_provider', 'A company that serves models.'),
    spec: { provider: { name: 'example_provider', base_url: 'https://models.example.com/v1', api_key: 'example_secret', website_url: 'https://models.example.com' } },
  },
  {
    apiVersion,
    kind: 'Vectorstore',
    metadata: named('example_vectors', 'Finds texts by their meaning.'),
    spec: {
      connection: 'example_api',
      backend: 'qdrant',
      isActive: true,
      vectorstore: { textKey: 'text', namespace: 'example' },
      embeddings: { provider: 'openai', providerModel: 'text-embedding-3-small', chunkSize: 1000, maxRetries: 2 },
      indexModel: { dimension: 1536, metric: 'cosine', deletionProtection: 'disabled', vectorType: 'dense' },
    },
  },
  ...(['Chat', 'Prompt'] as const).map((kind) => ({ apiVersion, kind, metadata: { name: '0'.repeat(64), description: null, version: null }, spec: { config: { messages: [] } } })),
]

export function exampleManifest(kind: string): SmarterManifest | undefined {
  return examples.find((example) => example.kind === kind)
}

/** A resource such as the sample would make. */
export function exampleRecord(kind: string): ManifestRecord {
  const example = exampleManifest(kind)
  return { id: 1, kind, name: example?.metadata.name ?? kind, manifest: { ...example }, createdAt: account.createdAt, updatedAt: account.createdAt }
}

/** Kinds whose manifests have a JSON Schema. */
export function isManifestKind(kind: string): kind is ManifestKind {
  return exampleManifest(kind) !== undefined
}
